using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Appointments;

/// <param name="Mine">The acting person's side may decide: receive or decline one that comes, take back one that goes.</param>
internal sealed record TransferLine(Transfer Row, string Name, string? StaffNumber, string From, string To, string Role, string By);

/// <summary>Colleagues who are to come to the acting person's area, and those let go from it.</summary>
internal sealed class TransferList(LearningDbContext db, Scope scope, RoleBook roles)
{
    private static readonly Func<LearningDbContext, Guid?, Guid?, CancellationToken, Task<int>> Waiting = EF.CompileAsyncQuery(
        (LearningDbContext db, Guid? county, Guid? school, CancellationToken cancellation) => db.Set<Transfer>()
            .Count(t => t.State == TransferState.Waiting && (county == null || t.CountyId == county) && (school == null || t.SchoolId == school)));

    public Task<PageOf<TransferLine>> ComingAsync(int page, CancellationToken cancellation) =>
        ReadAsync(db.Set<Transfer>().AsNoTracking().Within(scope).Where(t => t.State == TransferState.Waiting), page, cancellation);

    public Task<PageOf<TransferLine>> GoingAsync(int page, CancellationToken cancellation) =>
        ReadAsync(Given(db.Set<Transfer>().AsNoTracking()).Where(t => t.State == TransferState.Waiting), page, cancellation);

    /// <summary>Decided lately on either side, those done at once left out.</summary>
    public async Task<IReadOnlyList<TransferLine>> DecidedAsync(CancellationToken cancellation) =>
        (await ReadAsync(
            Given(db.Set<Transfer>().AsNoTracking()).Union(db.Set<Transfer>().AsNoTracking().Within(scope)).Where(t => t.State != TransferState.Waiting && t.DecidedAt != t.RequestedAt), 1, cancellation, latestFirst: true))
        .Items;

    public Task<int> WaitingAsync(CancellationToken cancellation) => scope.Area is var (county, school) ? Waiting(db, county, school, cancellation) : Task.FromResult(0);

    private IQueryable<Transfer> Given(IQueryable<Transfer> transfers)
    {
        var (county, school) = (scope.CountyId, scope.SchoolId);
        return scope.Level switch
        {
            ScopeLevel.City => transfers.Where(t => false),
            ScopeLevel.County => transfers.Where(t => t.FromCountyId == county),
            ScopeLevel.School => transfers.Where(t => t.FromSchoolId == school),
            _ => transfers.Where(t => false),
        };
    }

    private async Task<PageOf<TransferLine>> ReadAsync(IQueryable<Transfer> transfers, int page, CancellationToken cancellation, bool latestFirst = false)
    {
        var joined =
            from row in transfers
            join person in db.People on row.PersonId equals person.Id
            join old in db.Organisations on row.FromId equals old.Id
            join next in db.Organisations on row.ToId equals next.Id
            join giver in db.People on row.RequestedBy equals giver.Id
            select new { row, person.Name, person.StaffNumber, From = old.Name, To = next.Name, By = giver.Name };
        var found = await (latestFirst ? joined.OrderByDescending(t => t.row.DecidedAt).ThenBy(t => t.row.Id) : joined.OrderBy(t => t.row.On).ThenBy(t => t.row.Id)).ToPageAsync(page, cancellation, 20);
        var lines = new List<TransferLine>(found.Items.Count);
        foreach (var t in found.Items)
        {
            lines.Add(new TransferLine(t.row, t.Name, t.StaffNumber, t.From, t.To, await roles.WholeNameAsync(t.row.Role, t.row.OwnRole, t.row.Employment, Standings.InPost, cancellation), t.By));
        }

        return new PageOf<TransferLine>(lines, found.Number, found.Size, found.Total);
    }
}
