using System.Globalization;
using Learning.BrowserTests.Support;
using Learning.Core;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Learning.BrowserTests.People;

/// <summary>A school's clerk, who has never seen the site, brings in the list the school has: it is wrong in many ways, the page says how, the corrected list goes in.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private string school = "", picture = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private JobRunner Runner => site.Services.GetServices<IHostedService>().OfType<JobRunner>().Single();

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        await site.SettledAsync(Cancellation);
        school = await site.AskDatabaseAsync(db => (
            from account in db.Users
            join post in db.Appointments on account.PersonId equals post.PersonId
            join place in db.Organisations on post.OrganisationId equals place.Id
            where account.UserName == "school"
            select place.Name).FirstAsync(Cancellation));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task Roster_AsTheSchoolHasIt_GoesInWithWhatThePageSays(int width, bool dark)
    {
        picture = string.Create(CultureInfo.InvariantCulture, $"import-{width}-{(dark ? "dark" : "light")}-");
        await using var context = await Chromium.ContextAsync(site.Address, width, dark);
        var page = await context.SignInAsync("school");

        await page.GotoAsync("/people/imports");
        await LookAsync(page, "1-empty");
        await RefusedAsync(page);
        await UploadAsync(page, Messy());
        await MapAsync(page);
        await ErrorsAsync(page);

        await UploadAsync(page, Corrected());
        await Expect(page.GetByText("这种表上次对应过")).ToBeVisibleAsync();
        await Expect(page.Locator("#f7")).ToHaveValueAsync("Phone");
        await LookAsync(page, "5-remembered");
        await ProgressAsync(page);
        await ApplyAsync(page, "8-applied");
        await UndoAsync(page);

        await UploadAsync(page, Corrected());
        await page.GetByRole(AriaRole.Button, new() { Name = "检查名单" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "导入5行" })).ToBeVisibleAsync();
        await ApplyAsync(page, "11-again");
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.People.CountAsync(p => p.StaffNumber == "Q-2001", Cancellation)));
        await page.GotoAsync("/people/imports");
        await LookAsync(page, "12-history");
    }

    /// <summary>What cannot be a roster is answered at the field.</summary>
    private async Task RefusedAsync(IPage page)
    {
        await page.Locator("[name='Input.File']").SetInputFilesAsync(new FilePayload { Name = "花名册.xlsx", MimeType = "application/octet-stream", Buffer = "%PDF-1.7"u8.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并检查" }).ClickAsync();
        await Expect(page.Locator("#main")).ToContainTextAsync("这不是表格");
        await LookAsync(page, "2-refused");
    }

    private async Task MapAsync(IPage page)
    {
        // The right sheet and the right line were found: notes, title and the line of the filler stand above.
        await Expect(page.Locator("#sheet")).ToHaveValueAsync("1");
        await Expect(page.Locator("#header")).ToHaveValueAsync("4");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "换成这一行" })).ToBeVisibleAsync();
        await Expect(page.Locator("#main")).ToContainTextAsync("G（隐藏）");
        await Expect(page.Locator("#f1")).ToHaveValueAsync("Name");
        await Expect(page.Locator("#f3")).ToHaveValueAsync("StaffNumber");
        await Expect(page.Locator("#f5")).ToHaveValueAsync("None");
        await LookAsync(page, "3-columns");
        await page.Locator("#f5").SelectOptionAsync("Role");
        await page.Locator("#f6").SelectOptionAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "检查名单" }).ClickAsync();
        await Expect(page.Locator("#main")).ToContainTextAsync("有两列都当作手机号，只留一列");
        await LookAsync(page, "3-columns-wrong");
        await page.Locator("#f6").SelectOptionAsync("None");
        await page.Locator("#f7").SelectOptionAsync("Phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "检查名单" }).ClickAsync();
    }

    /// <summary>Which cell, what is wrong with it, what to do: from the page alone.</summary>
    private async Task ErrorsAsync(IPage page)
    {
        await Expect(page.Locator("#import")).ToContainTextAsync("还没有导入。4行有错，不会导入");
        var table = page.Locator("#import table");
        foreach (var (cell, words) in new[]
        {
            ("H6", "手机号被Excel改了格式：把这一列设为文本，重新填11位号码再上传"), ("H7", "手机号被Excel改了格式"), ("E8", $"没有“{Misspelt}”这个学校。是不是“{school}”？改好再上传。"), ("F9", "不认识岗位“大厨”，换成这里的一个词再上传：心理健康教师、班主任"),
        })
        {
            await Expect(table).ToContainTextAsync(cell);
            await Expect(table).ToContainTextAsync(words);
        }

        await LookAsync(page, "4-errors");
    }

    /// <summary>The bar moves and the report comes without a hand laid on the page.</summary>
    private async Task ProgressAsync(IPage page)
    {
        await Runner.StopAsync(Cancellation);
        await page.GetByRole(AriaRole.Button, new() { Name = "检查名单" }).ClickAsync();
        await Expect(page.Locator("#job")).ToContainTextAsync("排队中");
        await LookAsync(page, "6-queued");
        await MoveAsync(1200);
        await Expect(page.Locator("#job .number")).ToHaveTextAsync("已处理1,200/4,000");
        Assert.Equal("1200", await page.Locator("#job progress").GetAttributeAsync("value"));
        await LookAsync(page, "6-running");
        await MoveAsync(3100);
        await Expect(page.Locator("#job progress")).ToHaveAttributeAsync("value", "3100");
        await MoveAsync(0, attempts: 5);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "再试一次" })).ToBeVisibleAsync();
        await LookAsync(page, "6-failed");
        await page.GetByRole(AriaRole.Button, new() { Name = "再试一次" }).ClickAsync();
        await Expect(page.Locator("#job")).ToContainTextAsync("排队中");
        await Runner.StartAsync(Cancellation);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "导入5行" })).ToBeVisibleAsync();
        await LookAsync(page, "7-report");
    }

    private Task MoveAsync(int done, int attempts = 1) => site.AskDatabaseAsync(db => db.WriteAsync(
        () => db.Set<Job>().Where(j => j.Kind == "people-roster-check" && j.FinishedAt == null).ExecuteUpdateAsync(j => j.SetProperty(r => r.Attempts, attempts).SetProperty(r => r.Done, done).SetProperty(r => r.Total, 4000), Cancellation), Cancellation));

    private async Task ApplyAsync(IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "导入5行" }).ClickAsync();
        await Expect(page.Locator("#import")).ToContainTextAsync("已导入。");
        await LookAsync(page, name);
    }

    private async Task UndoAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Link, new() { Name = "撤销这次导入" }).ClickAsync();
        await LookAsync(page, "9-undo");
        await page.GetByLabel("为什么撤销").FillAsync("传早了，等校长看过再导。");
        await page.GetByRole(AriaRole.Button, new() { Name = "撤销这次导入" }).ClickAsync();
        await Expect(page.Locator("#import")).ToContainTextAsync("已撤销，都回到了导入以前。");
        await LookAsync(page, "10-undone");
        Assert.False(await site.AskDatabaseAsync(db => db.Appointments.AnyAsync(a => a.ReplacedAt == null && db.People.Any(p => p.Id == a.PersonId && p.StaffNumber == "Q-2001"), Cancellation)));
    }

    private static async Task UploadAsync(IPage page, byte[] file)
    {
        await page.GotoAsync("/people/imports");
        await page.Locator("[name='Input.File']").SetInputFilesAsync(new FilePayload { Name = "2025秋教职工花名册（最终版）.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = file });
        await page.GetByRole(AriaRole.Button, new() { Name = "上传并检查" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "哪一列是什么" })).ToBeVisibleAsync();
    }

    private async Task LookAsync(IPage page, string name)
    {
        await page.ShouldBeAccessibleAsync();
        await page.PictureAsync(picture + name);
    }

    private string Misspelt => school[..^1] + "效";

    private byte[] Messy() => MessyWorkbook.Make(school,
    [
        ["#1", "李 晓 梅", "女", "Ｑ－２００１", school, "班 主 任、科任教师", "", "１３８　１２３４　５６７８", "2024.9", "在编在岗", ""],
        ["#2", "　欧阳建国", "男", "Q-2002", school, "科任", "13900000001", "1.38E+10", "2023年9月", "", ""],
        ["#3", "阿依古丽•买买提", "女", "Q-2003", $" {school} ", "任课教师", "", "#13900000000", "#45536", "正常", ""],
        ["#4", "周  敏", "女", "Q-2004", Misspelt, "班主任", "", "13812345681", "2025/9/1", "在岗", ""],
        ["#5", "吴大勇", "男", "Q-2005", school, "大厨", "", "", "2025-09-01", "", "食堂"],
    ]);

    private byte[] Corrected() => MessyWorkbook.Make(school,
    [
        ["#1", "李 晓 梅", "女", "Ｑ－２００１", school, "班 主 任", "", "１３８　１２３４　５６７８", "2024.9", "在编在岗", ""],
        ["#2", "　欧阳建国", "男", "Q-2002", school, "科任", "13900000001", "13812345679", "2023年9月", "", ""],
        ["#3", "阿依古丽•买买提", "女", "Q-2003", $" {school} ", "任课教师", "", "#13912345680", "#45536", "正常", ""],
        ["#4", "周  敏", "女", "Q-2004", school, "班主任", "", "13812345681", "2025/9/1", "在岗", ""],
        ["#5", "吴大勇", "男", "Q-2005", school, "其他人员", "", "", "2025-09-01", "", "食堂"],
    ]);
}
