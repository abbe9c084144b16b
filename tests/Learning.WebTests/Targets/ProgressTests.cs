using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Targets.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using static Learning.WebTests.Targets.TargetsBench;

namespace Learning.WebTests.Targets;

/// <summary>The read model moved forward by events is the read model built anew, whatever happened.</summary>
public sealed class ProgressTests
{
    private static readonly string[] Roles12 = [.. Roles.Staff];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Events_AnySequence_LeaveWhatARebuildMakes(int seed)
    {
        await using var bench = await StartAsync(FixedClock.At(2025, 8, 20), "panzhihua", "nanchang", "qingdao", "gaoan");
        await bench.BuildCityAsync();
        var random = new Random(seed);
        var life = new Life(bench, random);
        for (var step = 0; step < 60; step++)
        {
            await life.GoOnAsync();
            if (step % 20 == 19)
            {
                await AgreeAsync(bench);
            }
        }

        Assert.NotEmpty(await bench.RowsAsync());
    }

    [Fact]
    public async Task Rebuild_ManyPeople_AsksInSetsAndRaisesNothing()
    {
        await using var bench = await StartAsync(FixedClock.At(2026, 3, 1), "panzhihua");
        await bench.BuildCityAsync();
        await bench.WriteAsync(db =>
        {
            for (var i = 0; i < 2500; i++)
            {
                db.Add(new Person { Id = Id(10_000 + i), Name = "王丽", SortKey = $"wangli{i:0000}" });
                db.Add(Appointment(Id(20_000 + i), Id(10_000 + i), Schools[i % 5], i % 2 == 0 ? Roles.SubjectTeacher : Roles.HomeroomTeacher, null, new DateOnly(2024, 9, 1), bench.Clock.Instant()));
            }
        });

        await bench.RebuildAsync();

        // Three batches of people, five targets over people, at most two results each.
        Assert.InRange(bench.World.Asked, 1, 3 * 5 * 2);
        Assert.Equal(2 * 1250, (await bench.RowsAsync()).Count(r => r.StartsWith("panzhihua-2022/PZ-5", StringComparison.Ordinal)));
    }

    private static async Task AgreeAsync(TargetsBench bench)
    {
        var moved = await bench.RowsAsync();
        await bench.WriteAsync(db => db.Set<Progress>().ExecuteDeleteAsync());
        await bench.RebuildAsync();
        Assert.Equal(await bench.RowsAsync(), moved);
    }

    internal static Appointment Appointment(Guid id, Guid person, Guid school, string role, string? employment, DateOnly from, DateTimeOffset recordedAt, DateOnly? to = null, string standing = Standings.InPost) => new()
    {
        Id = id,
        PersonId = person,
        OrganisationId = school,
        CountyId = school == Id(300) ? null : Id(100 + (BitConverter.ToInt32(school.ToByteArray()) - 200) / 10),
        SchoolId = school,
        Role = role,
        Employment = employment,
        Standing = standing,
        From = from,
        To = to,
        RecordedAt = recordedAt,
    };

    /// <summary>Things that happen in a city, one at a time, each told by its event.</summary>
    private sealed class Life(TargetsBench bench, Random random)
    {
        private int people;
        private int ids = 50_000;

        private DateOnly Today => bench.Clock.Today();

        private Guid Anyone => Id(10_000 + random.Next(people));

        public Task GoOnAsync() => people < 5 ? AppointAsync() : random.Next(10) switch
        {
            0 or 1 => AppointAsync(),
            2 => EndAsync(),
            3 or 4 or 5 => PostAsync(),
            6 => CertifyAsync(),
            7 => random.Next(2) == 0 ? RevokeAsync() : CompleteAsync(),
            8 => FactAsync(),
            _ => NextDayAsync(),
        };

        private Task AppointAsync() => bench.WriteAsync(db =>
        {
            var known = people > 0 && random.Next(3) == 0;
            var person = known ? Anyone : Id(10_000 + people++);
            if (!known)
            {
                db.Add(new Person { Id = person, Name = "李明", SortKey = "liming" });
            }

            var school = Schools[random.Next(Schools.Count)];
            var role = Roles12[random.Next(Roles12.Length)];
            db.Add(Appointment(
                Id(ids++), person, school, role, role == Roles.PsychologyTeacher ? (random.Next(2) == 0 ? "full-time" : "part-time") : null,
                Today.AddDays(-random.Next(900)), bench.Clock.Instant(), random.Next(4) == 0 ? Today.AddDays(random.Next(60)) : null, Standings.All[random.Next(Standings.All.Count)]));
            db.Raise(new AppointmentsChanged([person], [school]));
        });

        private Task EndAsync() => bench.WriteAsync(async db =>
        {
            var old = await db.Appointments.Where(a => a.ReplacedAt == null).OrderBy(a => a.Id).Skip(random.Next(3)).FirstAsync();
            old.ReplacedAt = bench.Clock.Instant();
            db.Add(Appointment(Id(ids++), old.PersonId, old.OrganisationId, old.Role, old.Employment, old.From, bench.Clock.Instant(), Today.AddDays(-random.Next(100)), old.Standing));
            db.Raise(new AppointmentsChanged([old.PersonId], [old.OrganisationId]));
        });

        private Task PostAsync() => bench.WriteAsync(db =>
        {
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                var posting = new HourPosting(
                    Anyone, new CreditHours(random.Next(-200, 1200)), [random.Next(4) == 0 ? "other" : "mental-health"], "in-service", "city",
                    Today.AddDays(-random.Next(400)), $"k{ids++}", "课", $"t{random.Next(3)}");
                bench.World.Postings.Add((posting, bench.Clock.Instant()));
                db.Raise(new HoursPosted(Id(ids++), posting));
            }
        });

        private Task CertifyAsync() => bench.WriteAsync(db =>
        {
            var (person, type) = (Anyone, World.Types[random.Next(3)]);
            bench.World.Certificates.Add((Id(ids++), person, type, Today, null));
            db.Raise(new CertificateIssued(Id(ids), person, type, Today));
        });

        private Task RevokeAsync() => bench.WriteAsync(db =>
        {
            if (bench.World.Certificates.Count == 0)
            {
                return;
            }

            var at = random.Next(bench.World.Certificates.Count);
            var certificate = bench.World.Certificates[at];
            bench.World.Certificates[at] = certificate with { RevokedOn = Today };
            db.Raise(new CertificateStatusChanged(certificate.Id, certificate.Person, certificate.Type));
        });

        private Task CompleteAsync() => bench.WriteAsync(db =>
        {
            var person = Anyone;
            bench.World.Completions.Add((person, "principals", Today));
            db.Raise(new ProgrammeCompleted(person, "principals", Today));
        });

        private Task FactAsync() => bench.WriteAsync(async db =>
        {
            var school = Schools[random.Next(Schools.Count)];
            var fact = OrganisationFacts.All[random.Next(3)];
            var area = await db.Organisations.SingleAsync(o => o.Id == school);
            db.Add(new OrganisationFact
            {
                Id = Id(ids++),
                OrganisationId = school,
                CountyId = area.CountyId,
                SchoolId = school,
                Fact = fact,
                Value = random.Next(1, 2000),
                AsOf = Today.AddDays(-random.Next(2500)),
                RecordedAt = bench.Clock.Instant(),
            });
            db.Raise(new AppointmentsChanged([], [school]));
        });

        private async Task NextDayAsync()
        {
            bench.Clock.Move(TimeSpan.FromDays(random.Next(1, 40)));
            await bench.WriteAsync(db => db.Raise(new DayBegan(Today)));
            await bench.RebuildAsync();
        }
    }
}
