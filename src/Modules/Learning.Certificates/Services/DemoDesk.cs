using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Settings;

namespace Learning.Certificates.Services;

/// <summary>Plays an officer on days gone by: proposes, puts on notice for five working days, issues.</summary>
internal sealed class DemoDesk(LearningDbContext db, Proposer proposer, ReviewDesk review, CertificateIssuer issuer, IssuingKeys keys, TimeProvider clock)
{
    private const int NoticeDays = 5;
    private int document = 6;

    /// <summary>Has a key that may sign for all the days.</summary>
    public Task PrepareAsync(DateOnly first, DateOnly last, CancellationToken cancellation) => keys.EnsureAsync(first, last, cancellation);

    /// <summary>A batch whose notice would not be over by now is left waiting.</summary>
    public async Task IssueAsync(
        TypeInfo type, IReadOnlyCollection<Guid> people, IReadOnlyDictionary<Guid, DateOnly> completed, SiteSettings site, DateOnly today, CancellationToken cancellation)
    {
        var from = AfterHolidays(NextWorkingDay(people.Max(p => completed[p]).AddDays(10)));
        var day = NextWorkingDay(WorkingDays.LastOf(from, NoticeDays).AddDays(1));
        if (day > today)
        {
            return;
        }

        var proposals = await proposer.ProposeAsync(type, people, p => completed[p], cancellation);
        await db.SaveChangesAsync(cancellation);
        var notice = clock.NewId();
        var (listed, _) = await review.PutOnNoticeAsync(notice, [.. proposals.Select(p => p.Id)], $"{from.Year}年{type.Title}拟发证名单", from, NoticeDays, null, cancellation);
        if (listed > 0)
        {
            document += 7;
            await issuer.IssueAsync(new IssueOrder(notice, $"{site.NumberPrefix}发〔{day.Year}〕{document}号", day, null, site.Bureau), cancellation);
        }
    }

    // No bureau issues anything in the first days of October.
    private static DateOnly AfterHolidays(DateOnly from) =>
        from >= new DateOnly(from.Year, 9, 23) && from <= new DateOnly(from.Year, 10, 8) ? NextWorkingDay(new DateOnly(from.Year, 10, 9)) : from;

    private static DateOnly NextWorkingDay(DateOnly day)
    {
        while (!WorkingDays.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }
}
