using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Hours.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Hours.Pages.Records;

/// <summary>/hours/records/reverse/{id}: takes one posting back: who, how much, what follows, why.</summary>
[Authorize(Policy = Permissions.RecordHours)]
internal sealed class ReverseModel(LearningDbContext db, HoursLedger ledger, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public HourEntry Entry { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>Why it cannot be taken back; the form is then left out.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Input.Reason is not { Length: <= 200 })
        {
            ModelState.AddModelError("Input.Reason", T["写明撤回的原因，200字以内，老师本人会看到。"]);
            return Page();
        }

        if (await ledger.ReverseAsync(scope, id, Input.Reason, cancellation) is { } refusal)
        {
            Refusal = Words(refusal);
            return Page();
        }

        TempData["Notice"] = T["已撤回{0}的{1}学时。", Name, Entry.Hours.ToString()].Value;
        return RedirectToPage("/Records/Index", new { area = "Hours" });
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        var found = await (
            from entry in db.Set<HourEntry>().AsNoTracking().Within(scope)
            join person in db.Set<Person>() on entry.PersonId equals person.Id
            where entry.Id == id
            select new { Entry = entry, person.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return false;
        }

        (Entry, Name) = (found.Entry, found.Name);
        Refusal = await ledger.RefuseReversalAsync(scope, Entry, cancellation) is { } refusal ? Words(refusal) : null;
        return true;
    }

    private string Words(ReverseRefusal refusal) => refusal switch
    {
        ReverseRefusal.AlreadyReversed => T["这笔学时已经撤回过了。"],
        ReverseRefusal.IsReversal => T["这是一笔撤回，不能再撤回；重新登记就好。"],
        ReverseRefusal.Own => T["自己的学时由同事撤回。"],
        ReverseRefusal.PostedBySite => T["这笔是学完课自动记上的，由{0}或市里撤回。", T["区县|句中"]],
        _ => T["没找到这笔学时。"],
    };

    internal sealed class InputModel
    {
        public string? Reason { get; set; }
    }
}
