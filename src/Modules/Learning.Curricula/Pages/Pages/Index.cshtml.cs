using Learning.Curricula.Models;
using Learning.Framework.Data;
using Learning.Framework.Markdown;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Pages.Pages;

/// <summary>/curricula/pages/{path}: a plain text of the bureau, open to everyone.</summary>
[AllowAnonymous]
internal sealed class IndexModel(LearningDbContext db) : PageModel
{
    public string Heading { get; private set; } = "";

    public string Html { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string path, CancellationToken cancellation)
    {
        var page = await db.Set<StaticPage>().AsNoTracking().FirstOrDefaultAsync(p => p.Path == path && p.Published, cancellation);
        if (page is null)
        {
            return NotFound();
        }

        Heading = page.Title;
        Html = MarkdownPages.ToHtml(page.Body);
        return Page();
    }
}
