using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>What guards the account: sessions, second factor, remembered devices, recoveries. Secrets are named, never shown.</summary>
internal sealed class SecurityData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities =>
        [typeof(AccountSession), typeof(AccountAuthenticator), typeof(BackupCode), typeof(TrustedDevice), typeof(SecondFactorNotice), typeof(AccountRecovery)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var accounts = db.Users.Where(u => people.Contains(u.PersonId)).Select(u => u.Id);
        return
        [
            await db.Set<AccountSession>().AsNoTracking().Where(s => accounts.Contains(s.AccountId)).OrderBy(s => s.StartedAt).ReadAsync(
                Held.Erased("people.sessions", T["登录记录"], T["看得到哪些设备登录着，不认识的可以退出。网络地址只留前半段。"]), cancellation,
                ("startedAt", T["登录时间"], s => s.StartedAt), ("seenAt", T["最近使用"], s => s.SeenAt), ("endedAt", T["退出时间"], s => s.EndedAt), ("browser", T["浏览器"], s => s.Browser),
                ("system", T["系统"], s => s.System), ("place", T["网络地址的前半段"], s => s.Place), ("method", T["登录方式"], s => s.Method), ("twoFactors", T["两步登录"], s => s.TwoFactors)),
            await db.Set<AccountAuthenticator>().AsNoTracking().Where(a => accounts.Contains(a.AccountId)).ReadAsync(
                Held.Erased("people.authenticator", T["身份验证器"], T["登录的第二步。密钥加密保存，不列出。"]), cancellation, ("confirmedAt", T["启用时间"], a => a.ConfirmedAt)),
            await db.Set<BackupCode>().AsNoTracking().Where(c => accounts.Contains(c.AccountId)).OrderBy(c => c.Id).ReadAsync(
                Held.Erased("people.backup-codes", T["备用码"], T["手机不在时登录。只存校验值。"]), cancellation, ("usedAt", T["用掉的时间"], c => c.UsedAt), ("used", T["用过"], c => c.UsedAt is not null)),
            await db.Set<TrustedDevice>().AsNoTracking().Where(d => accounts.Contains(d.AccountId)).OrderBy(d => d.RememberedAt).ReadAsync(
                Held.Erased("people.devices", T["记住的设备"], T["这些设备一段时间内不用第二步。"]), cancellation,
                ("browser", T["浏览器"], d => d.Browser), ("system", T["系统"], d => d.System), ("rememberedAt", T["记住时间"], d => d.RememberedAt), ("expiresAt", T["有效期至"], d => d.ExpiresAt)),
            await db.Set<SecondFactorNotice>().AsNoTracking().Where(n => accounts.Contains(n.AccountId)).ReadAsync(
                Held.Erased("people.second-factor-notice", T["提醒设第二步"], T["知道提醒过几天了。"]), cancellation, ("firstToldAt", T["第一次提醒"], n => n.FirstToldAt)),
            await db.Set<AccountRecovery>().AsNoTracking().Where(r => people.Contains(r.PersonId) || (r.RequestedById != null && people.Contains(r.RequestedById.Value)) || (r.DecidedById != null && people.Contains(r.DecidedById.Value)))
                .OrderBy(r => r.AskedAt).ReadAsync(
                Held.Anonymous("people.recoveries", T["找回账号"], T["两个人确认是本人，才给新的登录码。"], T["说明账号当时由谁确认；怎么确认的会删掉，注销后不再带姓名。"]), cancellation,
                ("own", T["本人的"], r => people.Contains(r.PersonId)), ("askedAt", T["提出时间"], r => r.AskedAt), ("decidedAt", T["决定时间"], r => r.DecidedAt),
                ("reason", T["理由"], r => people.Contains(r.PersonId) ? r.Reason : null)),
        ];
    }

    /// <remarks>What hangs on the account goes with it.</remarks>
    public Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
        db.Set<AccountRecovery>().Where(r => people.Contains(r.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reason, (string?)null), cancellation);
}
