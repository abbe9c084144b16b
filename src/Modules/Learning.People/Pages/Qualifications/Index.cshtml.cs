using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/qualifications: what waits to be checked in the area, and what was decided.</summary>
[Authorize(Policy = Permissions.ViewPeople)]
internal sealed class IndexModel(QualificationList list, Scope scope) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public QualificationState State { get; set; } = QualificationState.Waiting;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public PageOf<QualificationLine> List { get; private set; } = null!;

    public IReadOnlyList<QualificationKind> Kinds { get; private set; } = [];

    public bool Checks => scope.Actor.Holds(Permissions.CheckQualifications);

    public bool Narrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Kind) || State != QualificationState.Waiting;

    public DateOnly Today => list.Today;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Kinds = await list.KindsAsync(true, cancellation);
        List = await list.FindAsync(new QualificationFilter(Q, Kind, Enum.IsDefined(State) ? State : QualificationState.Waiting), P, cancellation);
    }
}
