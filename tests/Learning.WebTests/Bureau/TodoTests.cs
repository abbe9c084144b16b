using Learning.Testing;

namespace Learning.WebTests.Bureau;

/// <summary>/bureau/todo: what waits, one action each.</summary>
public sealed class TodoTests
{
    [Theory]
    [InlineData("city", true)]
    [InlineData("county", false)]
    [InlineData("school", false)]
    public async Task Get_Officer_HasTargetsPastTheirDayAndOnlyTheCityTheHotlines(string account, bool hotlines)
    {
        await using var site = await LearningSite.StartAsync(clock: FixedClock.At(2026, 3, 2));
        await site.SettledAsync(TestContext.Current.CancellationToken);
        using var visitor = await site.SignedInAsync(account);

        var page = await visitor.PageAsync("/bureau/todo");

        Assert.NotNull(page.QuerySelector(".todo a[href*='/bureau/coverage/'][href*='unmet=true']"));
        Assert.Equal(hotlines, page.QuerySelector(".todo a[href='/bureau/hotlines']") is not null);
        Assert.Single(page.QuerySelectorAll("main .btn-primary"));
        Assert.All(page.QuerySelectorAll(".todo > li"), item => Assert.Single(item.QuerySelectorAll("a")));
    }

    [Fact]
    public async Task Get_SchoolAdministrator_HasWhatTheSchoolLacks()
    {
        await using var site = await LearningSite.StartAsync(clock: FixedClock.At(2027, 9, 10));
        using var school = await site.SignedInAsync("school");
        using var county = await site.SignedInAsync("county");

        var page = await school.PageAsync("/bureau/todo");
        var theirs = await county.PageAsync("/bureau/todo");

        Assert.NotNull(page.QuerySelector(".todo a[href='/people/slips']"));
        Assert.NotNull(page.QuerySelector(".todo a[href$='/facts']"));
        Assert.Null(theirs.QuerySelector(".todo a[href='/people/slips']"));
    }
}
