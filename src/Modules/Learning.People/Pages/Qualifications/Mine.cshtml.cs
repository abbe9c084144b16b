using System.Globalization;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services.Qualifications;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Qualifications;

/// <summary>/people/me/qualifications: what one has handed in, and how its check stands.</summary>
[Authorize(Policy = Permission.SignedIn)]
internal sealed class MineModel(QualificationList list, Scope scope, IStringLocalizer T) : PageModel
{
    public IReadOnlyList<QualificationLine> Lines { get; private set; } = [];

    public IReadOnlyList<QualificationKind> Kinds { get; private set; } = [];

    public DateOnly Today => list.Today;

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Lines = await list.OfAsync(scope.Actor.PersonId, cancellation);
        Kinds = await list.KindsAsync(false, cancellation);
    }
}
