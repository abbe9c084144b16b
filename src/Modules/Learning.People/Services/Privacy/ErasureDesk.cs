using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Privacy;

internal enum ErasureRefusal
{
    /// <summary>Counted, taught and paid by their posts: first the posts end.</summary>
    InPost,
    AlreadyAsked,
    AlreadyErased,

    /// <summary>A colleague decides.</summary>
    OwnRequest,
    ReasonMissing,

    /// <summary>Decided or taken back meanwhile.</summary>
    Gone,
}

/// <summary>Takes wishes to be erased, and carries them out in one transaction once decided.</summary>
internal sealed class ErasureDesk(LearningDbContext db, Scope scope, PersonFolder folder, IEnumerable<IPersonalData> modules, ErasurePayloads payloads)
{
    /// <summary>Whether the person works anywhere today or later.</summary>
    public async Task<bool> InPostAsync(Guid person, CancellationToken cancellation)
    {
        var (people, today) = (await folder.RecordsAsync(person, cancellation), payloads.Today);
        return await db.Appointments.AnyAsync(a => people.Contains(a.PersonId) && a.ReplacedAt == null && (a.To == null || a.To >= today) && a.Standing != "retired", cancellation);
    }

    /// <summary>The latest request that was not taken back.</summary>
    public Task<ErasureRequest?> LatestAsync(Guid person, CancellationToken cancellation) =>
        db.Set<ErasureRequest>().AsNoTracking().Where(r => r.PersonId == person && r.State != ErasureState.Withdrawn).OrderByDescending(r => r.AskedAt).FirstOrDefaultAsync(cancellation);

    /// <summary>One's own wish, or one an officer was told by a person the officer may see.</summary>
    public Task<ErasureRefusal?> AskAsync(Guid person, string? note, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                if (await LatestAsync(person, cancellation) is { State: ErasureState.Waiting or ErasureState.Erased } known)
                {
                    return known.State == ErasureState.Waiting ? ErasureRefusal.AlreadyAsked : ErasureRefusal.AlreadyErased;
                }

                var area = await payloads.AreaAsync(person, cancellation);
                var request = new ErasureRequest
                {
                    Id = payloads.NewId(),
                    PersonId = person,
                    OpenFor = person,
                    CountyId = area?.CountyId,
                    SchoolId = area?.SchoolId,
                    AskedAt = payloads.Now,
                    AskedBy = scope.Actor.PersonId,
                    Note = string.IsNullOrWhiteSpace(note) ? null : note,
                    State = ErasureState.Waiting,
                };
                db.Add(request);
                payloads.Record("privacy.ask", person, request);
                return (ErasureRefusal?)null;
            },
            cancellation);

    public Task<ErasureRefusal?> WithdrawAsync(Guid person, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.Set<ErasureRequest>().FirstOrDefaultAsync(r => r.OpenFor == person, cancellation) is not { } request)
                {
                    return ErasureRefusal.Gone;
                }

                request.Close(ErasureState.Withdrawn, payloads.Now, scope.Actor.PersonId, null);
                payloads.Record("privacy.withdraw", person, request);
                return (ErasureRefusal?)null;
            },
            cancellation);

    public Task<ErasureRefusal?> RefuseAsync(Guid id, string? reason, CancellationToken cancellation) =>
        DecideAsync(
            id,
            request =>
            {
                if (string.IsNullOrWhiteSpace(reason))
                {
                    return Task.FromResult<ErasureRefusal?>(ErasureRefusal.ReasonMissing);
                }

                request.Close(ErasureState.Refused, payloads.Now, scope.Actor.PersonId, reason);
                payloads.Record("privacy.refuse", request.PersonId, request, new { reason });
                return Task.FromResult<ErasureRefusal?>(null);
            },
            cancellation);

    /// <summary>Everything at once or nothing: contact, account, what was watched and answered go; the name is taken off what stays.</summary>
    public Task<ErasureRefusal?> EraseAsync(Guid id, CancellationToken cancellation) =>
        DecideAsync(
            id,
            async request =>
            {
                if (await InPostAsync(request.PersonId, cancellation))
                {
                    return ErasureRefusal.InPost;
                }

                var people = await folder.RecordsAsync(request.PersonId, cancellation);
                var about = await folder.RowsAboutAsync(people, erasableOnly: true, cancellation);
                request.Close(ErasureState.Erased, payloads.Now, scope.Actor.PersonId, null);
                foreach (var module in modules)
                {
                    await module.EraseAsync(people, cancellation);
                }

                foreach (var rows in about)
                {
                    await payloads.EraseAsync(rows, request, cancellation);
                }

                payloads.Record("privacy.erase", request.PersonId, request);
                return null;
            },
            cancellation);

    private Task<ErasureRefusal?> DecideAsync(Guid id, Func<ErasureRequest, Task<ErasureRefusal?>> decide, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var request = await db.Set<ErasureRequest>().Within(scope).FirstOrDefaultAsync(r => r.Id == id && r.State == ErasureState.Waiting, cancellation);
                return request is null ? ErasureRefusal.Gone
                    : request.PersonId == scope.Actor.PersonId ? ErasureRefusal.OwnRequest
                    : await decide(request);
            },
            cancellation);
}

/// <summary>What erasing leaves on record, and when.</summary>
internal sealed class ErasurePayloads(LearningDbContext db, AuditPayloads payloads, Audit audit, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public DateTimeOffset Now => clock.Instant();

    public Guid NewId() => clock.NewId();

    /// <summary>Where the person is or was last.</summary>
    public Task<Appointment?> AreaAsync(Guid person, CancellationToken cancellation) =>
        db.Appointments.AsNoTracking().Where(a => a.PersonId == person && a.ReplacedAt == null).OrderBy(a => a.To != null).ThenByDescending(a => a.To).ThenBy(a => a.From).FirstOrDefaultAsync(cancellation);

    public void Record(string action, Guid person, ErasureRequest request, object? after = null) => audit.Record(action, "person", person.ToString(), null, after, request);

    public Task<int> EraseAsync(IQueryable<AuditRow> rows, ErasureRequest request, CancellationToken cancellation) => payloads.EraseAsync(rows, "privacy.erase-payloads", request, cancellation);
}
