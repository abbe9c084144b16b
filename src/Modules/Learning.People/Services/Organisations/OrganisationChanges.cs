using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Appointments;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Organisations;

/// <param name="On">The first day it is so.</param>
/// <param name="OtherId">The organisation merged into, moved under, or where staff go.</param>
/// <param name="Going">When it closes: appointments that go to the other; all others end.</param>
internal sealed record ChangeEntry(
    OrganisationChangeKind Kind, DateOnly On, string Reason, string? NewName = null, Guid? OtherId = null, IReadOnlyList<Guid>? Going = null);

internal enum ChangeRefusal
{
    /// <summary>No such organisation in the acting person's area.</summary>
    NotThere,

    /// <summary>Another change stands after it, or it was changed at the same moment.</summary>
    Changed,
    NameTaken,
    SameName,
    AlreadyClosed,
    NotClosed,

    /// <summary>The other organisation is not the acting person's, closed, or the same.</summary>
    WrongOther,

    /// <summary>An organisation of this kind cannot stand there.</summary>
    DoesNotFit,

    /// <summary>Units below it are open.</summary>
    HasBelow,

    /// <summary>Areas and the bureau are not merged, closed or moved.</summary>
    IsArea,

    /// <summary>Another change of it waits for its day.</summary>
    Waiting,
}

/// <summary>Dated changes of organisations: recorded with what was before, done on their day, undone while nothing later stands on them.</summary>
internal sealed class OrganisationChanges(LearningDbContext db, Scope scope, ChangeWork work, Audit audit, TimeProvider clock)
{
    /// <param name="id">Made when the form was drawn: posted twice, it is done once.</param>
    public Task<ChangeRefusal?> RecordAsync(Guid id, Guid organisationId, ChangeEntry entry, CancellationToken cancellation) =>
        db.WriteAsync<ChangeRefusal?>(
            async () =>
            {
                if (await db.Set<OrganisationChange>().AnyAsync(c => c.Id == id && c.OrganisationId == organisationId, cancellation))
                {
                    return null;
                }

                if (await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == organisationId, cancellation) is not { } organisation)
                {
                    return ChangeRefusal.NotThere;
                }

                if (entry.OtherId is { } otherId && !await db.Organisations.Within(scope).AnyAsync(o => o.Id == otherId, cancellation))
                {
                    return ChangeRefusal.WrongOther;
                }

                var change = New(id, organisation, entry);
                if (await db.Set<OrganisationChange>().AnyAsync(c => c.OrganisationId == organisationId && c.AppliedAt == null && c.UndoneAt == null, cancellation))
                {
                    return ChangeRefusal.Waiting;
                }

                if (await work.RefusalAsync(change, organisation, cancellation) is { } refusal)
                {
                    return refusal;
                }

                db.Add(change);
                audit.Record(
                    $"organisations.{entry.Kind.ToString().ToLowerInvariant()}", "organisation", organisationId.ToString(), new { organisation.Name },
                    new { Name = entry.NewName ?? organisation.Name, Above = await NameAsync(entry.OtherId, cancellation), From = entry.On, entry.Reason }, organisation);
                if (entry.On <= clock.Today())
                {
                    await work.DoAsync(change, organisation, cancellation);
                }

                return null;
            },
            cancellation);

    /// <summary>Takes a change back: one that waits simply goes, one that was done is undone with everything it moved.</summary>
    /// <returns>How many people stay as they are because something was changed since.</returns>
    public Task<(int Left, ChangeRefusal? Refusal)> UndoAsync(Guid organisationId, Guid changeId, CancellationToken cancellation) =>
        db.WriteAsync<(int, ChangeRefusal?)>(
            async () =>
            {
                if (await db.Organisations.Within(scope).FirstOrDefaultAsync(o => o.Id == organisationId, cancellation) is not { } organisation
                    || await db.Set<OrganisationChange>().FirstOrDefaultAsync(c => c.Id == changeId && c.OrganisationId == organisationId, cancellation) is not { } change)
                {
                    return (0, ChangeRefusal.NotThere);
                }

                if (change.UndoneAt is not null)
                {
                    return (0, null);
                }

                if (change.AppliedAt is not null && await LaterAsync(change, cancellation))
                {
                    return (0, ChangeRefusal.Changed);
                }

                var left = change.AppliedAt is null ? 0 : await work.UndoAsync(change, organisation, cancellation);
                change.UndoneAt = clock.Instant();
                change.UndoneBy = scope.Actor.PersonId;
                audit.Record("organisations.undo", "organisation", organisationId.ToString(), new { Change = change.Kind.ToString(), From = change.On, change.Reason }, new { organisation.Name }, organisation);
                return (left, null);
            },
            cancellation);

    /// <summary>On its day, by the site itself.</summary>
    public Task DoDueAsync(Guid changeId, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                var change = await db.Set<OrganisationChange>().FirstAsync(c => c.Id == changeId, cancellation);
                if (change.AppliedAt is not null || change.UndoneAt is not null || change.On > clock.Today())
                {
                    return;
                }

                var organisation = await db.Organisations.FirstAsync(o => o.Id == change.OrganisationId, cancellation);
                if (await work.RefusalAsync(change, organisation, cancellation) is { } refusal)
                {
                    change.Problem = refusal.ToString();
                    return;
                }

                change.Problem = null;
                await work.DoAsync(change, organisation, cancellation);
            },
            cancellation);

    private Task<bool> LaterAsync(OrganisationChange change, CancellationToken cancellation) => db.Set<OrganisationChange>().AnyAsync(
        c => c.Id != change.Id && c.UndoneAt == null && c.AppliedAt > change.AppliedAt
            && (c.OrganisationId == change.OrganisationId || c.OtherId == change.OrganisationId || (change.OtherId != null && c.OrganisationId == change.OtherId)),
        cancellation);

    private Task<string?> NameAsync(Guid? id, CancellationToken cancellation) =>
        db.Organisations.Where(o => o.Id == id).Select(o => o.Name).FirstOrDefaultAsync(cancellation);

    private OrganisationChange New(Guid id, Organisation organisation, ChangeEntry entry) => new()
    {
        Id = id,
        OrganisationId = organisation.Id,
        CountyId = organisation.CountyId,
        SchoolId = organisation.SchoolId,
        Kind = entry.Kind,
        On = entry.On,
        OldName = entry.Kind == OrganisationChangeKind.Rename ? organisation.Name : null,
        NewName = entry.NewName,
        OldAboveId = organisation.ParentId,
        OtherId = entry.OtherId,
        OldOpenedOn = organisation.OpenedOn,
        OldClosedOn = organisation.ClosedOn,
        Going = [.. entry.Going ?? []],
        Reason = entry.Reason,
        RecordedAt = clock.Instant(),
        RecordedBy = scope.Actor.PersonId,
    };
}
