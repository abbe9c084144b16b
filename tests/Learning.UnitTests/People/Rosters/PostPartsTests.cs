using Learning.Core.People;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>Several lines about one person in one role at one place: times of one post, or a line too many.</summary>
public sealed class PostPartsTests
{
    private static readonly Organisation School = new() { Id = Guid.CreateVersion7(), Code = "S", Name = "市三中", Kind = "junior-high" };

    [Fact]
    public void Mark_LinesThatFollowOneAnother_AreParts()
    {
        var marked = PostParts.Mark([Line("2024-09-01", null), Line("2022-09-01", "2023-08-31"), Line("2023-09-01", "2024-08-31")]);

        Assert.All(marked, q => Assert.Equal([Time("2022-09-01", "2023-08-31"), Time("2023-09-01", "2024-08-31"), Time("2024-09-01", null)], q.Entry.Parts));
    }

    [Fact]
    public void Mark_WithTimeBetweenThem_AreParts() => Assert.All(PostParts.Mark([Line("2020-09-01", "2021-08-31"), Line("2023-09-01", null)]), q => Assert.NotNull(q.Entry.Parts));

    [Theory]
    [InlineData("2022-09-01", "2023-09-01", "2023-09-01", null)]
    [InlineData("2022-09-01", null, "2023-09-01", null)]
    [InlineData("2022-09-01", "2023-08-31", "2022-09-01", "2023-08-31")]
    public void Mark_LinesThatOverlap_AreNot(string from, string? to, string otherFrom, string? otherTo) =>
        Assert.All(PostParts.Mark([Line(from, to), Line(otherFrom, otherTo)]), q => Assert.Null(q.Entry.Parts));

    [Fact]
    public void Mark_OtherPersonRoleOrPlace_AreNot()
    {
        var one = Line("2022-09-01", "2023-08-31");
        var later = Line("2023-09-01", null);

        foreach (var other in new[]
        {
            later with { Entry = later.Entry with { StaffNumber = "R-2" } }, later with { Entry = later.Entry with { Role = Roles.Principal } },
            later with { Entry = later.Entry with { School = "市四中" } }, later with { Entry = later.Entry with { Name = "王敏" } },
        })
        {
            Assert.All(PostParts.Mark([one, other]), q => Assert.Null(q.Entry.Parts));
        }
    }

    [Fact]
    public void Mark_WithoutAnyNumber_IsNotGuessed()
    {
        var (one, later) = (Line("2022-09-01", "2023-08-31"), Line("2023-09-01", null));
        var nameless = PostParts.Mark([one with { Entry = one.Entry with { StaffNumber = null } }, later with { Entry = later.Entry with { StaffNumber = null } }]);

        Assert.All(nameless, q => Assert.Null(q.Entry.Parts));
    }

    [Fact]
    public void PlanPart_UnknownPost_IsAdded()
    {
        var (steps, changes) = Plan([], "2022-09-01", "2023-08-31");

        Assert.Equal(new PostStep(null, Values("2022-09-01", "2023-08-31")), Assert.Single(steps));
        Assert.NotEmpty(changes);
    }

    [Fact]
    public void PlanPart_SamePosts_ChangeNothing()
    {
        Appointment[] posts = [Post("2022-09-01", "2023-08-31"), Post("2023-09-01", null)];

        Assert.Equal((0, 0), Sizes(Plan(posts, "2022-09-01", "2023-08-31")));
        Assert.Equal((0, 0), Sizes(Plan(posts, "2023-09-01", null)));
    }

    [Fact]
    public void PlanPart_PostOfTheSameFirstDay_IsEndedAsTheFileSays()
    {
        var one = Post("2022-09-01", null);

        var (steps, changes) = Plan([one], "2022-09-01", "2023-08-31");

        Assert.Equal(new PostStep(one, Values("2022-09-01", "2023-08-31")), Assert.Single(steps));
        Assert.Equal([new RowChange("to", null, "2023-08-31")], changes);
    }

    [Fact]
    public void PlanPart_PostsCutOtherwise_GiveWayWithoutOverlap()
    {
        // The site knows three times, the file two: what began on other days goes.
        Appointment[] posts = [Post("2022-09-01", "2022-12-31"), Post("2023-01-01", "2024-03-31"), Post("2024-04-01", null)];

        var steps = new[] { Plan(posts, "2022-09-01", "2023-08-31"), Plan(posts, "2023-09-01", null) }.SelectMany(p => p.Steps).ToList();

        Assert.Equal(posts.Length, steps.Select(s => s.Replaces).OfType<Appointment>().Distinct().Count());
        Assert.Equal([Values("2022-09-01", "2023-08-31"), Values("2023-09-01", null)], steps.Select(s => s.Put).OfType<PostValues>());
    }

    [Fact]
    public void PlanPart_PostsOfAnotherTimeOrRole_Stay()
    {
        Appointment[] posts = [Post("2018-09-01", "2020-08-31"), Post("2022-09-01", null, Roles.Principal)];

        var (steps, _) = Plan(posts, "2022-09-01", "2023-08-31");

        Assert.Null(Assert.Single(steps).Replaces);
    }

    [Fact]
    public void Repetition_OfThePartsOfOnePost_IsNone_OfAnotherLineIs()
    {
        var clashes = new FileClashes();
        var parts = PostParts.Mark([Line("2022-09-01", "2023-08-31"), Line("2023-09-01", null)]);
        var third = Line("2021-09-01", null).Entry with { Line = 9 };

        Assert.Null(clashes.Repetition("n:R-1", School.Id, [Roles.HomeroomTeacher], parts[0].Entry));
        Assert.Null(clashes.Repetition("n:R-1", School.Id, [Roles.HomeroomTeacher], parts[1].Entry));
        Assert.Equal(ProblemKind.Twice, clashes.Repetition("n:R-1", School.Id, [Roles.HomeroomTeacher], third)?.Kind);
        Assert.Null(clashes.Repetition("n:R-1", School.Id, [Roles.Principal], third));
    }

    private static (IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) Plan(Appointment[] posts, string from, string? to)
    {
        // The file of every test: two years, one after the other.
        PostTime[] parts = [Time("2022-09-01", "2023-08-31"), Time("2023-09-01", null)];
        var time = Time(from, to);
        return PostPlanner.PlanPart(posts, new PostPlanner.Said(School, Roles.HomeroomTeacher, null, null, time.From, time.To, SaysTo: true), parts);
    }

    private static (int, int) Sizes((IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) plan) => (plan.Steps.Count, plan.Changes.Count);

    private static Question Line(string from, string? to) => new(
        new RosterEntry { Line = 2, Name = "欧阳小兰", StaffNumber = "R-1", School = School.Name, Role = Roles.HomeroomTeacher, From = Day(from), To = to is null ? null : Day(to), SaysTo = true }, null, null);

    private static Appointment Post(string from, string? to, string role = Roles.HomeroomTeacher) => new()
    {
        Id = Guid.CreateVersion7(),
        PersonId = Guid.Empty,
        OrganisationId = School.Id,
        Role = role,
        From = Day(from),
        To = to is null ? null : Day(to),
        RecordedAt = DateTimeOffset.UnixEpoch,
    };

    private static PostValues Values(string from, string? to) => new(School, Roles.HomeroomTeacher, null, Standings.InPost, Day(from), to is null ? null : Day(to));

    private static PostTime Time(string from, string? to) => new(Day(from), to is null ? null : Day(to));

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
