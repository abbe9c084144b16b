using System.Security.Cryptography;
using System.Text;
using Learning.Core;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Accounts.Sessions;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.SecondFactors;

/// <summary>Devices that are not asked for the second factor for thirty days: a random token in a cookie, its hash here.</summary>
internal sealed class TrustedDevices(LearningDbContext db, IHttpContextAccessor accessor, TimeProvider clock)
{
    public const int Days = 30;
    private const string Cookie = "learning-device";

    public async Task<bool> IsTrustedAsync(Guid accountId, CancellationToken cancellation)
    {
        if (accessor.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 and < 100 } token)
        {
            return false;
        }

        var (hash, now) = (Hash(token), clock.Instant());
        return await db.Set<TrustedDevice>().AnyAsync(d => d.AccountId == accountId && d.TokenHash == hash && d.ExpiresAt > now, cancellation);
    }

    public async Task RememberAsync(Guid accountId, CancellationToken cancellation)
    {
        var context = accessor.HttpContext!;
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var device = Device.Of(context.Request.Headers.UserAgent);
        var now = clock.Instant();
        await db.WriteAsync(
            () =>
            {
                db.Add(new TrustedDevice
                {
                    Id = clock.NewId(),
                    AccountId = accountId,
                    TokenHash = Hash(token),
                    Browser = device.Browser,
                    System = device.System,
                    RememberedAt = now,
                    ExpiresAt = now.AddDays(Days),
                });
                return Task.CompletedTask;
            },
            cancellation);
        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = TimeSpan.FromDays(Days),
            Path = "/sign-in",
            IsEssential = true,
        });
    }

    public async Task<IReadOnlyList<TrustedDevice>> OfAsync(Guid accountId, CancellationToken cancellation)
    {
        var now = clock.Instant();
        return await db.Set<TrustedDevice>().AsNoTracking().Where(d => d.AccountId == accountId && d.ExpiresAt > now).OrderByDescending(d => d.RememberedAt).Take(50).ToListAsync(cancellation);
    }

    public Task ForgetAsync(Guid accountId, Guid id, CancellationToken cancellation) =>
        db.WriteAsync(() => db.Set<TrustedDevice>().Where(d => d.AccountId == accountId && d.Id == id).ExecuteDeleteAsync(cancellation), cancellation);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
