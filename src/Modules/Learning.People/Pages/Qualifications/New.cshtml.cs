using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/{id}/qualifications/new: the school or an officer enters a colleague's qualification.</summary>
[Authorize(Policy = Permissions.EditPeople)]
[RequestSizeLimit(MostRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = MostRequest)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class NewModel(QualificationEntry entry, IStringLocalizer texts) : EntryModel(entry, texts)
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Input = new InputModel { Once = Entry.List.NewId() };
        return await FindAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
        {
            return NotFound();
        }

        if (await ReadAsync(cancellation) is { } statement && await Entry.Desk.SubmitAsync(Input.Once, id, statement, NeedsEvidence, cancellation) is { } refusal)
        {
            Refuse(refusal);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        TempData["Notice"] = T["提交了，等另一位同事核验。"].Value;
        return RedirectToPage("/Qualifications/Qualification", new { area = "People", id = Input.Once });
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (!await Entry.MaySeeAsync(id, cancellation) || await Entry.PersonAsync(id, cancellation) is not { } person)
        {
            return false;
        }

        await LoadAsync(person, cancellation);
        return true;
    }
}
