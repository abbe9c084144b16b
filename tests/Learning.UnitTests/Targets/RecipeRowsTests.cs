using Learning.Core.Targets;
using Learning.Targets.Recipes;

namespace Learning.UnitTests.Targets;

public sealed class RecipeRowsTests
{
    [Theory]
    [InlineData("panzhihua", 13, 6)]
    [InlineData("nanchang", 29, 6)]
    [InlineData("ankang", 20, 6)]
    [InlineData("qingdao", 14, 3)]
    [InlineData("gaoan", 26, 3)]
    public void Read_CityRecipe_HasEveryRowAndMeasures(string city, int rows, int measured)
    {
        var targets = Policies.Of(city);

        Assert.Equal(rows, targets.Count);
        Assert.Equal(measured, targets.Count(t => t.State == TargetState.Measured));
        Assert.Equal(rows, targets.Select(t => t.Key).Distinct(StringComparer.Ordinal).Count());
        Assert.All(targets, t => Assert.Equal(t.State == TargetState.Measured, t.Rule is not null));
        Assert.All(targets, t => Assert.True(t.Rule is not null || t.Why!.Length > 0));
    }

    [Fact]
    public void Key_RowWithPart_NamesSourceIdAndPart()
    {
        Assert.Equal("ankang-2022/AK-1.a", Policies.Row("AK-1.a").Key);
        Assert.Equal("panzhihua-2022/PZ-5", Policies.Row("PZ-5").Key);
    }

    [Fact]
    public void Read_ReadingWithNumber_IsText() =>
        Assert.Contains(Policies.Row("NC-3.a").Readings, r => r is { Setting: "atLeastHours", Value: "1" });

    [Fact]
    public void Read_UnknownRole_NamesPlaceAndRoles() =>
        Refused("PZ-5", t => t with { Audience = new AudienceModel { People = t.Audience!.People! with { AnyRole = ["subject-teacher", "teacher"] } } }, "audience.people.anyRole[1]", "psychology-teacher");

    [Fact]
    public void Read_UnknownKind_NamesPlaceAndKinds() =>
        Refused("PZ-5", t => t with { Audience = new AudienceModel { People = t.Audience!.People! with { Kinds = ["high"] } } }, "audience.people.kinds[0]", "senior-high");

    [Fact]
    public void Read_UnknownMeasure_NamesMeasures() => Refused("PZ-5", t => t with { Measure = new MeasureModel { Kind = "hours" } }, "measure.kind", "creditHours");

    [Fact]
    public void Read_MeasureWithFieldOfAnother_IsRefused() => Refused("PZ-5", t => t with { Measure = t.Measure! with { OrHigher = true } }, "measure.orHigher", "categories, trainingKinds, organiserLevels");

    [Fact]
    public void Read_UnknownPeriod_NamesPeriods() => Refused("PZ-5", t => t with { Period = new PeriodModel { Kind = "year" } }, "period.kind", "schoolYear, calendarYear");

    [Fact]
    public void Read_ByDateWithoutDate_IsRefused() => Refused("PZ-5", t => t with { Period = new PeriodModel { Kind = "byDate" } }, "period.date", "2025-12-31");

    [Fact]
    public void Read_YearWithDate_IsRefused() => Refused("PZ-5", t => t with { Period = new PeriodModel { Kind = "schoolYear", Date = new DateOnly(2025, 1, 1) } }, "period.date", "null");

    [Fact]
    public void Read_UnknownState_NamesStates() => Refused("PZ-5", t => t with { State = "counted" }, "state", "measured, advisory, outside, pending");

    [Fact]
    public void Read_UnknownTopic_NamesTopics() => Refused("PZ-5", t => t with { Topic = "people" }, "topic", "staffing");

    [Fact]
    public void Read_MeasuredWithoutGoal_IsRefused() => Refused("PZ-5", t => t with { Goal = null }, "goal", "everyone");

    [Fact]
    public void Read_GoalWithTwo_IsRefused() => Refused("PZ-5", t => t with { Goal = new GoalModel { Share = 60, Count = 20 } }, "goal", "exactly one");

    [Fact]
    public void Read_OutsideWithoutWhy_IsRefused() => Refused("GA-14", t => t with { Why = " " }, "why", "outside");

    [Fact]
    public void Read_PendingWithRule_IsRefused() => Refused("GA-15", t => t with { Required = 15 }, "required", "pending");

    [Fact]
    public void Read_StaffOverPeople_IsRefused() => Refused("GA-3", t => t with { Audience = new AudienceModel { Programmes = new ProgrammesModel() } }, "measure.kind", "organisations");

    [Fact]
    public void Read_RatioOverUnknownFact_NamesFacts() =>
        Refused("QD-4.c", t => t with { Measure = t.Measure! with { Per = new PerModel { Fact = "rooms", Each = 1, Rounding = "up" } } }, "measure.per.fact", "pupils, boarders, classes");

    private static void Refused(string id, Func<TargetModel, TargetModel> spoil, string place, string expected)
    {
        var city = Policies.Cities.Single(c => Policies.Of(c).Any(t => t.Id == id));
        var model = Policies.Model(city);
        var row = model.Targets.Single(t => TargetReader.Number(t) == id);

        var wrong = Assert.Throws<TargetModelException>(() => TargetReader.Read(model.Source, "", model.SourceTitle, model.Published, spoil(row)));

        Assert.Equal(place, wrong.Place);
        Assert.Contains(expected, wrong.Message, StringComparison.Ordinal);
    }
}
