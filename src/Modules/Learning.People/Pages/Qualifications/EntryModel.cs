using System.Text;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>Who asks, what there is to choose, and where an entry goes.</summary>
internal sealed class QualificationEntry(QualificationList list, QualificationDesk desk, PersonFile file, PeopleSearch search, Scope scope)
{
    public QualificationList List => list;

    public QualificationDesk Desk => desk;

    /// <summary>Officers of county and city enter what they saw in the original, or found on the list of old papers.</summary>
    public bool NeedsEvidence(Guid holder) => holder == scope.Actor.PersonId || !scope.Actor.Holds(Permissions.CheckQualifications);

    public bool IsOneself(Guid holder) => holder == scope.Actor.PersonId;

    public bool Checks => scope.Actor.Holds(Permissions.CheckQualifications);

    /// <summary>Oneself, or somebody the acting person looks after.</summary>
    public async Task<bool> MaySeeAsync(Guid holder, CancellationToken cancellation) =>
        IsOneself(holder) || (scope.Actor.Holds(Permissions.ViewPeople) && await search.MaySeeAsync(holder, cancellation));

    /// <summary>The holder, whoever entered it, and the school that looks after the holder; who checks does not rewrite what is checked.</summary>
    public bool MayEdit(Qualification row) =>
        row.State is QualificationState.Waiting or QualificationState.Returned && (IsOneself(row.PersonId) || row.SubmittedBy == scope.Actor.PersonId || (!Checks && scope.Actor.Holds(Permissions.EditPeople)));

    /// <summary>The number is typed once: whoever entered it gets it back in the form.</summary>
    public bool Knows(Qualification row) => IsOneself(row.PersonId) || row.SubmittedBy == scope.Actor.PersonId;

    public Task<Person?> PersonAsync(Guid holder, CancellationToken cancellation) => file.PersonAsync(holder, cancellation);
}

/// <summary>The form of a qualification: a new one or one to be put right, one's own or a colleague's.</summary>
internal abstract class EntryModel(QualificationEntry entry, IStringLocalizer texts) : PageModel
{
    /// <summary>Above what the page names, so that a file somewhat too large is answered at its field.</summary>
    public const int MostRequest = 32 * 1024 * 1024;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Person Holder { get; protected set; } = null!;

    public IReadOnlyList<QualificationKind> Kinds { get; protected set; } = [];

    public bool NeedsEvidence => entry.NeedsEvidence(Holder.Id);

    public bool IsOneself => entry.IsOneself(Holder.Id);

    /// <summary>A file handed in before stays unless another is chosen.</summary>
    public QualificationEvidence? Kept { get; protected set; }

    public IEnumerable<SelectListItem> Choices => Kinds.Select(k => new SelectListItem(k.Title, k.Code));

    public DateOnly Today => entry.List.Today;

    protected QualificationEntry Entry => entry;

    protected IStringLocalizer T => texts;

    protected async Task LoadAsync(Person holder, CancellationToken cancellation) =>
        (Holder, Kinds) = (holder, await entry.List.KindsAsync(false, cancellation));

    /// <returns>Null where something is wrong; the page then says what, at its field.</returns>
    protected async Task<QualificationStatement?> ReadAsync(CancellationToken cancellation)
    {
        var number = (Input.Number ?? "").Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        Input.IssuedOn = FormDates.Required(ModelState, "Input.IssuedOn", Input.IssuedOn, Today, T);
        Input.ExpiresOn = FormDates.Optional(ModelState, "Input.ExpiresOn", Input.ExpiresOn, Today.AddYears(30), T);
        Fault(Kinds.All(k => k.Code != Input.Kind), "Input.Kind", T["选一种资格。"]);
        Fault(number.Length is < 4 or > QualificationConfiguration.NumberLength, "Input.Number", T["照证书填编号，4到{0}个字。", QualificationConfiguration.NumberLength]);
        Fault(Input.Issuer is not { Length: >= 2 and <= QualificationConfiguration.IssuerLength }, "Input.Issuer", T["照证书填发证单位的全称，2到{0}个字。", QualificationConfiguration.IssuerLength]);
        var evidence = await EvidenceAsync(cancellation);
        return ModelState.IsValid ? new QualificationStatement(Input.Kind!, number, Input.Issuer!, Input.IssuedOn!.Value, Input.ExpiresOn, evidence) : null;
    }

    protected void Refuse(QualificationRefusal refusal)
    {
        var (field, text) = QualificationWords.Refusal(T, refusal);
        ModelState.AddModelError(field, text);
    }

    private async Task<EvidenceFile?> EvidenceAsync(CancellationToken cancellation)
    {
        if (Input.File is not { } file)
        {
            return null;
        }

        if (file.Length > EvidenceFile.Most)
        {
            ModelState.AddModelError("Input.File", T["文件有{0}，超过10 MB。用手机重新拍一张，或者存成小一点的PDF。", QualificationWords.Size((int)Math.Min(file.Length, int.MaxValue))]);
            return null;
        }

        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellation);
        var read = EvidenceFile.Read(bytes.ToArray());
        Fault(read is null, "Input.File", T["打不开这个文件。传JPG、PNG照片或PDF。"]);
        return read;
    }

    private void Fault(bool wrong, string field, string text)
    {
        if (wrong)
        {
            ModelState.Remove(field);
            ModelState.AddModelError(field, text);
        }
    }

    public sealed class InputModel
    {
        public Guid Once { get; set; }

        public int Version { get; set; }

        public string? Kind { get; set; }

        public string? Number { get; set; }

        public string? Issuer { get; set; }

        public DateOnly? IssuedOn { get; set; }

        public DateOnly? ExpiresOn { get; set; }

        public IFormFile? File { get; set; }
    }
}
