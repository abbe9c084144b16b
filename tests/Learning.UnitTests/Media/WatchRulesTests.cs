using FsCheck;
using FsCheck.Fluent;
using Learning.Media.Services;

namespace Learning.UnitTests.Media;

public sealed class WatchRulesTests
{
    private const int Film = 70_000;
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 5, 1, true, nameof(WatchRefusal.Hidden))]
    [InlineData(0, 5, 1.6, false, nameof(WatchRefusal.TooFast))]
    [InlineData(0, 5, 0, false, nameof(WatchRefusal.TooFast))]
    [InlineData(0, 5, double.NaN, false, nameof(WatchRefusal.TooFast))]
    [InlineData(double.NaN, 5, 1, false, nameof(WatchRefusal.OutsideFilm))]
    [InlineData(0, double.PositiveInfinity, 1, false, nameof(WatchRefusal.OutsideFilm))]
    [InlineData(-1, 5, 1, false, nameof(WatchRefusal.OutsideFilm))]
    [InlineData(5, 4, 1, false, nameof(WatchRefusal.OutsideFilm))]
    [InlineData(68, 71, 1, false, nameof(WatchRefusal.OutsideFilm))]
    [InlineData(0, 31, 1, false, nameof(WatchRefusal.FasterThanTime))]
    public void Read_ReportThatCannotBe_IsRefused(double from, double to, double rate, bool hidden, string refusal) =>
        Assert.Equal(refusal, WatchRules.Read(new WatchReport("a", from, to, rate, hidden), Film, out _).ToString());

    [Fact]
    public void Read_EndRoundedUp_IsTheEnd()
    {
        Assert.Null(WatchRules.Read(new WatchReport("a", 66, 70.3, 1.5, false), Film, out var part));
        Assert.Equal((66_000, Film), part);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.25)]
    [InlineData(1.5)]
    public void Accept_HonestPlaying_CountsEverySecond(double rate)
    {
        var (budget, watched) = (WatchBudget.Begin(Start), Intervals.None);
        var step = (int)(5_000 * rate);
        for (var i = 0; (i + 1) * step <= Film; i++)
        {
            Assert.Null(WatchRules.Accept((i * step, (i + 1) * step), Start.AddSeconds(5 * (i + 1)), ref budget, ref watched));
        }

        Assert.Equal(Film / step * step, watched.Length);
    }

    [Fact]
    public void Accept_ReportsKeptOffline_CountWhenTheyArriveTogether()
    {
        var (budget, watched) = (WatchBudget.Begin(Start), Intervals.None);
        var back = Start.AddSeconds(66);

        for (var from = 0; from < 65_000; from += 5_000)
        {
            Assert.Null(WatchRules.Accept((from, from + 5_000), back, ref budget, ref watched));
        }

        Assert.Equal(65_000, watched.Length);
    }

    [Fact]
    public void Accept_Jump_IsRefusedAndCostsNothing()
    {
        var (budget, watched) = (WatchBudget.Begin(Start), Intervals.None);

        Assert.Equal(WatchRefusal.FasterThanTime, WatchRules.Accept((0, 20_000), Start.AddSeconds(5), ref budget, ref watched));
        Assert.Null(WatchRules.Accept((0, 5_000), Start.AddSeconds(5), ref budget, ref watched));
        Assert.Equal(5_000, watched.Length);
    }

    [Fact]
    public void Accept_SamePartAgain_NeitherCountsNorCosts()
    {
        var (budget, watched) = (WatchBudget.Begin(Start), Intervals.None);
        WatchRules.Accept((0, 5_000), Start.AddSeconds(5), ref budget, ref watched);
        var credit = budget.Credit;

        Assert.Null(WatchRules.Accept((0, 5_000), Start.AddSeconds(5), ref budget, ref watched));

        Assert.Equal(credit, budget.Credit);
        Assert.Equal(5_000, watched.Length);
    }

    [Fact]
    public void Until_DaysAway_FillsTenMinutesAtMost() =>
        Assert.Equal(902_000, WatchBudget.Begin(Start).Until(Start.AddDays(3)).Credit);

    [Fact]
    public void Until_ClockSetBack_AddsNothingTwice()
    {
        var later = WatchBudget.Begin(Start).Until(Start.AddSeconds(10));

        Assert.Equal(later, later.Until(Start).Until(Start.AddSeconds(10)));
    }

    /// <summary>Whatever is reported in whatever order, over several films: never more than 1.5 times the time that passed and 2 s.</summary>
    [Fact]
    public void Accept_AnyReports_NeverMoreThanTimeAllows()
    {
        var report = from wait in Gen.Choose(0, 20_000)
                     from film in Gen.Choose(0, 2)
                     from at in Gen.Choose(-1_000, Film + 1_000)
                     from length in Gen.Choose(-500, 40_000)
                     from rate in Gen.Elements(0.5, 1, 1.5, 2)
                     select (wait, film, at, length, rate);
        var config = Config.QuickThrowOnFailure.WithMaxTest(500);
        Check.One(config, Prop.ForAll(report.ListOf(40).ToArbitrary(), reports =>
        {
            var budget = WatchBudget.Begin(Start);
            var films = Enumerable.Repeat(Intervals.None, 3).ToArray();
            var now = Start;
            return reports.All(r =>
            {
                now = now.AddMilliseconds(r.wait);
                if (WatchRules.Read(new WatchReport("a", r.at / 1000d, (r.at + r.length) / 1000d, r.rate, false), Film, out var part) is null)
                {
                    WatchRules.Accept(part, now, ref budget, ref films[r.film]);
                }

                return films.Sum(f => f.Length) <= (now - Start).TotalMilliseconds * 1.5 + 2_000 && films.All(f => f.Length <= Film);
            });
        }));
    }
}
