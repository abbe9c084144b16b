using System.Globalization;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/transfers: colleagues to be received, and those let go who wait for the other side.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class TransfersModel(TransferList list, TransferDesk desk, Scope scope, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>Page of those let go.</summary>
    [BindProperty(SupportsGet = true)]
    public int G { get; set; } = 1;

    public PageOf<TransferLine> Coming { get; private set; } = null!;

    public PageOf<TransferLine> Going { get; private set; } = null!;

    public IReadOnlyList<TransferLine> Decided { get; private set; } = [];

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    /// <summary>Who was received belongs to the receiving side now; who was not has stayed with the other.</summary>
    public bool MayOpen(TransferLine line) => line.Row.State == TransferState.Received
        ? scope.Holds(line.Row.CountyId, line.Row.SchoolId)
        : scope.Holds(line.Row.FromCountyId, line.Row.FromSchoolId);

    /// <summary>The transfer whose reason to decline is missing or too long, and what was typed there.</summary>
    public (Guid Transfer, string? Reason, string Error)? Wrong { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Coming = await list.ComingAsync(P, cancellation);
        Going = await list.GoingAsync(G, cancellation);
        Decided = await list.DecidedAsync(cancellation);
    }

    public async Task<IActionResult> OnPostReceiveAsync(Guid id, CancellationToken cancellation) =>
        Told(await desk.ReceiveAsync(id, cancellation), T["已接收。"]);

    public async Task<IActionResult> OnPostDeclineAsync(Guid id, string? reason, CancellationToken cancellation)
    {
        if (reason is not { Length: >= 2 and <= TransferConfiguration.ReasonLength })
        {
            Wrong = (id, reason, T["写明不接收的理由，2到{0}个字。", TransferConfiguration.ReasonLength]);
            ModelState.AddModelError($"reason-{id}", Wrong.Value.Error);
            await OnGetAsync(cancellation);
            return Page();
        }

        return Told(await desk.CloseAsync(id, reason, cancellation), T["已退回，本人留在原单位。"]);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellation) =>
        Told(await desk.CloseAsync(id, null, cancellation), T["已撤回，本人留在原单位。"]);

    private IActionResult Told(AppointmentRefusal? refusal, string done)
    {
        if (refusal == AppointmentRefusal.NotThere)
        {
            return NotFound();
        }

        TempData["Notice"] = refusal switch
        {
            null => done,
            AppointmentRefusal.Changed => T["原来的岗位已经改过，或者已经办完了。请调出的单位重新办理。"].Value,
            { } why => AppointmentWords.Problem(T, why).Text,
        };
        TempData["NoticeKind"] = refusal is null ? "ok" : "warn";
        return RedirectToPage();
    }
}
