using FsCheck;
using FsCheck.Fluent;
using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Hours.Services;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Hours;

/// <summary>The ledger on a real database: nothing posted twice, nothing lost, nothing edited.</summary>
public sealed class LedgerTests : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2026, 3, 10);
    private static readonly HoursQuestion Everything = new(null, null, null, new(2000, 1, 1), new(2100, 1, 1));
    private readonly Guid school = Id(1), other = Id(2), county = Id(3), teacher = Id(11), clerk = Id(12), stranger = Id(13);
    private LearningSite site = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(recipe: null, FixedClock.At(2026, 3, 20));
        await site.AskDatabaseAsync(async db =>
        {
            await db.WriteAsync(
                () =>
                {
                    db.Add(new Organisation { Id = county, Code = "county", Name = "东区", Kind = "county", CountyId = county });
                    foreach (var id in new[] { school, other })
                    {
                        db.Add(new Organisation { Id = id, Code = $"s{id:N}", Name = "市三中", Kind = "junior-high", ParentId = county, CountyId = county, SchoolId = id });
                    }

                    AddPerson(db, teacher, school, Roles.HomeroomTeacher);
                    AddPerson(db, clerk, school, Roles.SchoolAdministrator);
                    AddPerson(db, stranger, other, Roles.HomeroomTeacher);
                    return Task.CompletedTask;
                },
                CancellationToken.None);
            return 0;
        });
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task LessonCompleted_ToldTwice_PostsOnce()
    {
        var lesson = Lesson(Id(100), 150);

        await RaiseAsync(lesson);
        await RaiseAsync(lesson);

        Assert.Equal(new HoursStanding(new CreditHours(150), 1), await OfAsync(teacher));
        var entry = await site.AskDatabaseAsync(db => db.Set<HourEntry>().SingleAsync());
        Assert.Equal(school, entry.SchoolId);
        Assert.Equal(county, entry.CountyId);
    }

    [Fact]
    public async Task PracticumRecorded_Told_CountsAsCounsellorPracticum()
    {
        await RaiseAsync(new PracticumRecorded(teacher, "counsellor-c", "个别辅导", CreditHours.Of(5.5m), ["counsellor", "mental-health"], "city", Day));

        var standing = await OfAsync(teacher, Everything with { Categories = ["counsellor"], TrainingKinds = [TrainingKinds.Practicum] });

        Assert.Equal(550, standing.Hours.Hundredths);
    }

    [Fact]
    public async Task OfManyAsync_AnyQuestion_AgreesWithOfAsync()
    {
        await RaiseAsync(Lesson(Id(100), 150), Lesson(Id(101), 50) with { Categories = ["other"] }, Lesson(Id(102), 75) with { PersonId = stranger, ProgrammeCode = "b" });
        HoursQuestion[] questions =
        [
            Everything,
            Everything with { Categories = ["other", "counsellor"] },
            Everything with { Categories = ["health"] },
            Everything with { Categories = [] },
            Everything with { TrainingKinds = ["practicum"] },
            Everything with { OrganiserLevels = ["county", "city"] },
            Everything with { LeastPerTraining = CreditHours.Of(1.5m) },
            Everything with { To = Day.AddDays(-1) },
            Everything with { KnownAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) },
        ];

        foreach (var question in questions)
        {
            var many = await site.AskAsync(s => s.GetRequiredService<IHours>().OfManyAsync(null, question, CancellationToken.None));
            var named = await site.AskAsync(s => s.GetRequiredService<IHours>().OfManyAsync([teacher], question, CancellationToken.None));
            Assert.Equal(await OfAsync(teacher, question), many.GetValueOrDefault(teacher));
            Assert.Equal(await OfAsync(stranger, question), many.GetValueOrDefault(stranger));
            Assert.Equal(many.GetValueOrDefault(teacher), named.GetValueOrDefault(teacher));
            Assert.DoesNotContain(stranger, named.Keys);
        }
    }

    [Fact]
    public async Task PostAsync_FromManyAtOnce_LosesNothing()
    {
        var lessons = Enumerable.Range(0, 60).Select(i => Lesson(Id(200 + i % 40), 25)).ToList();

        await Parallel.ForEachAsync(lessons, new ParallelOptions { MaxDegreeOfParallelism = 12 }, async (lesson, _) => await RaiseAsync(lesson));

        Assert.Equal(40 * 25, (await OfAsync(teacher)).Hours.Hundredths);
    }

    [Fact]
    public async Task Ledger_AnySequence_SumIsPostedMinusReversed()
    {
        // Each step completes one of five lessons (again, perhaps) or takes a posting back (again, perhaps).
        var steps = Gen.Zip(Gen.Choose(0, 4), Gen.Elements(true, true, false)).ListOf(12);
        var next = 1000;
        foreach (var sequence in steps.Sample(12, 25))
        {
            var stem = next += 10;
            var before = (await OfAsync(teacher)).Hours.Hundredths;
            var expected = new Dictionary<int, int>();
            foreach (var (lesson, complete) in sequence)
            {
                if (complete)
                {
                    await RaiseAsync(Lesson(Id(stem + lesson), 10 + lesson));
                    expected.TryAdd(lesson, 10 + lesson);
                }
                else if (await EntryAsync(SourceKeys.Lesson(teacher, Id(stem + lesson))) is { } entry)
                {
                    var refusal = await ReverseAsync(entry);
                    Assert.Equal(expected[lesson] == 0 ? ReverseRefusal.AlreadyReversed : null, refusal);
                    expected[lesson] = 0;
                }
            }

            Assert.Equal(before + expected.Values.Sum(), (await OfAsync(teacher)).Hours.Hundredths);
        }
    }

    [Fact]
    public async Task ReverseAsync_OldReport_StillSeesWhatItSaw()
    {
        await RaiseAsync(Lesson(Id(100), 150));
        var clock = (FixedClock)site.Services.GetRequiredService<TimeProvider>();
        var seen = clock.Instant();
        clock.Move(TimeSpan.FromDays(1));

        await ReverseAsync((await EntryAsync(SourceKeys.Lesson(teacher, Id(100))))!);

        Assert.Equal(150, (await OfAsync(teacher, Everything with { KnownAt = seen })).Hours.Hundredths);
        Assert.Equal(default, await OfAsync(teacher));
    }

    [Fact]
    public async Task RecordAsync_EachRefusal_IsTold()
    {
        var right = new HourRecord(teacher, CreditHours.Of(2.5m), "区县心理健康培训", ["mental-health"], "in-service", "county", Day, "攀教发〔2026〕3号");
        (HourRecord Record, RecordRefusal? Refusal)[] cases =
        [
            (right with { PersonId = clerk }, RecordRefusal.Self),
            (right with { PersonId = stranger }, RecordRefusal.OutsideScope),
            (right with { EarnedOn = new(2026, 3, 21) }, RecordRefusal.EarnedInFuture),
            (right with { EarnedOn = new(2020, 3, 21) }, RecordRefusal.NotThereThatDay),
            (right with { Hours = CreditHours.Zero }, RecordRefusal.NotHours),
            (right, null),
            (right with { Title = "区县 心理健康培训" }, RecordRefusal.AlreadyRecorded),
        ];

        foreach (var (record, refusal) in cases)
        {
            Assert.Equal(refusal, await RecordAsync(record));
        }

        var entry = await site.AskDatabaseAsync(db => db.Set<HourEntry>().SingleAsync());
        Assert.Null(await ReverseAsync(entry));
        Assert.Null(await RecordAsync(right));
        Assert.Equal(250, (await OfAsync(teacher)).Hours.Hundredths);
    }

    [Fact]
    public async Task HourEntry_EditedBySql_IsRefused()
    {
        await RaiseAsync(Lesson(Id(100), 150));

        foreach (var sql in new[] { "UPDATE hours_hour_entry SET \"Title\" = 'x'", "DELETE FROM hours_hour_entry" })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => site.AskDatabaseAsync(db => db.Database.ExecuteSqlRawAsync(sql)));
        }
    }

    private static Guid Id(int number) => new(number, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    private static void AddPerson(LearningDbContext db, Guid id, Guid school, string role)
    {
        db.Add(new Person { Id = id, Name = "王丽", SortKey = "wang li" });
        db.Add(new Appointment
        {
            Id = new Guid([.. id.ToByteArray().Reverse()]),
            PersonId = id,
            OrganisationId = school,
            CountyId = Id(3),
            SchoolId = school,
            Role = role,
            From = new(2024, 9, 1),
            RecordedAt = new(2024, 9, 1, 0, 0, 0, TimeSpan.Zero),
        });
    }

    private LessonCompleted Lesson(Guid id, int hundredths) =>
        new(teacher, id, "第2课 保密与例外", "counsellor-c", new CreditHours(hundredths), ["mental-health", "counsellor"], "in-service", "city", Day);

    private Task<int> RaiseAsync(params IEvent[] events) => site.AskDatabaseAsync(async db =>
    {
        await db.WriteAsync(
            () =>
            {
                foreach (var happened in events)
                {
                    db.Raise(happened);
                }

                return Task.CompletedTask;
            },
            CancellationToken.None);
        return 0;
    });

    private Task<HoursStanding> OfAsync(Guid person, HoursQuestion? question = null) =>
        site.AskAsync(s => s.GetRequiredService<IHours>().OfAsync(person, question ?? Everything, CancellationToken.None));

    private Task<HourEntry?> EntryAsync(string key) => site.AskDatabaseAsync(db => db.Set<HourEntry>().FirstOrDefaultAsync(e => e.SourceKey == key));

    private Task<RecordRefusal?> RecordAsync(HourRecord record) =>
        site.AskAsync(s => s.GetRequiredService<HoursLedger>().RecordAsync(As(Roles.SchoolAdministrator), record, CancellationToken.None));

    private Task<ReverseRefusal?> ReverseAsync(HourEntry entry) =>
        site.AskAsync(s => s.GetRequiredService<HoursLedger>().ReverseAsync(As(Roles.CityOfficer), entry.Id, "重复登记", CancellationToken.None));

    private Scope As(string role) => new(new Actor(clerk, clerk, "张敏", school, "市三中", county, school, [role]));
}
