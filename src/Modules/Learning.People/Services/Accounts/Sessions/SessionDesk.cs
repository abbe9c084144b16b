using System.Security.Claims;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.Sessions;

/// <summary>Opens, lists and ends sign-ins.</summary>
/// <remarks>It is asked while the cookie is still being read, so it must not need to know who is acting (<c>Scope</c>, <c>Audit</c>).</remarks>
internal sealed class SessionDesk(LearningDbContext db, FieldCipher cipher, IHttpContextAccessor accessor, TimeProvider clock)
{
    public const string Claim = "session", TwoFactorsClaim = "two-factors";

    /// <summary>A cookie lasts as long after its last use.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5), Fresh = TimeSpan.FromMinutes(10), KnownFor = TimeSpan.FromDays(90);

    public static Guid? IdOf(ClaimsPrincipal? user) => Guid.TryParse(user?.FindFirst(Claim)?.Value, out var id) ? id : null;

    public async Task<AccountSession> OpenAsync(Guid accountId, string method, bool twoFactors, CancellationToken cancellation)
    {
        var context = accessor.HttpContext!;
        var device = Device.Of(context.Request.Headers.UserAgent);
        var now = clock.Instant();
        var session = new AccountSession
        {
            Id = clock.NewId(),
            AccountId = accountId,
            Browser = device.Browser,
            System = device.System,
            Place = Device.Place(context.Connection.RemoteIpAddress),
            Network = Network(),
            Method = method,
            TwoFactors = twoFactors,
            StartedAt = now,
            ProvedAt = now,
            SeenAt = now,
        };
        return await db.WriteAsync(
            () =>
            {
                db.Add(session);
                return Task.FromResult(session);
            },
            cancellation);
    }

    /// <summary>Whether the session of a cookie still runs; notes that it was seen.</summary>
    public async Task<bool> IsOpenAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.Instant();
        var seen = await db.Set<AccountSession>().Where(s => s.Id == id && s.EndedAt == null).Select(s => (DateTimeOffset?)s.SeenAt).FirstOrDefaultAsync(cancellation);
        if (seen is { } last && now - last >= SeenEvery)
        {
            await db.WriteAsync(() => db.Set<AccountSession>().Where(s => s.Id == id && s.SeenAt < now).ExecuteUpdateAsync(u => u.SetProperty(s => s.SeenAt, now), cancellation), cancellation);
        }

        return seen is not null;
    }

    /// <summary>The open sessions of an account, the last used first.</summary>
    public async Task<IReadOnlyList<AccountSession>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        var since = clock.Instant() - Lasts - SeenEvery;
        return await db.Set<AccountSession>().AsNoTracking().Where(s => s.AccountId == accountId && s.EndedAt == null && s.SeenAt > since)
            .OrderByDescending(s => s.SeenAt).ThenByDescending(s => s.Id).Take(50).ToListAsync(cancellation);
    }

    /// <summary>Ends one of the own sessions.</summary>
    public Task<bool> EndAsync(Guid accountId, Guid id, CancellationToken cancellation) =>
        db.WriteAsync(async () => await EndInUnitAsync(s => s.Where(x => x.AccountId == accountId && x.Id == id), cancellation) > 0, cancellation);

    /// <summary>Ends all sessions of an account but one.</summary>
    public Task<int> EndOthersAsync(Guid accountId, Guid? except, CancellationToken cancellation) =>
        db.WriteAsync(() => EndInUnitAsync(s => s.Where(x => x.AccountId == accountId && x.Id != except), cancellation), cancellation);

    /// <summary>Inside a unit of work.</summary>
    public Task<int> EndAllInUnitAsync(Guid accountId, CancellationToken cancellation) => EndInUnitAsync(s => s.Where(x => x.AccountId == accountId), cancellation);

    /// <summary>Whether the person of this request proved who they are a few minutes ago.</summary>
    public async Task<bool> IsFreshAsync(CancellationToken cancellation)
    {
        var since = clock.Instant() - Fresh;
        return IdOf(accessor.HttpContext?.User) is { } id && await db.Set<AccountSession>().AnyAsync(s => s.Id == id && s.EndedAt == null && s.ProvedAt >= since, cancellation);
    }

    public Task ProvedAsync(CancellationToken cancellation)
    {
        var (id, now) = (IdOf(accessor.HttpContext?.User), clock.Instant());
        return db.WriteAsync(() => db.Set<AccountSession>().Where(s => s.Id == id).ExecuteUpdateAsync(u => u.SetProperty(s => s.ProvedAt, now), cancellation), cancellation);
    }

    /// <summary>Whether the account was used from the address of this request before, so that strangers' guessing elsewhere does not keep its owner out.</summary>
    public Task<bool> IsKnownPlaceAsync(Guid accountId, CancellationToken cancellation)
    {
        var (network, since) = (Network(), clock.Instant() - KnownFor);
        return db.Set<AccountSession>().AnyAsync(s => s.AccountId == accountId && s.Network == network && s.SeenAt > since, cancellation);
    }

    /// <summary>Keyed hash of the address of this request.</summary>
    public string Network() => Convert.ToBase64String(cipher.Hash("network " + Device.Network(accessor.HttpContext?.Connection.RemoteIpAddress)));

    private Task<int> EndInUnitAsync(Func<IQueryable<AccountSession>, IQueryable<AccountSession>> which, CancellationToken cancellation)
    {
        var now = clock.Instant();
        return which(db.Set<AccountSession>().Where(s => s.EndedAt == null)).ExecuteUpdateAsync(u => u.SetProperty(s => s.EndedAt, now), cancellation);
    }
}
