using Learning.Core.People;
using Learning.People.Services.Privacy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Privacy;

/// <summary>What the officer's and one's own page of phone and identity number do alike.</summary>
internal abstract class ContactPage(ContactDesk desk, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MaskedContact Held { get; private set; } = new(null, null);

    /// <summary>Why the acting person may not change or look; null if they may.</summary>
    public string? Closed { get; private set; }

    /// <summary>The one number shown in full by this answer.</summary>
    public (ContactField Field, string Number)? Shown { get; private set; }

    protected abstract string After { get; }

    /// <returns>Null where there is no such person for the acting one.</returns>
    protected abstract Task<Guid?> WhoseAsync(CancellationToken cancellation);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await WhoseAsync(cancellation) is { } person ? await ShowAsync(person, cancellation) : NotFound();

    public async Task<IActionResult> OnPostRevealAsync(ContactField field, CancellationToken cancellation)
    {
        if (await WhoseAsync(cancellation) is not { } person)
        {
            return NotFound();
        }

        ModelState.Clear();
        var (number, refusal) = await desk.RevealAsync(person, field, cancellation);
        if (refusal is { } reason)
        {
            ModelState.AddModelError("", ContactWords.Of(T, reason));
        }
        else
        {
            Shown = (field, number!);
        }

        return await ShowAsync(person, cancellation);
    }

    public async Task<IActionResult> OnPostRemoveAsync(ContactField field, CancellationToken cancellation)
    {
        if (await WhoseAsync(cancellation) is not { } person)
        {
            return NotFound();
        }

        ModelState.Clear();
        if (await desk.ChangeAsync(person, field == ContactField.Phone ? "" : null, field == ContactField.IdentityNumber ? "" : null, cancellation) is { } refusal)
        {
            ModelState.AddModelError("", ContactWords.Of(T, refusal));
            return await ShowAsync(person, cancellation);
        }

        TempData["Notice"] = (field == ContactField.Phone ? T["手机号删掉了。"] : T["身份证号删掉了。"]).Value;
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await WhoseAsync(cancellation) is not { } person)
        {
            return NotFound();
        }

        var (phone, number) = (Typed(Input.Phone, "Input.Phone", PhoneNumbers.TryNormalise), Typed(Input.IdentityNumber, "Input.IdentityNumber", IdentityNumbers.TryNormalise));
        if (ModelState.IsValid && phone is null && number is null)
        {
            ModelState.AddModelError("Input.Phone", T["填写要登记的手机号或身份证号。"]);
        }

        if (ModelState.IsValid && await desk.ChangeAsync(person, phone, number, cancellation) is { } refusal)
        {
            ModelState.AddModelError(
                refusal switch { ContactRefusal.PhoneTaken => "Input.Phone", ContactRefusal.IdentityNumberTaken => "Input.IdentityNumber", _ => "" }, ContactWords.Of(T, refusal));
        }

        if (!ModelState.IsValid)
        {
            return await ShowAsync(person, cancellation);
        }

        TempData["Notice"] = T["保存好了。"].Value;
        return Redirect(After);
    }

    private delegate bool Normalise(string? text, out string normal);

    private string? Typed(string? text, string field, Normalise normalise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (normalise(text, out var normal))
        {
            return normal;
        }

        ModelState.AddModelError(field, field == "Input.Phone" ? T["填写11位手机号，例如13812345678。"]
            : text.Count(char.IsAsciiDigit) == 15 && text.Trim().Length == 15 ? T["这是15位的旧号码，请照现在的身份证填18位。"]
            : T["身份证号18位，最后一位可能是X；对照身份证再核对一遍。"]);
        return null;
    }

    private async Task<IActionResult> ShowAsync(Guid person, CancellationToken cancellation)
    {
        Held = await desk.MaskedAsync(person, cancellation);
        Closed = await desk.RefusalAsync(person, cancellation) is { } refusal ? ContactWords.Of(T, refusal) : null;
        return Page();
    }

    public sealed class InputModel
    {
        public string? Phone { get; set; }

        public string? IdentityNumber { get; set; }
    }
}
