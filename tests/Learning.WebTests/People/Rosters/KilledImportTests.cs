using System.Diagnostics;
using System.Globalization;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Learning.WebTests.People.Rosters;

/// <summary>The power fails while a roster is checked, staged or applied: nothing of it is there or all of it, and the next start brings it to its end, once.</summary>
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int People = 2000, Rounds = 3;
    private LearningSite site = null!;
    private List<string> schools = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        await site.SettledAsync(Cancellation);
        // From here on the processes that are killed do all the work.
        await site.Services.GetServices<IHostedService>().OfType<JobRunner>().Single().StopAsync(Cancellation);
        schools = await site.AskDatabaseAsync(db => db.Organisations.Where(o => o.SchoolId == o.Id && OrganisationKinds.Schools.Contains(o.Kind) && o.ClosedOn == null).OrderBy(o => o.Code).Select(o => o.Code).Take(Rounds + 1).ToListAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Import_ProcessKilledAtAnyMoment_ComesToItsEndOnce()
    {
        var process = await StartAsync();
        try
        {
            var whole = await WholeAsync(process);
            var interrupted = 0;
            for (var round = 1; round <= Rounds; round++)
            {
                (var id, process) = await KilledInCheckAsync(process, round);
                await AssertCheckedAsync(id, round);
                (var undone, process) = await KilledInApplyingAsync(process, id, whole * round / (Rounds + 1));
                interrupted += undone ? 1 : 0;
                await AssertAppliedOnceAsync(id, round);
            }

            // A round that is always too late would prove nothing.
            Assert.InRange(interrupted, 1, Rounds);
        }
        finally
        {
            await process.DisposeAsync();
        }
    }

    /// <returns>How long applying takes when nobody kills it.</returns>
    private async Task<TimeSpan> WholeAsync(SiteProcess process)
    {
        var (id, desk) = await UploadAsync(process, 0);
        await desk.SettledAsync();
        var watch = Stopwatch.StartNew();
        await OrderApplyingAsync(process, id);
        await UntilAsync(async () => (await desk.ImportAsync(id)).State == RosterState.Applied);
        var took = watch.Elapsed;
        await desk.SettledAsync();
        await AssertAppliedOnceAsync(id, 0);
        return took;
    }

    /// <summary>While the file is read, when the first rows are staged, when all but the last are.</summary>
    private async Task<(Guid Id, SiteProcess Next)> KilledInCheckAsync(SiteProcess process, int round)
    {
        var (id, _) = await UploadAsync(process, round);
        await UntilAsync(() => site.AskDatabaseAsync(async db => round == 1
            ? await db.Set<Job>().AnyAsync(j => j.Kind == "people-roster-check" && j.FinishedAt == null && j.Attempts > 0, Cancellation)
            : await db.Set<RosterRow>().CountAsync(r => r.ImportId == id, Cancellation) >= (round == 2 ? 1 : People)));
        await process.KillAsync();
        Assert.Equal((0, 0), await ThereAsync(id, round));
        return (id, await ResumedAsync(process));
    }

    private async Task<(bool Undone, SiteProcess Next)> KilledInApplyingAsync(SiteProcess process, Guid id, TimeSpan after)
    {
        await OrderApplyingAsync(process, id);
        await Task.Delay(after, TimeProvider.System, Cancellation);
        await process.KillAsync();
        var (state, posts) = await site.AskDatabaseAsync(async db => (
            await db.Set<RosterImport>().Where(i => i.Id == id).Select(i => i.State).SingleAsync(Cancellation), await db.Appointments.CountAsync(a => a.CauseId == id, Cancellation)));
        Assert.Equal(state == RosterState.Applied ? People : 0, posts);
        return (posts == 0, await ResumedAsync(process));
    }

    private async Task AssertCheckedAsync(Guid id, int round)
    {
        var import = await new RosterDesk(site, null!).ImportAsync(id);
        Assert.Equal((RosterState.Checked, People, 0, 0, 0), (import.State, import.Added, import.Changed, import.Wrong, import.Doubtful));
        var lines = await site.AskDatabaseAsync(db => db.Set<RosterRow>().Where(r => r.ImportId == id && r.Line > 0).Select(r => r.Line).ToListAsync(Cancellation));
        Assert.Equal(Enumerable.Range(2, People), lines.Order());
        Assert.Equal((0, 0), await ThereAsync(id, round));
    }

    private async Task AssertAppliedOnceAsync(Guid id, int round)
    {
        Assert.Equal((People, People), await ThereAsync(id, round));
        await site.AskDatabaseAsync(async db =>
        {
            Assert.Equal(RosterState.Applied, (await db.Set<RosterImport>().AsNoTracking().SingleAsync(i => i.Id == id, Cancellation)).State);
            Assert.Equal(People, await db.Appointments.Where(a => a.CauseId == id).Select(a => a.PersonId).Distinct().CountAsync(Cancellation));
            Assert.Equal(People, await db.Set<PersonContact>().CountAsync(c => db.Appointments.Any(a => a.CauseId == id && a.PersonId == c.PersonId), Cancellation));
            Assert.Equal(1, await db.Set<AuditRow>().CountAsync(r => r.Action == "people.import" && r.SubjectId == id.ToString(), Cancellation));
            return 0;
        });
    }

    /// <summary>People in post whom the round's roster brought, and posts it made.</summary>
    private Task<(int People, int Posts)> ThereAsync(Guid id, int round) => site.AskDatabaseAsync(async db =>
    {
        var number = Number(round, 0)[..2];
        return (
            await db.People.CountAsync(p => p.StaffNumber!.StartsWith(number) && db.Appointments.Any(a => a.PersonId == p.Id && a.ReplacedAt == null), Cancellation),
            await db.Appointments.CountAsync(a => a.CauseId == id, Cancellation));
    });

    private async Task<(Guid Id, RosterDesk Desk)> UploadAsync(SiteProcess process, int round)
    {
        using var clerk = await SignedInAsync(process);
        var rows = Enumerable.Range(1, People).Select(i => string.Create(CultureInfo.InvariantCulture, $"欧阳{(char)('一' + i)},{Number(round, i)},{schools[round]},,班主任,,,2025-09-01,,13{round}{i:00000000},"));
        using var answer = await new RosterDesk(site, clerk).UploadAsync(RosterDesk.Csv([.. rows]));
        return (RosterDesk.IdOf(answer), new RosterDesk(site, null!));
    }

    private static string Number(int round, int i) => string.Create(CultureInfo.InvariantCulture, $"K{round}-{i:0000}");

    private static async Task OrderApplyingAsync(SiteProcess process, Guid id)
    {
        using var clerk = await SignedInAsync(process);
        using var answer = await clerk.SubmitAsync($"/people/imports/{id}", _ => { }, "form[action$='handler=apply']");
        Assert.True(answer.IsSuccessStatusCode);
    }

    private static async Task<HttpClient> SignedInAsync(SiteProcess process)
    {
        var visitor = process.Visitor();
        using var answer = await visitor.SubmitAsync("/sign-in", form => form.Set("Input.UserName", "city").Set("Input.Password", LearningSite.DemoPassword));
        return visitor;
    }

    /// <summary>Starts again, where the minute a lease lasts is over, and waits until no work is left.</summary>
    private async Task<SiteProcess> ResumedAsync(SiteProcess killed)
    {
        await killed.DisposeAsync();
        await site.AskDatabaseAsync(db => db.WriteAsync(
            () => db.Set<Job>().Where(j => j.FinishedAt == null).ExecuteUpdateAsync(j => j.SetProperty(r => r.LeasedUntil, (DateTimeOffset?)null), Cancellation), Cancellation));
        var next = await StartAsync();
        await new RosterDesk(site, null!).SettledAsync();
        return next;
    }

    private Task<SiteProcess> StartAsync()
    {
        string[] arguments =
        [
            "exec", Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll"), "serve", "--data", site.DataFolder, "--Learning:PasswordIterations", "1000", "--Learning:Limits:SecretsPerMinute", "0",
            "--Learning:SignIn:SecondFactor", "off",
            .. site.Services.GetRequiredService<DatabaseChoice>() is { IsSqlite: false } database ? new[] { "--database", database.ConnectionString } : [],
        ];
        return SiteProcess.StartAsync("dotnet", arguments, "/health/ready", AppContext.BaseDirectory, Cancellation);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }
}
