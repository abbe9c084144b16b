using Learning.Core;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

/// <summary>Why a record was not entered.</summary>
internal enum RecordRefusal
{
    EarnedInFuture,
    TooLongAgo,
    NotHours,
    OutsideScope,
    NotThereThatDay,
    Self,
    AlreadyRecorded,
}

/// <summary>Why a posting was not taken back.</summary>
internal enum ReverseRefusal
{
    NotFound,
    AlreadyReversed,
    IsReversal,
    Own,
    PostedBySite,
}

/// <summary>What a clerk enters for a teacher.</summary>
internal sealed record HourRecord(
    Guid PersonId, CreditHours Hours, string Title, IReadOnlyList<string> Categories, string TrainingKind, string OrganiserLevel, DateOnly EarnedOn, string Evidence);

/// <summary>The one way hours get into the ledger and are taken back.</summary>
internal sealed class HoursLedger(LearningDbContext db, Audit audit, TimeProvider clock)
{
    public static readonly DateOnly Earliest = new(2000, 1, 1);
    public static readonly CreditHours Most = CreditHours.Of(200);

    /// <summary>Posts what the site saw itself; the same source key again changes nothing.</summary>
    /// <returns>False when it was posted before.</returns>
    public Task<bool> PostAsync(HourPosting posting, CancellationToken cancellation) =>
        db.WriteAsync(
            async () =>
            {
                if (db.Set<HourEntry>().Local.Any(e => e.SourceKey == posting.SourceKey)
                    || await db.Set<HourEntry>().AnyAsync(e => e.SourceKey == posting.SourceKey, cancellation))
                {
                    return false;
                }

                var place = await HourPlace.OfAsync(db, posting.PersonId, posting.EarnedOn, cancellation);
                Add(NewEntry(posting, place));
                return true;
            },
            cancellation);

