using System.Net;
using System.Text;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Rosters;

/// <summary>Whose people a roster may touch, whose reports one sees, and what files are turned away.</summary>
public sealed class ScopeTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync(clock: FixedClock.At(2026, 3, 2));

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Rows_OfAnotherArea_AreWrongAndNobodysNameIsTold()
    {
        using var officer = await site.SignedInAsync("county2");
        var desk = new RosterDesk(site, officer);
        var (own, first) = (await CodeAsync("county2"), await CodeAsync("school"));

        var id = await desk.CheckAsync($"某某,51040002,{own},,班主任,,,,,,", $"新人,X-1,{first},,班主任,,,,,,", $"新人,X-2,{own},,班主任,,,,,,");
        var page = await officer.PageAsync($"/people/imports/{id}?kind=wrong");

        Assert.Equal((1, 2), (await desk.CountsAsync(id)) is var c ? (c.Item1, c.Item4) : default);
        Assert.Contains("在别的学校登记过", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("不归您管", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("王敏", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_IsSeenAboveAndNotBeside_AndOnlyTheOfficeItselfGoesOn()
    {
        using var clerk = await site.SignedInAsync("school");
        var id = await new RosterDesk(site, clerk).CheckAsync($"新人,X-1,{await CodeAsync("school")},,班主任,,,,,,");
        using var above = await site.SignedInAsync("county");
        using var beside = await site.SignedInAsync("county2");

        var seen = await above.PageAsync($"/people/imports/{id}");
        using var hidden = await beside.GetAsync(new Uri($"/people/imports/{id}", UriKind.Relative), Cancellation);
        var token = (await above.PageAsync("/people/imports")).QuerySelector("main input[name=__token]")!.GetAttribute("value")!;
        using var applied = await above.PostAsync(new Uri($"/people/imports/{id}?handler=apply", UriKind.Relative), new FormUrlEncodedContent([new("__token", token)]), Cancellation);
        using var file = await above.GetAsync(new Uri($"/people/imports/{id}?handler=file&format=csv", UriKind.Relative), Cancellation);

        Assert.Contains("新人", seen.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Null(seen.QuerySelector("form[action$='handler=apply']"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, applied.StatusCode);
        Assert.DoesNotContain("手机号", await file.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("名单.csv", (await beside.PageAsync("/people/imports")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Office_RoleOfTheSame_IsNotGivenByARoster()
    {
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);

        var id = await desk.CheckAsync($"新人,X-1,{await CodeAsync("school")},,学校管理员,,,,,,", $"新人,X-2,{await CodeAsync("school")},,city-officer,,,,,,");

        Assert.Equal(2, (await desk.CountsAsync(id)).Item4);
        Assert.Contains("由上一级管理员登记", (await clerk.PageAsync($"/people/imports/{id}")).QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_SaidOnce_AreOfferedAgain()
    {
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);
        var file = Encoding.GetEncoding("GB18030").GetBytes("攀枝花某校2026年花名册,,\r\n老师大名,内部号,移动电话\r\n陈　新,Q-1,13800138009\r\n");

        using var first = await desk.UploadAsync(file);
        var page = await first.ReadPageAsync();
        Assert.EndsWith("/columns", first.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("GB18030", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("138****8009", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var id = RosterDesk.IdOf(first);
        using var refused = await clerk.SubmitAsync(page, $"/people/imports/{id}/columns", _ => { }, "form.stack");
        Assert.Contains("选一列当作姓名", (await refused.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var said = await clerk.SubmitAsync(
            page, $"/people/imports/{id}/columns",
            f =>
            {
                f.Set("fields", "Name").Add("fields", "StaffNumber").Add("fields", "Phone").Set("Input.Role", Roles.SubjectTeacher);
            },
            "form.stack");
        await desk.SettledAsync();
        Assert.Equal(1, (await desk.CountsAsync(id)).Item1);

        using var second = await desk.UploadAsync(file);
        var again = await second.ReadPageAsync();

        Assert.Contains("上次对应过", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Name", "StaffNumber", "Phone"], again.QuerySelectorAll("select[name=fields]").Select(s => ((AngleSharp.Html.Dom.IHtmlSelectElement)s).Value));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task OneRoster_InEitherForm_IsRead(string version)
    {
        using var officer = await site.SignedInAsync("county");
        var desk = new RosterDesk(site, officer);
        var code = await CodeAsync("school");
        var roles = version == "1.1" ? "" : "sourcedId,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId\nr1,u1,primary,principal,2025-09-01,,o1\nr2,u1,secondary,teacher,2025-09-01,,o1\nr3,u2,primary,student,,,o1\n";
        var users = version == "1.1"
            ? "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,sms,password\nu1,,true,o1,administrator,w,敏,欧阳,OR-1,13800138000,secret\nu2,,true,o1,student,s,童,小,,,\nu3,tobedeleted,true,o1,teacher,z,四,李,OR-3,,\n"
            : "sourcedId,status,enabledUser,username,givenName,familyName,identifier,sms,password\nu1,,true,w,敏,欧阳,OR-1,13800138000,secret\nu2,,true,s,童,小,,,\n";
        using var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            foreach (var (name, text) in new[] { ("manifest.csv", $"propertyName,value\nmanifest.version,1.0\nmanifest.version,1.0\noneroster.version,{version}\nfile.users,bulk\n"), ("orgs.csv", $"sourcedId,status,name,type,identifier\no1,,某校,school,{code}\n"), ("users.csv", users), ("roles.csv", roles) }.Where(f => f.Item2.Length > 0))
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        var id = await desk.CheckFileAsync(zip.ToArray(), "oneroster.zip");
        var rows = (await desk.RowsAsync(id)).Where(r => r.Line > 0).ToList();

        Assert.Equal(version == "1.1" ? [(RowKind.New, Roles.OtherTeacher), (RowKind.Wrong, Roles.SubjectTeacher)] : [(RowKind.New, Roles.Principal), (RowKind.New, Roles.SubjectTeacher)], rows.Select(r => (r.Kind, r.Role!)));
        Assert.Equal(("欧阳敏", "OR-1"), (rows[0].Name, rows[0].StaffNumber));
        await desk.ApplyAsync(id);
        Assert.True(await site.AskDatabaseAsync(db => db.People.AnyAsync(p => p.StaffNumber == "OR-1", Cancellation)));
    }

    [Theory]
    [InlineData("", "这个文件是空的")]
    [InlineData("<html><table>", "其实是一个网页")]
    [InlineData("姓名,编号\r\n", "只有表头")]
    [InlineData("%PDF-1.4", "这不是表格")]
    public async Task File_OfNoUse_IsRefusedAtTheField(string content, string words)
    {
        using var clerk = await site.SignedInAsync("school");

        using var answer = await new RosterDesk(site, clerk).UploadAsync(Encoding.UTF8.GetBytes(content));
        var page = await answer.ReadPageAsync();

        Assert.Contains(words, page.GetElementById("Input_File-error")!.TextContent, StringComparison.Ordinal);
        Assert.False(await site.AskDatabaseAsync(db => db.Set<RosterImport>().AnyAsync(Cancellation)));
    }

    [Fact]
    public async Task File_LongerThanTheLimit_IsRefusedAtTheField()
    {
        using var clerk = await site.SignedInAsync("school");

        using var answer = await new RosterDesk(site, clerk).UploadAsync(new byte[21 * 1024 * 1024]);

        Assert.Contains("20 MB", (await answer.ReadPageAsync()).GetElementById("Input_File-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_InFull_OnlyForThoseWhoMayAndOnRecord()
    {
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);
        await desk.ApplyAsync(await desk.CheckAsync($"=新人,X-1,{await CodeAsync("school")},,班主任,,,,,13800138007,"));
        using var county = await site.SignedInAsync("county");

        using var masked = await clerk.SubmitAsync("/people/export", f => f.Set("Input.Format", "csv").Set("Input.WithNumbers", "true"));
        using var full = await county.SubmitAsync("/people/export", f => f.Set("Input.Format", "csv").Set("Input.WithNumbers", "true"));
        var (hidden, shown) = (await masked.Content.ReadAsStringAsync(Cancellation), await full.Content.ReadAsStringAsync(Cancellation));

        Assert.Contains("\n'=新人,X-1,", hidden, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138007", hidden, StringComparison.Ordinal);
        Assert.Contains("138****8007", hidden, StringComparison.Ordinal);
        Assert.Contains("13800138007", shown, StringComparison.Ordinal);
        var acts = await site.AskDatabaseAsync(db => db.Set<AuditRow>().Where(r => r.Action.StartsWith("people.export")).OrderBy(r => r.Id).Select(r => r.Action).ToListAsync(Cancellation));
        Assert.Equal(["people.export", "people.export-numbers"], acts);
    }

    [Fact]
    public async Task Database_HoldsNoPhoneInClear()
    {
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);
        await desk.CheckAsync($"新人,X-1,{await CodeAsync("school")},,班主任,,,,,13800138007,11010519491231002X");

        var dump = await site.AskDatabaseAsync(async db =>
            string.Join('\n', (await db.Set<RosterRow>().ToListAsync(Cancellation)).Select(r => r.Said + r.Problems + r.Changes)) + string.Join('\n', await db.Set<Job>().Select(j => j.Payload).ToListAsync(Cancellation)));

        Assert.DoesNotContain("13800138007", dump, StringComparison.Ordinal);
        Assert.DoesNotContain("11010519491231002X", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_ReadBackAsOurs()
    {
        using var clerk = await site.SignedInAsync("school");
        var desk = new RosterDesk(site, clerk);
        foreach (var format in new[] { "xlsx", "csv" })
        {
            var file = await clerk.GetByteArrayAsync(new Uri($"/people/imports?handler=template&format={format}", UriKind.Relative), Cancellation);
            var id = await desk.CheckFileAsync(file, "模板." + format);

            // Only the example is in it, which is passed over.
            Assert.Equal((RosterState.Refused, "NoRows"), (await desk.ImportAsync(id)) is var i ? (i.State, i.Refusal) : default);
        }
    }

    private Task<string> CodeAsync(string account) => site.AskDatabaseAsync(db => (
        from user in db.Users
        join post in db.Appointments on user.PersonId equals post.PersonId
        join place in db.Organisations on post.CountyId equals place.CountyId
        where user.UserName == account && place.SchoolId != null && (post.SchoolId == null || post.SchoolId == place.SchoolId)
        orderby place.Order
        select place.Code).FirstAsync(Cancellation));
}
