using System.Text.RegularExpressions;
using Learning.BrowserTests.Support;
using Learning.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Learning.BrowserTests;

/// <summary>The main job from end to end: learn, be proposed, be issued a certificate, have it verified, see the number move.</summary>
[Trait("database", "both")]
public sealed partial class MainWalkTests : IAsyncLifetime
{
    private readonly AnswerKey key = new();
    private LearningSite site = null!;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Teacher_LearnsAndIsCertified_AnyoneVerifies_TheCityNumberMoves()
    {
        var before = await CoverageAsync();
        await using var phone = await Chromium.ContextAsync(site.Address);
        var page = await phone.SignInAsync("teacher");

        // 2. My year: a ring against the target with its sentence, what the C certificate misses, one button.
        await Expect(page).ToHaveURLAsync(new Regex("/my$"));
        await Expect(page.Locator("main")).ToContainTextAsync("每学年不少于8个学时");
        await Expect(page.Locator("main")).ToContainTextAsync("C级");
        await page.PictureAsync("walk-1-my");
        var hours = await RingAsync(page);
        await page.Locator("main a.btn-primary").First.ClickAsync();

        // 3. A lesson with a film that is really watched, its exercise and its check.
        await Expect(page.Locator("h1")).ToContainTextAsync("保密与例外");
        await WatchAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "正文读完了，练习做完了" }).ClickAsync();
        await Expect(page.Locator("#steps li.is-met")).ToHaveCountAsync(3);
        await page.PictureAsync("walk-2-lesson");
        await page.GetByRole(AriaRole.Button, new() { Name = "去测验" }).ClickAsync();
        await AnswerAsync(page);
        await page.PictureAsync("walk-3-result");
        await page.GotoAsync("/my");
        Assert.Equal(hours + 1m, await RingAsync(page));

        // The last lesson and the exam.
        await page.Locator("main a.btn-primary").First.ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("教师自我关怀");
        await page.GetByRole(AriaRole.Button, new() { Name = "正文读完了，练习做完了" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "去测验" }).ClickAsync();
        await AnswerAsync(page);
        await page.GotoAsync("/curricula/exams/counsellor-c");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始考试" }).ClickAsync();
        await AnswerAsync(page);
        await page.GotoAsync("/certificates");
        await Expect(page.Locator("main")).ToContainTextAsync("审核中");

        // 4. The city puts her on public notice, records the document and issues.
        await using (var desk = await Chromium.ContextAsync(site.Address, 1280))
        {
            await IssueAsync(await desk.SignInAsync("city"));
        }

        await page.ReloadAsync();
        await page.Locator("main a[href^='/certificates/XC']").First.ClickAsync();
        await page.PictureAsync("walk-6-certificate");
        var number = new Uri(page.Url).AbsolutePath.Split('/')[^1];
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href$='/pdf']").ClickAsync());
        var pdf = Path.Combine(site.DataFolder, "certificate.pdf");
        await download.SaveAsAsync(pdf);
        Assert.InRange(new FileInfo(pdf).Length, 10_000, 150_000);
        var text = await Tools.RunAsync("pdftotext", pdf, "-");
        Assert.Contains("王敏", text, StringComparison.Ordinal);
        Assert.Contains("攀教发〔2026〕12号", text, StringComparison.Ordinal);

        // 5. Anyone scans the printed code, or types number and name.
        var link = (await Tools.ScanAsync(pdf)).Trim();
        Assert.Matches(@"/v#\d+$", link);
        await using var visitor = await Chromium.ContextAsync(site.Address);
        var check = await visitor.NewPageAsync();
        await check.GotoAsync("/v" + link[link.IndexOf('#', StringComparison.Ordinal)..]);
        await Expect(check.Locator("[data-verify-answer] h1, h1").First).ToContainTextAsync("真实有效");
        await Expect(check.Locator("[data-field=name]").First).ToHaveTextAsync("王敏");
        await check.PictureAsync("walk-7-verified");
        await check.ShouldBeAccessibleAsync();
        await check.GotoAsync("/v");
        await check.Locator("[name='Input.Number']").FillAsync(number.ToLowerInvariant());
        await check.Locator("[name='Input.Name']").FillAsync("王敏");
        await check.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await Expect(check.Locator("main")).ToContainTextAsync("王*");

        // 6. The number moved, by one.
        Assert.Equal(before + 1, await CoverageAsync());
    }

    private static async Task WatchAsync(IPage page)
    {
        var video = page.Locator("video");
        await page.WaitForFunctionAsync("() => document.querySelector('video').readyState >= 2");
        await video.EvaluateAsync("v => { v.muted = true; v.playbackRate = 1.5; return v.play(); }");
        await page.WaitForFunctionAsync("() => document.querySelector('video').ended", null, new PageWaitForFunctionOptions { Timeout = 120_000 });
        await Expect(page.Locator("#steps")).ToContainTextAsync("影片看完了", new() { Timeout = 20_000 });
    }

    /// <summary>Answers every question as one who read the lessons, and hands in.</summary>
    private async Task AnswerAsync(IPage page)
    {
        await page.WaitForURLAsync(new Regex("/curricula/quizzes/"));
        while (true)
        {
            var legend = page.Locator("legend");
            await Expect(legend).ToBeVisibleAsync();
            var count = Position().Match(await legend.Locator(".question-kind").InnerTextAsync());
            var stem = (await legend.EvaluateAsync<string>("l => [...l.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent).join('').trim()"))!;
            foreach (var choice in await page.Locator("label.choice").AllAsync())
            {
                if (key.IsRight(stem, (await choice.Locator(".choice-text").InnerTextAsync()).Trim()))
                {
                    await choice.Locator("input").CheckAsync();
                }
            }

            var last = count.Groups["n"].Value == count.Groups["of"].Value;
            var url = page.Url;
            await page.GetByRole(AriaRole.Button, new() { Name = last ? "交卷" : "下一题" }).ClickAsync();
            if (last)
            {
                break;
            }

            await page.WaitForURLAsync(next => next != url);
        }

        if (await page.Locator("button[form='hand-in']").CountAsync() > 0)
        {
            await page.Locator("button[form='hand-in']").ClickAsync();
        }

        await Expect(page.Locator("h1")).ToContainTextAsync("通过了");
    }

    private static async Task IssueAsync(IPage page)
    {
        await page.GotoAsync("/certificates/reviews?q=" + Uri.EscapeDataString("王敏"));
        await page.Locator("input[name=ids]").First.CheckAsync();
        await page.PictureAsync("walk-4-reviews");
        await page.GetByRole(AriaRole.Button, new() { Name = "列入拟发证名单" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "列入1人" }).ClickAsync();
        await page.Locator("input[name=document]").FillAsync("攀教发〔2026〕12号");
        await page.GetByRole(AriaRole.Button, new() { Name = "发文，下一步" }).ClickAsync();
        await page.PictureAsync("walk-5-issue");
        await page.GetByRole(AriaRole.Button, new() { Name = "签发1张证书" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("已签发");
    }

    private async Task<int> CoverageAsync()
    {
        await using var desk = await Chromium.ContextAsync(site.Address, 1280);
        var page = await desk.SignInAsync("city");
        await page.GotoAsync("/bureau/coverage/panzhihua-2022/PZ-1");
        await page.PictureAsync("walk-8-coverage");
        var shown = Share().Match(await page.Locator("main").InnerTextAsync());
        Assert.True(shown.Success, "the page shows no share as n/N");
        return int.Parse(shown.Groups["met"].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<decimal> RingAsync(IPage page) =>
        decimal.Parse(Number().Match(await page.Locator("main .ring-number").First.TextContentAsync() ?? "").Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<met>[\d,]+)/(?<all>[\d,]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Share();

    [GeneratedRegex(@"第(?<n>\d+)题，共(?<of>\d+)题", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Position();

    [GeneratedRegex(@"[\d.]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
