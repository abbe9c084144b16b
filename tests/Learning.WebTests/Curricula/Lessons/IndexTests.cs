using Learning.Core.Curricula;
using Learning.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Curricula.Lessons;

/// <summary>The reading page, the plan, and what happens to a page reported as unsafe.</summary>
public sealed class IndexTests : IAsyncLifetime
{
    private const string Risk = "/curricula/lessons/counsellor-c-19";
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Plan_Visitor_SeesCoursesHoursModeAndAssessment()
    {
        using var visitor = site.Visitor();

        var page = await visitor.PageAsync("/curricula/counsellor-c");

        Assert.Equal(["课程", "学时", "方式", "考核"], page.QuerySelectorAll("main section > h2").Select(h => h.TextContent.Trim()));
        Assert.Equal(29, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("待专业审定", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lesson_EveryOne_ShowsBannerDisclaimerAndHelp()
    {
        using var teacher = await site.SignedInAsync("teacher");
        foreach (var number in (string[])["01", "02", "03", "08", "09", "11", "16", "18", "19", "20", "23", "25"])
        {
            var text = (await teacher.PageAsync($"/curricula/lessons/counsellor-c-{number}")).Body!.TextContent;
            Assert.Contains("待专业审定", text, StringComparison.Ordinal);
            Assert.Contains("本课用于学习，不能代替诊断、治疗或紧急救助；有危险请立即拨打110、120。", text, StringComparison.Ordinal);
            Assert.Contains("12356", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lesson_OnCrisis_ShowsHelpFirst()
    {
        using var teacher = await site.SignedInAsync("teacher");

        var page = await teacher.PageAsync(Risk);

        var all = page.QuerySelectorAll(".hotline, .prose").ToList();
        Assert.Contains("hotline-first", all[0].ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfACrisisLesson_HidesItUntilAnOfficerHasLooked()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var colleague = await site.SignedInAsync("psychologist");
        using var officer = await site.SignedInAsync("city");

        using var reported = await teacher.SubmitAsync(Risk, f => f.Set("Report.Reason", "有一句话容易误会。"), "form[action*=Report]");
        var hidden = await colleague.PageAsync(Risk);
        var open = await site.AskAsync(s => s.GetRequiredService<ICurricula>().OpenReportsAsync(CancellationToken.None));
        using var restored = await officer.SubmitAsync("/curricula/reports", f => f.Set("Finding", "看过，已改好。"), "main article form");
        var again = await colleague.PageAsync(Risk);

        Assert.Null(hidden.QuerySelector(".prose"));
        Assert.Contains("市局看过以后再开放", hidden.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, open);
        Assert.NotNull(again.QuerySelector(".prose"));
    }

    [Fact]
    public async Task Report_WithoutAReason_SaysWhatToWriteAndHidesNothing()
    {
        using var teacher = await site.SignedInAsync("teacher");

        using var response = await teacher.SubmitAsync(Risk, _ => { }, "form[action*=Report]");
        var page = await response.ReadPageAsync();

        Assert.Contains("写一句哪里不安全", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await teacher.PageAsync(Risk)).QuerySelector(".prose"));
    }
}
