using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Qualifications;

internal enum QualificationRefusal
{
    NotThere,

    /// <summary>Somebody else was faster, or it stands as it is for good.</summary>
    Changed,
    KindMissing,
    IssuedInFuture,
    EndsBeforeItBegins,

    /// <summary>The person has one of this kind that waits, or holds in force.</summary>
    AlreadyThere,
    EvidenceMissing,
    ReasonMissing,

    /// <summary>The holder, or whoever entered it: another colleague checks.</summary>
    Oneself,
}

/// <summary>What somebody states about a paper.</summary>
internal sealed record QualificationStatement(string Kind, string Number, string Issuer, DateOnly IssuedOn, DateOnly? ExpiresOn, EvidenceFile? Evidence);

/// <summary>Takes qualifications in and puts them right until they are decided. Whoever asks has checked that the acting person may see the holder.</summary>
internal sealed class QualificationDesk(LearningDbContext db, Scope scope, FieldCipher cipher, Audit audit, TimeProvider clock)
{
    /// <param name="id">Made when the form was drawn: posted twice it is one.</param>
    /// <param name="needsEvidence">Not of an officer who has seen the original.</param>
    public Task<QualificationRefusal?> SubmitAsync(Guid id, Guid personId, QualificationStatement statement, bool needsEvidence, CancellationToken cancellation) =>
        db.WriteAsync<QualificationRefusal?>(
            async () =>
            {
                if (await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id, cancellation) is { } known)
                {
                    return known.PersonId == personId ? null : QualificationRefusal.NotThere;
                }

                if (needsEvidence && statement.Evidence is null)
                {
                    return QualificationRefusal.EvidenceMissing;
                }

                if (await WrongAsync(personId, null, statement, cancellation) is { } refusal)
                {
                    return refusal;
                }

                var qualification = new Qualification
                {
                    Id = id,
                    PersonId = personId,
                    Kind = statement.Kind,
                    Issuer = statement.Issuer,
                    IssuedOn = statement.IssuedOn,
                    ExpiresOn = statement.ExpiresOn,
                    State = QualificationState.Waiting,
                    SubmittedAt = clock.Instant(),
                    SubmittedBy = scope.Actor.PersonId,
                };
                qualification.SetNumber(cipher, statement.Number);
                db.Add(qualification);
                await PutEvidenceAsync(qualification.Id, statement.Evidence, cancellation);
                Decide(qualification, null);
                await RecordAsync("qualifications.submit", qualification, null, cancellation);
                return null;
            },
            cancellation);

    /// <summary>Puts right what was sent back, or what nobody has looked at yet, and hands it in again.</summary>
    public Task<QualificationRefusal?> ResubmitAsync(Guid id, int version, QualificationStatement statement, bool needsEvidence, CancellationToken cancellation) =>
        db.WriteAsync<QualificationRefusal?>(
            async () =>
            {
                if (await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id, cancellation) is not { } qualification)
                {
                    return QualificationRefusal.NotThere;
                }

                if (qualification.Version != version || !Open(qualification))
                {
                    return QualificationRefusal.Changed;
                }

                if (needsEvidence && statement.Evidence is null && !await db.Set<QualificationEvidence>().AnyAsync(e => e.QualificationId == id, cancellation))
                {
                    return QualificationRefusal.EvidenceMissing;
                }

                if (await WrongAsync(qualification.PersonId, id, statement, cancellation) is { } refusal)
                {
                    return refusal;
                }

                var before = Seen(qualification);
                (qualification.Kind, qualification.Issuer, qualification.IssuedOn, qualification.ExpiresOn) = (statement.Kind, statement.Issuer, statement.IssuedOn, statement.ExpiresOn);
                (qualification.State, qualification.Reason, qualification.SubmittedAt, qualification.SubmittedBy) = (QualificationState.Waiting, null, clock.Instant(), scope.Actor.PersonId);
                qualification.SetNumber(cipher, statement.Number);
                await PutEvidenceAsync(id, statement.Evidence, cancellation);
                Decide(qualification, null);
                await RecordAsync("qualifications.submit", qualification, before, cancellation);
                return null;
            },
            cancellation);

    public Task<QualificationRefusal?> WithdrawAsync(Guid id, CancellationToken cancellation) =>
        db.WriteAsync<QualificationRefusal?>(
            async () =>
            {
                if (await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id, cancellation) is not { } qualification)
                {
                    return QualificationRefusal.NotThere;
                }

                if (!Open(qualification))
                {
                    return QualificationRefusal.Changed;
                }

                var before = Seen(qualification);
                await db.Set<QualificationEvidence>().Where(e => e.QualificationId == id).ExecuteDeleteAsync(cancellation);
                Move(qualification, QualificationState.Withdrawn, null);
                await RecordAsync("qualifications.withdraw", qualification, before, cancellation);
                return null;
            },
            cancellation);

    /// <summary>An officer's word: accepted, sent back, refused, or an acceptance revoked.</summary>
    public Task<QualificationRefusal?> DecideAsync(Guid id, int version, QualificationState to, string? reason, CancellationToken cancellation) =>
        db.WriteAsync<QualificationRefusal?>(
            async () =>
            {
                if (await db.Set<Qualification>().FirstOrDefaultAsync(q => q.Id == id, cancellation) is not { } qualification)
                {
                    return QualificationRefusal.NotThere;
                }

                var from = to == QualificationState.Revoked ? QualificationState.Accepted : QualificationState.Waiting;
                if (qualification.Version != version || qualification.State != from)
                {
                    return QualificationRefusal.Changed;
                }

                if (qualification.PersonId == scope.Actor.PersonId || (to != QualificationState.Revoked && qualification.SubmittedBy == scope.Actor.PersonId))
                {
                    return QualificationRefusal.Oneself;
                }

                if (to != QualificationState.Accepted && string.IsNullOrWhiteSpace(reason))
                {
                    return QualificationRefusal.ReasonMissing;
                }

                var before = Seen(qualification);
                Move(qualification, to, to == QualificationState.Accepted ? null : reason);
                qualification.DecidedAt = clock.Instant();
                if (to is QualificationState.Accepted or QualificationState.Revoked)
                {
                    db.Raise(new QualificationsChanged(qualification.PersonId, qualification.Kind));
                }

                await RecordAsync(Action(to), qualification, before, cancellation);
                return null;
            },
            cancellation);

    /// <summary>The number in full, on record unless it is one's own.</summary>
    public Task<string?> RevealAsync(Guid id, CancellationToken cancellation) => LookAsync(id, "qualifications.reveal", q => Task.FromResult(q.Number(cipher)), cancellation);

    /// <summary>The picture or PDF, on record unless it is one's own. Null where there is none (any more).</summary>
    public Task<EvidenceFile?> EvidenceAsync(Guid id, CancellationToken cancellation) => LookAsync(
        id,
        "qualifications.evidence",
        async q => await db.Set<QualificationEvidence>().AsNoTracking().FirstOrDefaultAsync(e => e.QualificationId == q.Id, cancellation) is { } evidence
            ? new EvidenceFile(evidence.MediaType, cipher.OpenBytes(evidence.Sealed, QualificationEvidence.Purpose(q.Id)))
            : null,
        cancellation);

    private Task<T?> LookAsync<T>(Guid id, string action, Func<Qualification, Task<T?>> look, CancellationToken cancellation)
        where T : class =>
        db.WriteAsync<T?>(
            async () =>
            {
                if (await db.Set<Qualification>().AsNoTracking().FirstOrDefaultAsync(q => q.Id == id, cancellation) is not { } qualification || await look(qualification) is not { } seen)
                {
                    return null;
                }

                if (qualification.PersonId != scope.Actor.PersonId)
                {
                    await RecordAsync(action, qualification, null, cancellation);
                }

                return seen;
            },
            cancellation);

    private async Task<QualificationRefusal?> WrongAsync(Guid personId, Guid? self, QualificationStatement statement, CancellationToken cancellation)
    {
        var today = clock.Today();
        if (!await db.Set<QualificationKind>().AnyAsync(k => k.Code == statement.Kind && !k.Retired, cancellation))
        {
            return QualificationRefusal.KindMissing;
        }

        if (statement.IssuedOn > today)
        {
            return QualificationRefusal.IssuedInFuture;
        }

        if (statement.ExpiresOn < statement.IssuedOn)
        {
            return QualificationRefusal.EndsBeforeItBegins;
        }

        // A paper that runs out may be handed in anew before it does.
        var there = await db.Set<Qualification>().AnyAsync(
            q => q.PersonId == personId && q.Id != self && q.Kind == statement.Kind
                && (q.State == QualificationState.Waiting || q.State == QualificationState.Returned || (q.State == QualificationState.Accepted && q.ExpiresOn == null)),
            cancellation);
        return there ? QualificationRefusal.AlreadyThere : null;
    }

    private async Task PutEvidenceAsync(Guid id, EvidenceFile? file, CancellationToken cancellation)
    {
        if (file is null)
        {
            return;
        }

        var sealedFile = cipher.SealBytes(file.Bytes, QualificationEvidence.Purpose(id));
        if (await db.Set<QualificationEvidence>().FirstOrDefaultAsync(e => e.QualificationId == id, cancellation) is { } old)
        {
            (old.MediaType, old.Bytes, old.Sealed) = (file.MediaType, file.Bytes.Length, sealedFile);
            return;
        }

        db.Add(new QualificationEvidence { QualificationId = id, MediaType = file.MediaType, Bytes = file.Bytes.Length, Sealed = sealedFile });
    }

    private void Move(Qualification qualification, QualificationState to, string? reason)
    {
        (qualification.State, qualification.Reason) = (to, reason);
        Decide(qualification, reason);
    }

    private void Decide(Qualification qualification, string? reason) => db.Add(new QualificationDecision
    {
        Id = clock.NewId(),
        QualificationId = qualification.Id,
        State = qualification.State,
        Reason = reason,
        DecidedAt = clock.Instant(),
        DecidedBy = scope.Actor.PersonId,
    });

    private static bool Open(Qualification qualification) => qualification.State is QualificationState.Waiting or QualificationState.Returned;

    private static string Action(QualificationState to) => to switch
    {
        QualificationState.Accepted => "qualifications.accept",
        QualificationState.Returned => "qualifications.return",
        QualificationState.Refused => "qualifications.refuse",
        QualificationState.Revoked => "qualifications.revoke",
        _ => throw new ArgumentOutOfRangeException(nameof(to), to, "No officer decides so."),
    };

    /// <summary>What an audit row says of it: never the number.</summary>
    private static object Seen(Qualification q) => new { q.Kind, q.Issuer, q.IssuedOn, q.ExpiresOn, State = q.State.ToString(), q.Reason };

    private async Task RecordAsync(string action, Qualification qualification, object? before, CancellationToken cancellation)
    {
        var area = await db.Appointments.AsNoTracking().Where(a => a.PersonId == qualification.PersonId && a.ReplacedAt == null)
            .OrderBy(a => a.To != null).ThenByDescending(a => a.To).ThenBy(a => a.From).FirstOrDefaultAsync(cancellation);
        audit.Record(action, "qualification", qualification.Id.ToString(), before, Seen(qualification), area);
    }
}
