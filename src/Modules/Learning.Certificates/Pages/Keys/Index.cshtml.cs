using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Row = Learning.Certificates.Models.PublicKey;

namespace Learning.Certificates.Pages.Keys;

/// <summary>/certificates/keys: the published keys, to look at.</summary>
[Authorize(Policy = Permissions.SeeKeys)]
internal sealed class IndexModel(LearningDbContext db) : PageModel
{
    public IReadOnlyList<Row> Keys { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) =>
        Keys = await db.Set<Row>().AsNoTracking().OrderBy(k => k.Id).ToListAsync(cancellation);
}
