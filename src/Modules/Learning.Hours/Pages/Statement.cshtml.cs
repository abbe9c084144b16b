using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Hours.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.Hours.Pages;

/// <summary>/hours/statement/2025: the statement of a school year as an A4 PDF. In Chinese, whatever the reader's language: it is handed in.</summary>
[Authorize(Policy = Permissions.SeeOwnHours)]
internal sealed class StatementModel(HourStatement statement, Scope scope) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int year, CancellationToken cancellation)
    {
        var schoolYear = new SchoolYear(year);
        var pdf = await statement.DrawAsync(scope.Actor, schoolYear, cancellation);
        return pdf is null ? NotFound() : File(pdf, "application/pdf", $"学时证明-{schoolYear}.pdf");
    }
}
