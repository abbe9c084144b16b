using Learning.Framework.Auditing;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Bureau;

/// <summary>/bureau/hotlines: the city's officer confirms the numbers people call.</summary>
public sealed class HotlinesTests
{
    private const string Path = "/bureau/hotlines";

    [Fact]
    public async Task Post_ConfirmedNumber_IsShownWithWhoAndWhenAndAudited()
    {
        await using var site = await LearningSite.StartAsync(clock: FixedClock.At(2026, 3, 2));
        using var city = await site.SignedInAsync("city");

        using var response = await city.SubmitAsync(Path, form => form
            .Set("Lines[3].Number", "0812-1234567").Set("Lines[3].Hours", "每天9:00–21:00").Set("Lines[3].VerifiedBy", "市局德育科").Set("Lines[3].VerifiedOn", "2026-03-01"));
        var help = (await city.PageAsync("/help")).QuerySelector("main")!;

        Assert.Contains("热线已保存。", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotNull(help.QuerySelector("a[href='tel:08121234567']"));
        Assert.Contains("市局德育科，2026年3月1日核对", help.TextContent, StringComparison.Ordinal);
        Assert.Contains("每天9:00–21:00", help.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "bureau.hotlines")));
    }

    [Fact]
    public async Task Post_UnreadableNumber_IsSaidAtTheFieldAndNothingTypedIsLost()
    {
        await using var site = await LearningSite.StartAsync();
        using var city = await site.SignedInAsync("city");

        using var response = await city.SubmitAsync(Path, form => form.Set("Lines[3].Number", "打12355").Set("Lines[4].Name", "新热线"));
        var page = await response.ReadPageAsync();

        Assert.Contains("填写能拨打的号码", page.QuerySelector("#Lines_3__Number-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("打12355", page.QuerySelector("#Lines_3__Number")!.GetAttribute("value"));
        Assert.Equal("新热线", page.QuerySelector("#Lines_4__Name")!.GetAttribute("value"));
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "bureau.hotlines")));
    }

    [Fact]
    public async Task Post_AfterAColleagueChangedThem_IsRefused()
    {
        await using var site = await LearningSite.StartAsync();
        using var first = await site.SignedInAsync("city");
        using var second = await site.SignedInAsync("admin");
        var page = await first.PageAsync(Path);
        using var theirs = await second.SubmitAsync(Path, form => form.Set("Lines[4].Name", "甲热线").Set("Lines[4].Number", "12345"));

        using var response = await first.SubmitAsync(page, Path, form => form.Set("Lines[4].Name", "乙热线"));
        var text = (await response.ReadPageAsync()).Body!.TextContent;
        var help = (await first.PageAsync("/help")).Body!.TextContent;

        Assert.Contains("别的同事刚改过热线", text, StringComparison.Ordinal);
        Assert.Contains("甲热线", help, StringComparison.Ordinal);
        Assert.DoesNotContain("乙热线", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_RemovedLine_IsGone()
    {
        await using var site = await LearningSite.StartAsync();
        using var city = await site.SignedInAsync("city");

        using var response = await city.SubmitAsync(Path, form => form.Set("Lines[3].Remove", "true"));

        Assert.DoesNotContain("答复函列出", (await city.PageAsync("/help")).Body!.TextContent, StringComparison.Ordinal);
    }
}
