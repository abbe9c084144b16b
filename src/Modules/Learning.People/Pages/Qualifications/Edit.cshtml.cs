using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/qualifications/{id}/edit: puts right what was sent back, or what nobody has looked at yet.</summary>
[Authorize(Policy = Permission.SignedIn)]
[RequestSizeLimit(MostRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MostRequest)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class EditModel(QualificationEntry entry, IStringLocalizer texts) : EntryModel(entry, texts)
{
    public Qualification Row { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Entry.MayEdit(Row))
        {
            return RedirectToPage("/Qualifications/Qualification", new { area = "People", id });
        }

        Input = new InputModel
        {
            Version = Row.Version,
            Kind = Row.Kind,
            Number = Entry.Knows(Row) ? await Entry.Desk.RevealAsync(id, cancellation) : null,
            Issuer = Row.Issuer,
            IssuedOn = Row.IssuedOn,
            ExpiresOn = Row.ExpiresOn,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Entry.MayEdit(Row))
        {
            Refuse(QualificationRefusal.Changed);
        }
        else if (await ReadAsync(cancellation) is { } statement && await Entry.Desk.ResubmitAsync(id, Input.Version, statement, NeedsEvidence, cancellation) is { } refusal)
        {
            Refuse(refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData["Notice"] = T["重新提交了，等核验。"].Value;
        return RedirectToPage("/Qualifications/Qualification", new { area = "People", id });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await Entry.List.FindAsync(id, cancellation) is not { } sheet || !await Entry.MaySeeAsync(sheet.Holder.Id, cancellation))
        {
            return false;
        }

        await LoadAsync(sheet.Holder, cancellation);
        (Row, Kept) = (sheet.Row, sheet.Evidence);
        return true;
    }
}
