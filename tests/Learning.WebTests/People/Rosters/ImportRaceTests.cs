using Learning.Core.People;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Rosters;

/// <summary>A roster is applied while a colleague adds the same post by hand. On PostgreSQL neither unit sees what the other inserts; SQLite's writers go one by one.</summary>
public sealed class ImportRaceTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Apply_WhileTheSamePostIsAddedByHand_LeavesOne()
    {
        var room = new Staffroom(site);
        var school = await room.SchoolOfAsync("school");
        var teacher = await room.TeacherAsync(school);
        var (person, place) = await site.AskDatabaseAsync(async db =>
            (await db.People.AsNoTracking().SingleAsync(p => p.Id == teacher.PersonId, Cancellation), await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == school, Cancellation)));
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);
        var begins = room.Today.AddDays(-3);
        var import = await desk.CheckAsync($"{person.Name},{person.StaffNumber},{place.Code},,班主任,,,{Staffroom.Day(begins)},,,");
        Assert.Equal(RowKind.Changed, Assert.Single(await desk.RowsAsync(import), r => r.PersonId == person.Id).Kind);

        var (added, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        var byHand = site.AskAsync(async services =>
        {
            var db = services.GetRequiredService<LearningDbContext>();
            await db.WriteAsync(
                async () =>
                {
                    db.Entry(await db.People.SingleAsync(p => p.Id == person.Id, Cancellation)).Property(p => p.Version).IsModified = true;
                    db.Add(Post(teacher, begins));
                    await db.SaveChangesAsync(Cancellation);
                    added.TrySetResult();
                    await release.Task;
                },
                Cancellation);
            return true;
        });
        await added.Task;
        var applying = desk.ApplyAsync(import);
        while (LearningSite.OnPostgreSql && !await WaitsAsync() && (await desk.ImportAsync(import)).State != RosterState.Applied)
        {
            await Task.Delay(20, Cancellation);
        }

        release.SetResult();
        await byHand;
        await applying;

        Assert.Single(await room.CurrentAsync(person.Id), p => p.Role == Roles.HomeroomTeacher);
    }

    private static Appointment Post(Appointment like, DateOnly begins) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = like.PersonId,
        OrganisationId = like.OrganisationId,
        CountyId = like.CountyId,
        SchoolId = like.SchoolId,
        Role = Roles.HomeroomTeacher,
        Standing = Standings.InPost,
        From = begins,
        RecordedAt = DateTimeOffset.UnixEpoch.AddYears(56),
    };

    /// <summary>Whether a unit of the site's database waits for another's row.</summary>
    private Task<bool> WaitsAsync() => site.AskDatabaseAsync(async db =>
        await db.Database.SqlQueryRaw<int>("SELECT CAST(count(*) AS integer) AS \"Value\" FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()").SingleAsync(Cancellation) > 0);
}
