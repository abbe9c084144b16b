using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>How the person signs in: account, one-time code, passkeys, linked identities. Secrets are named, never shown.</summary>
internal sealed class AccountData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities =>
    [
        typeof(Account), typeof(FirstSignInCode), typeof(IdentityUserClaim<Guid>), typeof(IdentityUserLogin<Guid>), typeof(IdentityUserToken<Guid>), typeof(IdentityUserPasskey<Guid>),
    ];

    public bool ErasesAuditPayloads => true;

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var accounts = db.Users.Where(u => people.Contains(u.PersonId)).Select(u => u.Id);
        return
        [
            await db.Users.AsNoTracking().Where(u => people.Contains(u.PersonId)).ReadAsync(
                Held.Erased("people.account", T["账号"], T["登录。密码只存算出来的校验值，谁也看不到。"]), cancellation,
                ("userName", T["账号"], u => u.UserName), ("passwordSet", T["设了密码"], u => u.PasswordHash is not null), ("failedTries", T["连续试错次数"], u => u.AccessFailedCount), ("lockedUntil", T["锁到"], u => u.LockoutEnd)),
            await db.Set<FirstSignInCode>().AsNoTracking().Where(c => accounts.Contains(c.AccountId)).ReadAsync(
                Held.Erased("people.code", T["登录码"], T["第一次登录。只存校验值。"]), cancellation, ("expiresAt", T["有效期至"], c => c.ExpiresAt)),
            await db.UserPasskeys.AsNoTracking().Where(p => accounts.Contains(p.UserId)).ReadAsync(
                Held.Erased("people.passkeys", T["通行密钥"], T["不用密码登录。私钥只在您的设备上。"]), cancellation,
                ("name", T["名称"], p => p.Data.Name), ("createdAt", T["添加时间"], p => p.Data.CreatedAt)),
            await db.UserLogins.AsNoTracking().Where(l => accounts.Contains(l.UserId)).ReadAsync(
                Held.Erased("people.linked", T["绑定的其他登录方式"], T["用省统一身份、企业微信或钉钉登录。"]), cancellation,
                ("provider", T["登录方式"], l => l.ProviderDisplayName ?? l.LoginProvider), ("key", T["对方给的标识"], l => l.ProviderKey)),
            await db.UserTokens.AsNoTracking().Where(t => accounts.Contains(t.UserId)).ReadAsync(
                Held.Erased("people.tokens", T["登录用的令牌"], T["登录。只列名称。"]), cancellation, ("provider", T["登录方式"], t => t.LoginProvider), ("name", T["名称"], t => t.Name)),
            await db.UserClaims.AsNoTracking().Where(c => accounts.Contains(c.UserId)).ReadAsync(
                Held.Erased("people.claims", T["账号的附加信息"], T["登录。"]), cancellation, ("type", T["种类"], c => c.ClaimType), ("value", T["内容|信息"], c => c.ClaimValue)),
        ];
    }

    /// <remarks>Everything hung on the account goes with it.</remarks>
    public Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Users.Where(u => people.Contains(u.PersonId)).ExecuteDeleteAsync(cancellation);

    public async Task<IReadOnlyList<AuditSubject>> SubjectsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        [.. (await db.Users.Where(u => people.Contains(u.PersonId)).Select(u => u.Id).ToListAsync(cancellation)).Select(id => new AuditSubject("account", id.ToString()))];
}
