using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Qualifications;

internal sealed record QualificationFilter(string? Q = null, string? Kind = null, QualificationState State = QualificationState.Waiting);

/// <param name="Mine">About the acting person, or entered by her: somebody else checks it.</param>
internal sealed record QualificationLine(
    Guid Id, Guid PersonId, string Name, string? Place, string Kind, string KindTitle, DateOnly IssuedOn, DateOnly? ExpiresOn, QualificationState State, DateTimeOffset SubmittedAt, bool Mine);

/// <param name="SubmittedBy">Name of whoever entered it; null when it was the holder.</param>
/// <param name="Twins">Others in whose name the same number stands: the officer looks twice.</param>
internal sealed record QualificationSheet(
    Qualification Row, Person Holder, QualificationKind Kind, string? Place, string? MaskedNumber, string? SubmittedBy, QualificationEvidence? Evidence, IReadOnlyList<QualificationStep> Steps, IReadOnlyList<string> Twins);

internal sealed record QualificationStep(QualificationState State, string? Reason, DateTimeOffset At, string? By);

/// <summary>Qualifications to look at: a person's own, one, and those of an area.</summary>
internal sealed class QualificationList(LearningDbContext db, Scope scope, FieldCipher cipher, TimeProvider clock)
{
    public DateOnly Today => clock.Today();

    public Guid NewId() => clock.NewId();

    public async Task<IReadOnlyList<QualificationKind>> KindsAsync(bool retired, CancellationToken cancellation) =>
        await db.Set<QualificationKind>().AsNoTracking().Where(k => retired || !k.Retired).OrderBy(k => k.Order).ThenBy(k => k.Code).ToListAsync(cancellation);

    /// <summary>Of the people in post in the acting person's area, those that have waited longest first.</summary>
    public async Task<PageOf<QualificationLine>> FindAsync(QualificationFilter filter, int page, CancellationToken cancellation)
    {
        var today = clock.Today();
        var rows = db.Set<Qualification>().AsNoTracking().Where(q => q.State == filter.State && db.Appointments.ActiveOn(today).Within(scope).Any(a => a.PersonId == q.PersonId));
        if (!string.IsNullOrEmpty(filter.Kind))
        {
            rows = rows.Where(q => q.Kind == filter.Kind);
        }

        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var named = PeopleSearch.Named(db.People, filter.Q);
            rows = rows.Where(q => named.Any(p => p.Id == q.PersonId));
        }

        return await Lines(filter.State == QualificationState.Waiting ? rows.OrderBy(q => q.SubmittedAt).ThenBy(q => q.Id) : rows.OrderByDescending(q => q.DecidedAt).ThenBy(q => q.Id)).ToPageAsync(page, cancellation);
    }

    /// <summary>How many of the area wait that neither concern the acting person nor were entered by her.</summary>
    public Task<int> WaitingAsync(CancellationToken cancellation)
    {
        var (me, today) = (scope.Actor.PersonId, clock.Today());
        return db.Set<Qualification>().CountAsync(
            q => q.State == QualificationState.Waiting && q.PersonId != me && q.SubmittedBy != me && db.Appointments.ActiveOn(today).Within(scope).Any(a => a.PersonId == q.PersonId), cancellation);
    }

    /// <summary>Whoever asks has checked that the acting person may see this one, or is this one.</summary>
    public async Task<IReadOnlyList<QualificationLine>> OfAsync(Guid personId, CancellationToken cancellation) =>
        await Lines(db.Set<Qualification>().AsNoTracking().Where(q => q.PersonId == personId && q.State != QualificationState.Withdrawn).OrderByDescending(q => q.SubmittedAt).ThenBy(q => q.Id)).ToListAsync(cancellation);

    public async Task<QualificationSheet?> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Set<Qualification>().AsNoTracking().FirstOrDefaultAsync(q => q.Id == id, cancellation) is not { } row)
        {
            return null;
        }

        var holder = await db.People.AsNoTracking().SingleAsync(p => p.Id == row.PersonId, cancellation);
        var kind = await db.Set<QualificationKind>().AsNoTracking().SingleAsync(k => k.Code == row.Kind, cancellation);
        var evidence = await db.Set<QualificationEvidence>().AsNoTracking().Where(e => e.QualificationId == id)
            .Select(e => new QualificationEvidence { QualificationId = e.QualificationId, MediaType = e.MediaType, Bytes = e.Bytes, Sealed = Array.Empty<byte>() }).FirstOrDefaultAsync(cancellation);
        var steps = await (
            from decision in db.Set<QualificationDecision>()
            where decision.QualificationId == id
            join person in db.People on decision.DecidedBy equals person.Id into people
            from person in people.DefaultIfEmpty()
            orderby decision.DecidedAt, decision.Id
            select new QualificationStep(decision.State, decision.Reason, decision.DecidedAt, person == null ? null : person.Name)).ToListAsync(cancellation);
        var by = row.SubmittedBy == row.PersonId ? null : await db.People.Where(p => p.Id == row.SubmittedBy).Select(p => p.Name).FirstOrDefaultAsync(cancellation);
        return new QualificationSheet(
            row, holder, kind, await PlaceAsync(row.PersonId, cancellation), row.Number(cipher) is { } number ? QualificationWords.Mask(number) : null, by, evidence, steps, await TwinsAsync(row, cancellation));
    }

    private async Task<IReadOnlyList<string>> TwinsAsync(Qualification row, CancellationToken cancellation)
    {
        if (row.NumberHash is not { } hash)
        {
            return [];
        }

        return await (
            from other in db.Set<Qualification>()
            where other.NumberHash == hash && other.PersonId != row.PersonId && other.Kind == row.Kind && other.State != QualificationState.Withdrawn && other.State != QualificationState.Refused
            join person in db.People on other.PersonId equals person.Id
            where person.MergedIntoId != row.PersonId
            orderby person.SortKey, person.Id
            select person.Name).Distinct().ToListAsync(cancellation);
    }

    private async Task<string?> PlaceAsync(Guid person, CancellationToken cancellation)
    {
        var today = clock.Today();
        return await (
            from appointment in db.Appointments.ActiveOn(today)
            where appointment.PersonId == person
            join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
            orderby organisation.SchoolId == null, organisation.Code
            select organisation.Name).FirstOrDefaultAsync(cancellation);
    }

    private IQueryable<QualificationLine> Lines(IQueryable<Qualification> rows)
    {
        var (me, today) = (scope.Actor.PersonId, clock.Today());
        return from row in rows
               join person in db.People on row.PersonId equals person.Id
               join kind in db.Set<QualificationKind>() on row.Kind equals kind.Code
               select new QualificationLine(
                   row.Id, person.Id, person.Name,
                   (from appointment in db.Appointments
                    where appointment.PersonId == person.Id && appointment.ReplacedAt == null && appointment.From <= today && (appointment.To == null || appointment.To >= today)
                    join organisation in db.Organisations on appointment.OrganisationId equals organisation.Id
                    orderby organisation.SchoolId == null, organisation.Code
                    select organisation.Name).FirstOrDefault(),
                   kind.Code, kind.Title, row.IssuedOn, row.ExpiresOn, row.State, row.SubmittedAt, row.PersonId == me || row.SubmittedBy == me);
    }
}
