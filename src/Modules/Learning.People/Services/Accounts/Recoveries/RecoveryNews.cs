using System.Globalization;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Accounts.Recoveries;

/// <summary>Tells a person at the next sign-in who gave out a new code for their account.</summary>
internal sealed class RecoveryNews(LearningDbContext db, TimeProvider clock, IStringLocalizer T)
{
    /// <summary>The sentence, once; null where there is nothing to tell.</summary>
    public async Task<string?> OfAsync(Account account, CancellationToken cancellation)
    {
        var news = db.Set<AccountRecovery>().Where(r => r.PersonId == account.PersonId && r.State == AccountRecovery.Confirmed && r.ToldAt == null);
        var latest = await (
            from recovery in news
            join requester in db.People on recovery.RequestedById equals requester.Id
            join decider in db.People on recovery.DecidedById equals decider.Id
            orderby recovery.DecidedAt descending
            select new { recovery.DecidedAt, Requester = requester.Name, Decider = decider.Name }).FirstOrDefaultAsync(cancellation);
        if (latest is null)
        {
            return null;
        }

        var now = clock.Instant();
        await db.WriteAsync(() => news.ExecuteUpdateAsync(u => u.SetProperty(r => r.ToldAt, now), cancellation), cancellation);
        return T["{0}，{1}申请、{2}确认，给了您的账号新的登录码。不是您要的，马上告诉学校。", latest.DecidedAt!.Value.LocalDate().ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture), latest.Requester, latest.Decider];
    }
}