    /// <summary>Enters hours earned elsewhere.</summary>
    /// <returns>Null when entered.</returns>
    public async Task<RecordRefusal?> RecordAsync(Scope scope, HourRecord record, CancellationToken cancellation)
    {
        try
        {
            return await db.WriteAsync(() => RecordInUnitAsync(scope, record, cancellation), cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Two clerks at the same moment on PostgreSQL: the second meets the first one's key.
            if (await db.WriteAsync(() => FindRecordedAsync(record, cancellation), cancellation) is { Standing: > 0 })
            {
                return RecordRefusal.AlreadyRecorded;
            }

            throw;
        }
    }

    /// <summary>Takes a posting back with a negative one of the same day, so that every sum that held the first holds both.</summary>
    /// <returns>Null when taken back.</returns>
    public Task<ReverseRefusal?> ReverseAsync(Scope scope, Guid entryId, string reason, CancellationToken cancellation) =>
        db.WriteAsync<ReverseRefusal?>(
            async () =>
            {
                var entry = await db.Set<HourEntry>().AsNoTracking().Within(scope).FirstOrDefaultAsync(e => e.Id == entryId, cancellation);
                if (await RefuseReversalAsync(scope, entry, cancellation) is { } refusal)
                {
                    return refusal;
                }

                var posting = entry!.ToPosting();
                var reversal = NewEntry(
                    posting with { Hours = -posting.Hours, SourceKey = SourceKeys.Reversal(entryId) },
                    new HourPlace(entry.CountyId, entry.SchoolId),
                    entry.Evidence,
                    scope.Actor.PersonId,
                    entryId,
                    reason);
                Add(reversal);
                audit.Record("hours.reverse", "hour-entry", entryId.ToString(), Summary(entry), new { reversal.Hours.Hundredths, reason }, entry);
                return null;
            },
            cancellation);

    public async Task<ReverseRefusal?> RefuseReversalAsync(Scope scope, HourEntry? entry, CancellationToken cancellation)
    {
        if (entry is null)
        {
            return ReverseRefusal.NotFound;
        }

        return entry.ReversesId is not null ? ReverseRefusal.IsReversal
            : await db.Set<HourEntry>().AnyAsync(e => e.ReversesId == entry.Id, cancellation) ? ReverseRefusal.AlreadyReversed
            : entry.PersonId == scope.Actor.PersonId ? ReverseRefusal.Own
            : scope.Level == ScopeLevel.School && !entry.ByHand ? ReverseRefusal.PostedBySite
            : null;
    }

    private async Task<RecordRefusal?> RecordInUnitAsync(Scope scope, HourRecord record, CancellationToken cancellation)
    {
        if (await RefuseRecordAsync(scope, record, cancellation) is { } refusal)
        {
            return refusal;
        }

        var (standing, takenBack) = await FindRecordedAsync(record, cancellation);
        if (standing > 0)
        {
            return RecordRefusal.AlreadyRecorded;
        }

        var key = SourceKeys.Recorded(record.PersonId, record.EarnedOn, record.Title, takenBack);
        var posting = new HourPosting(
            record.PersonId, record.Hours, record.Categories, record.TrainingKind, record.OrganiserLevel, record.EarnedOn, key, record.Title, record.Title);
        var entry = NewEntry(posting, await HourPlace.OfAsync(db, record.PersonId, record.EarnedOn, scope, cancellation), record.Evidence, scope.Actor.PersonId);
        Add(entry);
        audit.Record("hours.record", "hour-entry", entry.Id.ToString(), null, Summary(entry), entry);
        return null;
    }

    private async Task<RecordRefusal?> RefuseRecordAsync(Scope scope, HourRecord record, CancellationToken cancellation)
    {
        if (record.PersonId == scope.Actor.PersonId)
        {
            return RecordRefusal.Self;
        }

        if (record.Hours.Hundredths <= 0 || record.Hours > Most)
        {
            return RecordRefusal.NotHours;
        }

        if (record.EarnedOn > clock.Today())
        {
            return RecordRefusal.EarnedInFuture;
        }

        if (record.EarnedOn < Earliest)
        {
            return RecordRefusal.TooLongAgo;
        }

        var mine = db.Appointments.AsNoTracking().Within(scope).Where(a => a.PersonId == record.PersonId);
        return !await mine.Where(a => a.ReplacedAt == null).AnyAsync(cancellation) ? RecordRefusal.OutsideScope
            : !await mine.ActiveOn(record.EarnedOn).AnyAsync(cancellation) ? RecordRefusal.NotThereThatDay
            : null;
    }

    private async Task<(int Standing, int TakenBack)> FindRecordedAsync(HourRecord record, CancellationToken cancellation)
    {
        var stem = SourceKeys.RecordedStem(record.PersonId, record.EarnedOn, record.Title);
        var earlier = db.Set<HourEntry>().Where(e => e.PersonId == record.PersonId && e.EarnedOn == record.EarnedOn && e.SourceKey.StartsWith(stem));
        var takenBack = await earlier.CountAsync(e => db.Set<HourEntry>().Any(r => r.ReversesId == e.Id), cancellation);
        return (await earlier.CountAsync(cancellation) - takenBack, takenBack);
    }

    private HourEntry NewEntry(HourPosting posting, HourPlace place, string? evidence = null, Guid? actor = null, Guid? reverses = null, string? reason = null)
    {
        if (!TrainingKinds.All.Contains(posting.TrainingKind) || !TrainingKinds.OrganiserLevels.Contains(posting.OrganiserLevel))
        {
            throw new ArgumentException($"'{posting.TrainingKind}', '{posting.OrganiserLevel}': not a training kind and organiser level.", nameof(posting));
        }

        return new HourEntry
        {
            Id = clock.NewId(),
            PersonId = posting.PersonId,
            CountyId = place.CountyId,
            SchoolId = place.SchoolId,
            Hours = posting.Hours,
            Categories = CategoryText.Join(posting.Categories),
            TrainingKind = posting.TrainingKind,
            OrganiserLevel = posting.OrganiserLevel,
            EarnedOn = posting.EarnedOn,
            RecordedAt = clock.Instant(),
            Title = posting.Title,
            Training = posting.Training,
            SourceKey = posting.SourceKey,
            Evidence = evidence,
            ReversesId = reverses,
            Reason = reason,
            ActorPersonId = actor,
        };
    }

    private void Add(HourEntry entry)
    {
        db.Add(entry);
        db.Raise(new HoursPosted(entry.Id, entry.ToPosting()));
    }

    private static object Summary(HourEntry entry) =>
        new { entry.PersonId, entry.Hours.Hundredths, entry.Title, entry.TrainingKind, entry.OrganiserLevel, entry.EarnedOn, entry.Evidence };
}
