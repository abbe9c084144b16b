using Learning.Core;
using Learning.Framework.Settings;
using Learning.Hours.Services;

namespace Learning.UnitTests.Hours;

public sealed class HourStatementTests
{
    private static readonly StatementHead Head = new("欧阳·买买提", "攀枝花市第三中学校", "T001", new SchoolYear(2025), new SiteSettings { Bureau = "攀枝花市教育和体育局", SiteName = "研习" }, new(2026, 3, 1));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(18, 1)]
    [InlineData(19, 2)]
    [InlineData(55, 4)]
    public void Pages_AnyNumberOfRows_HoldEachOnceAndTheTotalOnTheLast(int rows, int pages)
    {
        var all = Enumerable.Range(1, rows).Select(i => new StatementRow($"第{i}课〔标题〕", new(2026, 3, 1), "in-service", "city", "|counsellor|mental-health|", 25)).ToList();

        var drawn = HourStatement.Pages(Head, all);

        Assert.Equal(pages, drawn.Count);
        Assert.All(Enumerable.Range(1, rows), i => Assert.Single(drawn, p => p.Contains($"第{i}课〔标题〕", StringComparison.Ordinal)));
        Assert.Contains($"合计{new CreditHours(25 * rows)}学时，共{rows}笔", drawn[^1], StringComparison.Ordinal);
        Assert.All(drawn.SkipLast(1), p => Assert.DoesNotContain("合计", p, StringComparison.Ordinal));
        Assert.Contains($"第{pages}页，共{pages}页", drawn[^1], StringComparison.Ordinal);
    }
}
