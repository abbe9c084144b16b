using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Privacy;

/// <param name="InPost">Works somewhere still: nothing to decide yet but to refuse.</param>
internal sealed record ErasureLine(Guid Id, Guid PersonId, string Name, string? StaffNumber, DateTimeOffset AskedAt, ErasureState State, DateTimeOffset? DecidedAt, bool InPost);

/// <summary>Requests to be erased in the acting person's area, those waiting first.</summary>
internal sealed class ErasureQueue(LearningDbContext db, Scope scope, TimeProvider clock)
{
    public Task<PageOf<ErasureLine>> FindAsync(bool decided, int page, CancellationToken cancellation)
    {
        var requests = db.Set<ErasureRequest>().AsNoTracking().Within(scope).Where(r => decided ? r.State == ErasureState.Erased || r.State == ErasureState.Refused : r.State == ErasureState.Waiting);
        return Lines(decided ? requests.OrderByDescending(r => r.DecidedAt).ThenBy(r => r.Id) : requests.OrderBy(r => r.AskedAt).ThenBy(r => r.Id)).ToPageAsync(page, cancellation);
    }

    /// <returns>Null where there is none in the acting person's area.</returns>
    public async Task<(ErasureLine Line, ErasureRequest Request)?> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Set<ErasureRequest>().AsNoTracking().Within(scope).FirstOrDefaultAsync(r => r.Id == id, cancellation) is { } request
            ? (await Lines(db.Set<ErasureRequest>().Where(r => r.Id == id)).SingleAsync(cancellation), request)
            : null;

    /// <summary>Those the acting person can decide today: of people who have left, and not the own.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellation)
    {
        var (today, me) = (clock.Today(), scope.Actor.PersonId);
        return db.Set<ErasureRequest>().Within(scope).CountAsync(
            r => r.State == ErasureState.Waiting && r.PersonId != me
                && !db.Appointments.Any(a => a.PersonId == r.PersonId && a.ReplacedAt == null && (a.To == null || a.To >= today) && a.Standing != "retired"),
            cancellation);
    }

    private IQueryable<ErasureLine> Lines(IQueryable<ErasureRequest> requests)
    {
        var today = clock.Today();
        return from request in requests
               join person in db.People on request.PersonId equals person.Id
               select new ErasureLine(
                   request.Id, person.Id, person.Name, person.StaffNumber, request.AskedAt, request.State, request.DecidedAt,
                   db.Appointments.Any(a => a.PersonId == person.Id && a.ReplacedAt == null && (a.To == null || a.To >= today) && a.Standing != "retired"));
    }
}
