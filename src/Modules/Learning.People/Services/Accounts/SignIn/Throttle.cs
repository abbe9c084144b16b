using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>Something that is guessed at, as the throttle knows it: only a keyed hash.</summary>
internal readonly record struct Guessed(string Subject);

/// <summary>
/// Counts wrong guesses in the database, so several nodes count together: five for a name from one address close that pair for ten minutes,
/// thirty an hour for a name from anywhere close the name to strangers' addresses, three hundred an hour from one address close the address.
/// </summary>
/// <remarks>It counts by what was typed, never by account, so names that exist and names that do not are closed alike.</remarks>
internal sealed class Throttle(LearningDbContext db, FieldCipher cipher, SessionDesk sessions, TimeProvider clock)
{
    public const int PairMost = 5, NameMost = 30, NetworkMost = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10), Window = TimeSpan.FromHours(1);

    /// <param name="what">Which secret, such as <c>sign-in</c>.</param>
    /// <param name="name">Of whom: what was typed, normalised.</param>
    public Guessed Subject(string what, string name) => new(Convert.ToBase64String(cipher.Hash($"tries {what} {name}")));

    /// <param name="knownPlace">The owner was here before: guessing from elsewhere, or by others at this address, does not close it.</param>
    public async Task<bool> IsClosedAsync(Guessed guessed, bool knownPlace, CancellationToken cancellation)
    {
        var (now, network) = (clock.Instant(), sessions.Network());
        return await db.Set<FailedTries>().AnyAsync(
            t => t.ClosedUntil > now
                && ((t.Subject == guessed.Subject && t.Network == network)
                    || (!knownPlace && ((t.Subject == guessed.Subject && t.Network == "") || (t.Subject == "" && t.Network == network)))),
            cancellation);
    }

    /// <summary>Counts one wrong guess.</summary>
    public Task FailAsync(Guessed guessed, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var network = sessions.Network();
            await CountAsync(guessed.Subject, network, PairMost, cancellation);
            await CountAsync(guessed.Subject, "", NameMost, cancellation);
            await CountAsync("", network, NetworkMost, cancellation);
        },
        cancellation);

    /// <summary>The right answer from this address: its wrong ones are forgotten. Those from elsewhere stay.</summary>
    public async Task ForgetAsync(Guessed guessed, CancellationToken cancellation)
    {
        var network = sessions.Network();
        var rows = db.Set<FailedTries>().Where(t => t.Subject == guessed.Subject && t.Network == network);
        if (await rows.AnyAsync(cancellation))
        {
            await db.WriteAsync(() => rows.ExecuteDeleteAsync(cancellation), cancellation);
        }
    }

    /// <summary>Inside a unit of work: forgets all about these, from everywhere.</summary>
    public Task ForgetInUnitAsync(IEnumerable<Guessed> guessed, CancellationToken cancellation)
    {
        var subjects = guessed.Select(g => g.Subject).ToList();
        return db.Set<FailedTries>().Where(t => subjects.Contains(t.Subject)).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Whether any of these is closed somewhere right now.</summary>
    public Task<bool> IsAnyClosedAsync(IEnumerable<Guessed> guessed, CancellationToken cancellation)
    {
        var (now, subjects) = (clock.Instant(), guessed.Select(g => g.Subject).ToList());
        return db.Set<FailedTries>().AnyAsync(t => subjects.Contains(t.Subject) && t.ClosedUntil > now, cancellation);
    }

    private async Task CountAsync(string subject, string network, int most, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var row = await db.Set<FailedTries>().FirstOrDefaultAsync(t => t.Subject == subject && t.Network == network, cancellation);
        if (row is null)
        {
            row = new FailedTries { Subject = subject, Network = network, Count = 0, Since = now };
            db.Add(row);
        }
        else if (now - row.Since > Window)
        {
            (row.Count, row.Since) = (0, now);
        }

        row.Count++;
        if (row.Count >= most)
        {
            (row.Count, row.ClosedUntil) = (0, now + Pause);
        }
    }
}
