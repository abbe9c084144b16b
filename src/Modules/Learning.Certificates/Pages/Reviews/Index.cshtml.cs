using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Pages.Reviews;

/// <summary>/certificates/reviews: who meets the requirements; those chosen go on a list (拟发证名单).</summary>
[Authorize(Policy = Permissions.IssueCertificates)]
internal sealed class IndexModel(LearningDbContext db, ReviewList list, TypeCatalog catalog, Scope scope, TimeProvider clock) : PageModel
{
    public ReviewFilter Filter { get; private set; } = new();

    public PageOf<ReviewRow> Rows { get; private set; } = null!;

    public IReadOnlyList<TypeInfo> Types { get; private set; } = [];

    public IReadOnlyList<Place> Counties { get; private set; } = [];

    public IReadOnlyList<Place> Schools { get; private set; } = [];

    /// <summary>Lists not issued yet.</summary>
    public IReadOnlyList<OpenNotice> Notices { get; private set; } = [];

    /// <summary>The officer's own proposal cannot be chosen.</summary>
    public Guid Me => scope.Actor.PersonId;

    public async Task OnGetAsync([FromQuery] ReviewFilter filter, int p, CancellationToken cancellation)
    {
        Filter = filter;
        Rows = await list.Rows(filter).ToPageAsync(p, cancellation);
        Types = await catalog.AllAsync(db, cancellation);
        var places = await db.Organisations.AsNoTracking().Within(scope).OrderBy(o => o.Order).ThenBy(o => o.Code)
            .Where(o => o.CountyId == o.Id || o.SchoolId == o.Id).Select(o => new Place(o.Id, o.Name, o.CountyId, o.SchoolId == o.Id)).ToListAsync(cancellation);
        Counties = [.. places.Where(o => !o.IsSchool)];
        Schools = [.. places.Where(o => o.IsSchool && (filter.County is null || o.CountyId == filter.County))];
        var today = clock.Today();
        Notices = [.. (await db.Set<Notice>().AsNoTracking().Where(n => n.IssuedOn == null).OrderBy(n => n.To).ThenBy(n => n.Id)
                .Select(n => new { Notice = n, Count = db.Set<Proposal>().Count(x => x.NoticeId == n.Id && x.State == ProposalState.OnNotice) }).ToListAsync(cancellation))
            .Select(n => new OpenNotice(n.Notice.Id, n.Notice.Title, n.Notice.To, n.Count, n.Notice.IsOver(today)))];
    }

    internal sealed record Place(Guid Id, string Name, Guid? CountyId, bool IsSchool);

    internal sealed record OpenNotice(Guid Id, string Title, DateOnly To, int Count, bool Over);
}
