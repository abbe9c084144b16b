using FsCheck;
using FsCheck.Fluent;
using Learning.Core;
using Learning.Core.Hours;
using Learning.Hours.Models;
using Learning.Hours.Services;

namespace Learning.UnitTests.Hours;

public sealed class LedgerLineTests
{
    private static readonly DateTimeOffset Known = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HoursQuestion Everything = new(null, null, null, DateOnly.MinValue, DateOnly.MaxValue);

    [Fact]
    public void Sum_AnyPostingsAndReversals_IsPostedMinusReversed()
    {
        var posting = from hundredths in Gen.Choose(1, 900)
                      from training in Gen.Choose(0, 4)
                      from reversed in Gen.Elements(true, false)
                      select (hundredths, training, reversed);
        Check.QuickThrowOnFailure(Prop.ForAll(posting.ListOf(20).ToArbitrary(), postings =>
        {
            var lines = postings.Select(p => Line(p.hundredths, p.training)).Concat(postings.Where(p => p.reversed).Select(p => Line(-p.hundredths, p.training)));
            var standing = postings.Where(p => !p.reversed).ToList();

            var sum = LedgerLine.Sum(lines, Everything);

            return sum.Hours.Hundredths == standing.Sum(p => p.hundredths) && sum.Trainings == standing.Select(p => p.training).Distinct().Count();
        }));
    }

    [Theory]
    [InlineData("counsellor", 100)]
    [InlineData("mental-health", 150)]
    [InlineData("health", 0)]
    [InlineData("counsell", 0)]
    public void Sum_Category_MatchesExactly(string category, int expected)
    {
        LedgerLine[] lines = [Line(100, 0) with { Categories = CategoryText.Join(["mental-health", "counsellor"]) }, Line(50, 1) with { Categories = CategoryText.Join(["mental-health"]) }];

        Assert.Equal(expected, LedgerLine.Sum(lines, Everything with { Categories = [category] }).Hours.Hundredths);
    }

    [Fact]
    public void Sum_LeastPerTraining_CountsWholeTrainingsOnly()
    {
        LedgerLine[] lines = [Line(100, 0), Line(60, 0), Line(100, 1)];

        Assert.Equal(1, LedgerLine.Sum(lines, Everything with { LeastPerTraining = CreditHours.Of(1.5m) }).Trainings);
    }

    [Fact]
    public void Sum_KnownAt_LeavesOutWhatCameLater()
    {
        LedgerLine[] lines = [Line(100, 0), Line(-100, 0) with { RecordedAt = Known.AddDays(1) }];

        Assert.Equal(100, LedgerLine.Sum(lines, Everything with { KnownAt = Known }).Hours.Hundredths);
    }

    [Theory]
    [InlineData("Mental")]
    [InlineData("a|b")]
    [InlineData("")]
    public void Join_NotACode_Throws(string code) => Assert.Throws<ArgumentException>(() => CategoryText.Join([code]));

    private static LedgerLine Line(int hundredths, int training) => new(new DateOnly(2026, 3, 1), hundredths, "|mental-health|", "in-service", "city", $"t{training}", Known);
}
