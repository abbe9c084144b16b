using System.Diagnostics;
using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Certificates;

/// <summary>The power fails while a list is issued: afterwards there is no certificate or every one.</summary>
public sealed class KilledIssueTests
{
    private const string Document = "断电〔2026〕1号";
    private const int Rounds = 4, Listed = 150;
    private static readonly DateOnly Day = ClockDates.Today(TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issue_ProcessKilledAtAnyMoment_LeavesNoneOrAll()
    {
        await using var site = await LearningSite.StartAsync();
        await site.SettledAsync(Cancellation);
        var whole = await IssueAsync(site, await PutOnNoticeAsync(site), null);
        var interrupted = 0;
        for (var round = 1; round <= Rounds; round++)
        {
            var notice = await PutOnNoticeAsync(site);
            await IssueAsync(site, notice, whole * round / (Rounds + 1));
            var (issued, listed) = await CountAsync(site, notice);
            Assert.Contains(issued, new[] { 0, listed });
            interrupted += issued == 0 ? 1 : 0;
            if (issued == 0)
            {
                using var city = await site.SignedInAsync("city");
                await city.SubmitAsync($"/certificates/notices/{notice}/issue", form => form.Set("Document", Document));
                Assert.Equal((listed, listed), await CountAsync(site, notice));
            }
        }

        // A round that is always too late would prove nothing.
        Assert.InRange(interrupted, 1, Rounds);
        var serials = await site.AskDatabaseAsync(db => db.Set<Certificate>().Where(c => c.TypeCode == "counsellor-c" && c.SerialYear == Day.Year).OrderBy(c => c.Serial).Select(c => c.Serial).ToListAsync(Cancellation));
        Assert.Equal(Enumerable.Range(serials[0], serials.Count), serials);
    }

    /// <summary>Issues the list from a process of its own, which ends by itself or is killed some time after the order was sent.</summary>
    /// <returns>How long the order took.</returns>
    private static async Task<TimeSpan> IssueAsync(LearningSite site, Guid notice, TimeSpan? killedAfter)
    {
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), "serve", "--data", site.DataFolder, "--Learning:PasswordIterations", "1000",
            .. site.Services.GetRequiredService<DatabaseChoice>() is { IsSqlite: false } database ? new[] { "--database", database.ConnectionString } : [],
        ];
        await using var process = await SiteProcess.StartAsync("dotnet", arguments, "/health/ready", AppContext.BaseDirectory, Cancellation);
        using var city = process.Visitor();
        await city.SubmitAsync("/sign-in", form => form.Set("Input.UserName", "city").Set("Input.Password", LearningSite.DemoPassword));
        var page = $"/certificates/notices/{notice}/issue";
        var order = await city.PageAsync(page);
        var watch = Stopwatch.StartNew();
        var sent = city.SubmitAsync(order, page, form => form.Set("Document", Document));
        if (killedAfter is { } delay)
        {
            await Task.WhenAny(sent, Task.Delay(delay, TimeProvider.System, Cancellation));
            await process.KillAsync();
            await Task.WhenAny(sent);
        }
        else
        {
            Assert.EndsWith("/issued", (await sent).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        }

        return watch.Elapsed;
    }

    /// <summary>How many of the list are issued whole (certificate, decision, state and notice agree), and how many are on it.</summary>
    private static Task<(int Issued, int Listed)> CountAsync(LearningSite site, Guid notice) => site.AskDatabaseAsync(async db =>
    {
        var closed = await db.Set<Notice>().AnyAsync(n => n.Id == notice && n.IssuedOn != null && n.DocumentNumber == Document, Cancellation);
        var proposals = await db.Set<Proposal>().Where(p => p.NoticeId == notice).ToListAsync(Cancellation);
        var issued = proposals.Where(p => p.State == ProposalState.Issued).Select(p => p.Id).ToHashSet();
        var certificates = await db.Set<Certificate>().Where(c => c.NoticeId == notice).Select(c => c.ProposalId).ToListAsync(Cancellation);
        var decisions = await db.Set<ProposalDecision>().Where(d => d.State == ProposalState.Issued && issued.Contains(d.ProposalId)).CountAsync(Cancellation);
        Assert.True(issued.SetEquals(certificates), "A certificate without its proposal's state, or the other way round.");
        Assert.Equal((issued.Count, issued.Count > 0), (decisions, closed));
        return (issued.Count, proposals.Count);
    });

    private static Task<Guid> PutOnNoticeAsync(LearningSite site) => site.AskDatabaseAsync(db => db.WriteAsync(
        () =>
        {
            var notice = new Notice { Id = Guid.CreateVersion7(), Title = "断电", WorkingDays = 0, From = Day, To = Day, CreatedAt = TimeProvider.System.Instant() };
            db.Add(notice);
            for (var i = 0; i < Listed; i++)
            {
                var person = new Person { Id = Guid.CreateVersion7(), Name = $"陈{(char)('一' + i)}", SortKey = "chen" };
                db.Add(person);
                db.Add(new Proposal
                {
                    Id = Guid.CreateVersion7(),
                    PersonId = person.Id,
                    TypeCode = "counsellor-c",
                    OpenFor = "counsellor-c",
                    SchoolName = "市三中",
                    ProposedOn = Day,
                    State = ProposalState.OnNotice,
                    NoticeId = notice.Id,
                });
            }

            return Task.FromResult(notice.Id);
        },
        Cancellation));
}
