using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Learning.People.Services.Accounts.Recoveries;

internal enum RecoveryRefusal
{
    /// <summary>Gone, run out, decided by another one, or not of the acting person's area.</summary>
    NotOpen,

    /// <summary>The account is not the acting person's to give: see <see cref="AccountRefusal"/>.</summary>
    NotYours,

    /// <summary>Who asks does not agree to it as well.</summary>
    OwnRequest,

    /// <summary>No account in use: a first code is enough.</summary>
    NotInUse,
}

/// <summary>Recovery of an account in use: one officer asks, another one agrees, then there is a new code.</summary>
internal sealed class RecoveryDesk(LearningDbContext db, Scope scope, AccountDesk accounts, FirstSignIn first, RecoveryRequests requests, Audit audit, TimeProvider clock)
{
    /// <summary>An officer has made sure who is asking, and asks a colleague to agree.</summary>
    public Task<RecoveryRefusal?> RequestAsync(Guid personId, string reason, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var person = await db.People.FirstOrDefaultAsync(p => p.Id == personId, cancellation);
            if (person is null || await accounts.RefusalAsync(person, cancellation) is not null)
            {
                return RecoveryRefusal.NotYours;
            }

            if (!await db.Users.AnyAsync(u => u.PersonId == personId && u.PasswordHash != null, cancellation))
            {
                return RecoveryRefusal.NotInUse;
            }

            var open = await requests.OpenOfAsync(personId, cancellation) ?? await requests.AddAsync(personId, cancellation);
            if (open.State == AccountRecovery.Requested)
            {
                return RecoveryRefusal.NotOpen;
            }

            (open.State, open.RequestedById, open.RequestedAt, open.Reason, open.ExpiresAt) =
                (AccountRecovery.Requested, scope.Actor.PersonId, clock.Instant(), reason, clock.Instant().AddDays(requests.Days));
            audit.Record("accounts.recovery-request", "person", personId.ToString(), null, new { person.Name, Reason = reason }, open);
            return (RecoveryRefusal?)null;
        },
        cancellation);

    /// <summary>Another officer agrees: the code is the only way in from now on.</summary>
    public Task<(Guid Person, string? Code, RecoveryRefusal? Refusal)> ConfirmAsync(Guid id, CancellationToken cancellation)
    {
        var code = FirstSignIn.NewCode();
        return db.WriteAsync<(Guid, string?, RecoveryRefusal?)>(
            async () =>
            {
                var (recovery, person, refusal) = await ForDecisionAsync(id, cancellation);
                if (refusal is not null)
                {
                    return (Guid.Empty, null, refusal);
                }

                var account = await db.Users.FirstAsync(u => u.PersonId == person!.Id, cancellation);
                await first.IssueAsync(account, code, cancellation);
                (recovery!.State, recovery.DecidedById, recovery.DecidedAt) = (AccountRecovery.Confirmed, scope.Actor.PersonId, clock.Instant());
                audit.Record("accounts.recovery-confirm", "person", person!.Id.ToString(), null, new { account.UserName, person.Name }, recovery);
                return (person.Id, code, null);
            },
            cancellation);
    }

    /// <summary>Ends a request: not the person, or not needed any more. Whoever asked may do it too.</summary>
    public Task<RecoveryRefusal?> RefuseAsync(Guid id, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var (recovery, person, refusal) = await ForDecisionAsync(id, cancellation);
            if (refusal is not null and not RecoveryRefusal.OwnRequest)
            {
                return refusal;
            }

            (recovery!.State, recovery.DecidedById, recovery.DecidedAt) = (AccountRecovery.Refused, scope.Actor.PersonId, clock.Instant());
            audit.Record("accounts.recovery-refuse", "person", person!.Id.ToString(), null, new { person.Name }, recovery);
            return (RecoveryRefusal?)null;
        },
        cancellation);

    private async Task<(AccountRecovery? Recovery, Person? Person, RecoveryRefusal? Refusal)> ForDecisionAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var recovery = await db.Set<AccountRecovery>().Within(scope).FirstOrDefaultAsync(r => r.Id == id && (r.State == AccountRecovery.Asked || r.State == AccountRecovery.Requested) && r.ExpiresAt > now, cancellation);
        if (recovery is null || await db.People.FirstOrDefaultAsync(p => p.Id == recovery.PersonId, cancellation) is not { } person)
        {
            return (null, null, RecoveryRefusal.NotOpen);
        }

        return (recovery, person,
            await accounts.RefusalAsync(person, cancellation) is not null ? RecoveryRefusal.NotYours
            : recovery.RequestedById == scope.Actor.PersonId ? RecoveryRefusal.OwnRequest
            : recovery.State == AccountRecovery.Asked ? RecoveryRefusal.NotOpen
            : null);
    }
}

/// <summary>The requests themselves, and the person's own way to ask for one without signing in.</summary>
internal sealed class RecoveryRequests(LearningDbContext db, AccountNames names, Throttle throttle, Audit audit, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Days a request waits.</summary>
    public int Days => Math.Clamp(configuration.GetValue("Learning:SignIn:RecoveryDays", 7), 1, 30);

    /// <summary>Somebody at the sign-in page asks. Nothing tells whether there is such an account, or that it asked before.</summary>
    public async Task AskAsync(string name, string personName, CancellationToken cancellation)
    {
        var guessed = throttle.Subject("recovery", names.Normal(name));
        if (await throttle.IsClosedAsync(guessed, knownPlace: false, cancellation))
        {
            return;
        }

        var account = await names.FindAsync(name, cancellation);
        await throttle.FailAsync(guessed, cancellation);
        await db.WriteAsync(
            async () =>
            {
                var id = account?.PersonId ?? Guid.Empty;
                var clean = Names.Clean(personName);
                var isThem = await db.People.AnyAsync(p => p.Id == id && p.Name == clean, cancellation);
                if (await OpenOfAsync(id, cancellation) is null && isThem && account?.PasswordHash is not null)
                {
                    var asked = await AddAsync(id, cancellation);
                    audit.Record("accounts.recovery-ask", "person", id.ToString(), null, null, asked);
                }
            },
            cancellation);
    }

    /// <summary>Inside a unit of work: the request that waits for this person.</summary>
    public Task<AccountRecovery?> OpenOfAsync(Guid personId, CancellationToken cancellation)
    {
        var now = clock.Instant();
        return db.Set<AccountRecovery>().FirstOrDefaultAsync(
            r => r.PersonId == personId && (r.State == AccountRecovery.Asked || r.State == AccountRecovery.Requested) && r.ExpiresAt > now, cancellation);
    }

    /// <summary>Inside a unit of work.</summary>
    public async Task<AccountRecovery> AddAsync(Guid personId, CancellationToken cancellation)
    {
        var place = await db.Appointments.ActiveOn(clock.Today()).Where(a => a.PersonId == personId).OrderBy(a => a.From).FirstOrDefaultAsync(cancellation);
        var now = clock.Instant();
        var recovery = new AccountRecovery
        {
            Id = clock.NewId(),
            PersonId = personId,
            CountyId = place?.CountyId,
            SchoolId = place?.SchoolId,
            State = AccountRecovery.Asked,
            AskedAt = now,
            ExpiresAt = now.AddDays(Days),
        };
        db.Add(recovery);
        return recovery;
    }
}
