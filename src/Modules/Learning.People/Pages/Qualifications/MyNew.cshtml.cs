using Learning.Framework.Accounts;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/me/qualifications/new: one's own qualification, with a picture of the paper.</summary>
[Authorize(Policy = Permission.SignedIn)]
[RequestSizeLimit(MostRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MostRequest)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class MyNewModel(QualificationEntry entry, Scope scope, IStringLocalizer texts) : EntryModel(entry, texts)
{
    public async Task<IActionResult> OnGetAsync(string? kind, CancellationToken cancellation)
    {
        Input = new InputModel { Once = Entry.List.NewId(), Kind = kind };
        return await FindAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (await ReadAsync(cancellation) is { } statement && await Entry.Desk.SubmitAsync(Input.Once, Holder.Id, statement, needsEvidence: true, cancellation) is { } refusal)
        {
            Refuse(refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData["Notice"] = T["提交了。核验过会显示“已核验”，退回的会写明缺什么。"].Value;
        return RedirectToPage("/Qualifications/Mine", new { area = "People" });
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await Entry.PersonAsync(scope.Actor.PersonId, cancellation) is not { } person)
        {
            return false;
        }

        await LoadAsync(person, cancellation);
        return true;
    }
}
