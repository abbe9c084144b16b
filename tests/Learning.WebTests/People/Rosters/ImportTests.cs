using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Rosters;

/// <summary>A school clerk's roster: checked, applied, undone, brought in again.</summary>
public sealed class ImportTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private HttpClient clerk = null!;
    private RosterDesk desk = null!;
    private string school = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync(clock: FixedClock.At(2026, 3, 2));
        clerk = await site.SignedInAsync("school");
        desk = new RosterDesk(site, clerk);
        school = await site.AskDatabaseAsync(db => (
            from account in db.Users
            join post in db.Appointments on account.PersonId equals post.PersonId
            join place in db.Organisations on post.OrganisationId equals place.Id
            where account.UserName == "school"
            select place.Code).FirstAsync(Cancellation));
    }

    public ValueTask DisposeAsync()
    {
        clerk.Dispose();
        return site.DisposeAsync();
    }

    private string New(string name, string number, string phone = "", string role = "班主任") => $"{name},{number},{school},,{role},,,2025-09-01,,{phone},";

    [Fact]
    public async Task NewPeople_CheckedThenApplied_AreThereAndWithoutAccounts()
    {
        var before = await site.AskDatabaseAsync(db => db.People.CountAsync(Cancellation));
        var id = await desk.CheckAsync(New("欧阳 小兰", "R-1", "１３８００１３８００１", "班主任、学科教师"), New("阿依古丽•买买提", "R-2"));

        Assert.Equal(before, await site.AskDatabaseAsync(db => db.People.CountAsync(Cancellation)));
        Assert.Equal((3, 0, 0, 0), (await desk.ImportAsync(id)) is var i ? (i.Added, i.Changed, i.Unchanged, i.Wrong) : default);

        var page = await desk.ApplyAsync(id);

        Assert.Contains("已导入", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var person = await site.AskDatabaseAsync(db => db.People.SingleAsync(p => p.StaffNumber == "R-1", Cancellation));
        Assert.Equal(("欧阳小兰", "ou yang xiao lan", "oyxl"), (person.Name, person.SortKey, person.Initials));
        var posts = await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.PersonId == person.Id).OrderBy(a => a.Role).ToListAsync(Cancellation));
        Assert.Equal([Roles.HomeroomTeacher, Roles.SubjectTeacher], posts.Select(p => p.Role));
        Assert.All(posts, p => Assert.Equal((new DateOnly(2025, 9, 1), (DateOnly?)null, (DateTimeOffset?)null), (p.From, p.To, p.ReplacedAt)));
        Assert.NotNull(posts[0].SchoolId);
        Assert.NotNull(posts[0].CountyId);
        Assert.False(await site.AskDatabaseAsync(db => db.Users.AnyAsync(u => u.PersonId == person.Id, Cancellation)));
        Assert.Equal("13800138001", await PhoneAsync(person.Id));
        Assert.Contains("people.import", await site.AskDatabaseAsync(db => db.Set<AuditRow>().Select(r => r.Action).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task SameFile_AgainAfterApplying_ChangesNothing()
    {
        string[] rows = [New("欧阳小兰", "R-1", "13800138001"), New("钱多多", ""), $"孙专职,R-3,{school},,心理健康教师,专职,请假,2024-09-01,,,11010519491231002X"];
        await desk.ApplyAsync(await desk.CheckAsync(rows));
        var (people, posts) = await SizesAsync();

        var again = await desk.CheckAsync(rows);
        var (added, changed, unchanged, wrong, doubtful, _) = await desk.CountsAsync(again);

        Assert.Equal((0, 0, 3, 0, 0), (added, changed, unchanged, wrong, doubtful));
        Assert.Null((await clerk.PageAsync($"/people/imports/{again}")).QuerySelector("form[action$='handler=apply']"));
        Assert.Equal((people, posts), await SizesAsync());
    }

    [Fact]
    public async Task Applied_ThenUndone_IsAsBeforeAndComesInAgain()
    {
        string[] rows = [New("欧阳小兰", "R-1", "13800138001"), New("钱多多", "R-2"), $"王敏,51040002,{school},,班主任,,请假,,,13900139000,"];
        var teacher = await site.AskDatabaseAsync(db => db.People.SingleAsync(p => p.StaffNumber == "51040002", Cancellation));
        var before = await HoldingAsync();
        var phone = await PhoneAsync(teacher.Id);
        var id = await desk.CheckAsync(rows);
        Assert.Equal((2, 1), (await desk.CountsAsync(id)) is var c ? (c.Item1, c.Item2) : default);
        await desk.ApplyAsync(id);
        Assert.NotEqual(before, await HoldingAsync());
        Assert.Equal("13900139000", await PhoneAsync(teacher.Id));

        var page = await desk.UndoAsync(id);

        Assert.Contains("已撤销", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await HoldingAsync());
        Assert.Equal(phone, await PhoneAsync(teacher.Id));
        Assert.False(await site.AskDatabaseAsync(db => db.Set<PersonContact>().AnyAsync(x => db.People.Any(p => p.Id == x.PersonId && p.StaffNumber == "R-1"), Cancellation)));
        // The history tells of both.
        Assert.True(await site.AskDatabaseAsync(db => db.Appointments.AnyAsync(a => a.PersonId == teacher.Id && a.ReplacedAt != null && a.Standing == "leave", Cancellation)));

        var again = await desk.CheckAsync(rows);
        Assert.Equal((2, 1, 0, 0), (await desk.CountsAsync(again)) is var d ? (d.Item1, d.Item2, d.Item3, d.Item4) : default);
        await desk.ApplyAsync(again);
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.People.CountAsync(p => p.Name == "欧阳小兰", Cancellation)));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Appointments.CountAsync(a => a.ReplacedAt == null && db.People.Any(p => p.Id == a.PersonId && p.StaffNumber == "R-1"), Cancellation)));
    }

    [Fact]
    public async Task Undo_OfWhatOthersBuiltOn_IsLeftAndListed()
    {
        var id = await desk.CheckAsync(New("欧阳小兰", "R-1"), New("钱多多", "R-2"));
        await desk.ApplyAsync(id);
        var person = await site.AskDatabaseAsync(db => db.People.Where(p => p.StaffNumber == "R-1").Select(p => p.Id).SingleAsync(Cancellation));
        using var given = await clerk.SubmitAsync($"/people/{person}", _ => { }, "form[action*=Account]");

        await desk.UndoAsync(id);
        var page = await clerk.PageAsync($"/people/imports/{id}?kind=left");

        Assert.Equal(1, (await desk.ImportAsync(id)).Left);
        Assert.Contains("欧阳小兰", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("钱多多", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.True(await site.AskDatabaseAsync(db => db.Appointments.AnyAsync(a => a.PersonId == person && a.ReplacedAt == null, Cancellation)));
        Assert.False(await site.AskDatabaseAsync(db => db.Appointments.AnyAsync(a => a.ReplacedAt == null && db.People.Any(p => p.Id == a.PersonId && p.StaffNumber == "R-2"), Cancellation)));
    }

    [Fact]
    public async Task Data_ChangedBetweenCheckAndApply_IsHeldBackAndSaid()
    {
        var id = await desk.CheckAsync(New("欧阳小兰", "R-1"), New("钱多多", "R-2"));
        using var added = await clerk.SubmitAsync("/people/new", f => f.Set("Input.Name", "别的人").Set("Input.StaffNumber", "R-1").Set("Input.Role", Roles.SubjectTeacher));

        await desk.ApplyAsync(id);
        var rows = await desk.RowsAsync(id);

        Assert.Equal(1, (await desk.ImportAsync(id)).Left);
        Assert.Equal(RowOutcome.Held, rows.Single(r => r.StaffNumber == "R-1").Outcome);
        Assert.Equal("别的人", await site.AskDatabaseAsync(db => db.People.Where(p => p.StaffNumber == "R-1").Select(p => p.Name).SingleAsync(Cancellation)));
        Assert.True(await site.AskDatabaseAsync(db => db.People.AnyAsync(p => p.StaffNumber == "R-2", Cancellation)));
    }

    [Fact]
    public async Task Missing_EndedOnADay_LeaveAndAreBackWhenUndone()
    {
        await desk.ApplyAsync(await desk.CheckAsync(New("欧阳小兰", "R-1"), New("钱多多", "R-2")));
        var id = await desk.CheckAsync(New("欧阳小兰", "R-1"));
        var page = await clerk.PageAsync($"/people/imports/{id}?kind=missing");
        Assert.Contains("钱多多", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        var number = (await desk.RowsAsync(id)).Single(r => r is { Kind: RowKind.Missing, StaffNumber: "R-2" }).Number;

        using var chosen = await clerk.SubmitAsync(page, $"/people/imports/{id}?kind=missing", f => f.Set("day", "2026-02-28").Set("which", "chosen").Add("rows", number.ToString(System.Globalization.CultureInfo.InvariantCulture)), "#missing");
        var applied = await desk.ApplyAsync(id);

        Assert.Equal(new DateOnly(2026, 2, 28), await EndAsync("R-2"));
        Assert.Null(await EndAsync("R-1"));
        await desk.UndoAsync(id);
        Assert.Null(await EndAsync("R-2"));
    }

    [Fact]
    public async Task Doubtful_SameNameAndPhone_IsWhatTheClerkSays()
    {
        await desk.ApplyAsync(await desk.CheckAsync(New("欧阳小兰", "R-1", "13800138001")));
        var id = await desk.CheckAsync(New("欧阳小兰", "R-9", "13800138001"));
        Assert.Equal((0, 1), (await desk.CountsAsync(id)) is var c ? (c.Item1, c.Item5) : default);
        var page = await clerk.PageAsync($"/people/imports/{id}");
        Assert.Contains("R-1", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);

        using var said = await clerk.SubmitAsync(page, $"/people/imports/{id}", f => f.Set("decision", "Other"), "form[action$='handler=decide']");
        await desk.ApplyAsync(id);

        Assert.Equal(2, await site.AskDatabaseAsync(db => db.People.CountAsync(p => p.Name == "欧阳小兰", Cancellation)));
        Assert.Equal("13800138001", await PhoneAsync(await site.AskDatabaseAsync(db => db.People.Where(p => p.StaffNumber == "R-9").Select(p => p.Id).SingleAsync(Cancellation))));
    }

    [Fact]
    public async Task NumberUnderAnotherName_SaidToBeTheSame_Renames()
    {
        await desk.ApplyAsync(await desk.CheckAsync(New("欧阳小兰", "R-1")));
        var id = await desk.CheckAsync(New("欧阳晓兰", "R-1"));
        var page = await clerk.PageAsync($"/people/imports/{id}");
        Assert.Contains("欧阳小兰", page.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("button[value=Other]"));

        using var said = await clerk.SubmitAsync(page, $"/people/imports/{id}", f => f.Set("decision", "Same"), "form[action$='handler=decide']");
        await desk.ApplyAsync(id);
        Assert.Equal(("欧阳晓兰", "ou yang xiao lan"), await site.AskDatabaseAsync(db => db.People.Where(p => p.StaffNumber == "R-1").Select(p => new { p.Name, p.SortKey }).SingleAsync(Cancellation)) is var p ? (p.Name, p.SortKey) : default);
        await desk.UndoAsync(id);
        Assert.Equal("欧阳小兰", await site.AskDatabaseAsync(db => db.People.Where(p => p.StaffNumber == "R-1").Select(p => p.Name).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task Rows_WithMistakes_SayTheCellAndWhatToDo()
    {
        var id = await desk.CheckAsync(
            New("", "R-1"), New("甲一", "1.38E+10"), New("甲二", "R-3", "1.38E+10"), New("甲三", "R-4", "", "大厨"), $"甲四,R-5,{school},,心理健康教师,,,,,,", $"甲五,R-6,{school},,班主任,,,去年,,,",
            $"甲六,R-7,没有这个,,班主任,,,,,,", $"甲七,R-8,{school},,班主任,,,,,,110105194912310021", New("甲八", "R-9"), New("甲八", "R-9"), New("甲九", "R-9"), New("甲十", "R-10", "123"));
        var page = await clerk.PageAsync($"/people/imports/{id}?kind=wrong");
        var table = page.QuerySelector("table")!.TextContent;

        Assert.Equal((1, 11), (await desk.CountsAsync(id)) is var c ? (c.Item1, c.Item4) : default);
        foreach (var cell in (string[])["A2", "B3", "J4", "E5", "F6", "H7", "C8", "K9", "B12", "J13"])
        {
            Assert.Contains(cell, table, StringComparison.Ordinal);
        }

        Assert.Contains("设为文本", table, StringComparison.Ordinal);
        Assert.Contains("第10行", table, StringComparison.Ordinal);
        Assert.DoesNotContain("110105194912310021", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contract_InTheWordOfSchools_IsRecordedAndExportedInIt()
    {
        await desk.ApplyAsync(await desk.CheckAsync($"编外甲,C-1,{school},,班主任,,编外,2025-09-01,,,"));

        using var exported = await clerk.SubmitAsync("/people/export", f => f.Set("Input.Format", "csv"));
        var line = (await exported.Content.ReadAsStringAsync(Cancellation)).Split('\n').Single(l => l.Contains("C-1", StringComparison.Ordinal));

        Assert.Contains(",编外,", line, StringComparison.Ordinal);
        Assert.Equal(Standings.Contract, await site.AskDatabaseAsync(db => (
            from post in db.Appointments
            join person in db.People on post.PersonId equals person.Id
            where person.StaffNumber == "C-1" && post.ReplacedAt == null
            select post.Standing).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task School_MergedIntoAnother_IsSaidWithWhatItIsNow()
    {
        var (old, into) = await site.AskDatabaseAsync(async db =>
        {
            var schools = await db.Organisations.AsNoTracking().Where(o => o.SchoolId == o.Id && o.CountyId != null && o.ClosedOn == null && OrganisationKinds.Schools.Contains(o.Kind)).OrderBy(o => o.Code).ToListAsync(Cancellation);
            var pair = schools.GroupBy(s => s.CountyId).First(g => g.Count() > 1).Take(2).ToList();
            return (pair[0], pair[1]);
        });
        using var city = await site.SignedInAsync("city");
        using var merged = await city.SubmitAsync($"/people/organisations/{old.Id}/merge", f => f.Set("Input.OtherId", into.Id.ToString()).Set("Input.Reason", "攀教发〔2026〕12号"));
        var office = new RosterDesk(site, city);

        var id = await office.CheckAsync($"并校甲,M-1,,{old.Name},班主任,,,2025-09-01,,,", $"并校乙,M-2,{old.Code},,班主任,,,2025-09-01,,,");

        var table = (await city.PageAsync($"/people/imports/{id}?kind=wrong")).QuerySelector("table")!.TextContent;
        Assert.Contains($"“{old.Name}”已并入“{into.Name}”", table, StringComparison.Ordinal);
        Assert.Contains($"“{old.Code}”已并入“{into.Name}”", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_Downloaded_HoldsTheRowsAsTheyCameAndTheReasons()
    {
        var id = await desk.CheckAsync(New("甲二", "R-3", "1.38E+10"), New("钱多多", "R-2"));

        var csv = await clerk.GetStringAsync(new Uri($"/people/imports/{id}?handler=file&format=csv&kind=wrong", UriKind.Relative), Cancellation);

        Assert.StartsWith(RosterDesk.Headers + ",检查结果,原因", csv.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("1.38E+10", csv, StringComparison.Ordinal);
        Assert.Contains("J2：手机号被Excel改了格式", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("钱多多", csv, StringComparison.Ordinal);
        using var again = await desk.UploadAsync(System.Text.Encoding.UTF8.GetBytes(csv.Replace("1.38E+10", "13800138000", StringComparison.Ordinal)));
        var second = RosterDesk.IdOf(again);
        await desk.SettledAsync();
        Assert.Equal((1, 0), (await desk.CountsAsync(second)) is var c ? (c.Item1, c.Item4) : default);
    }

    [Fact]
    public async Task Export_ImportedAgain_ChangesNothing()
    {
        foreach (var (account, format) in new[] { ("school", "xlsx"), ("county", "csv"), ("city", "xlsx") })
        {
            await RoundTripAsync(account, format);
        }
    }

    private async Task RoundTripAsync(string account, string format)
    {
        using var officer = await site.SignedInAsync(account);
        using var file = await officer.SubmitAsync("/people/export", f => f.Set("Input.Format", format));
        var office = new RosterDesk(site, officer);

        var id = await office.CheckFileAsync(await file.Content.ReadAsByteArrayAsync(Cancellation), "名单." + format);
        var (added, changed, unchanged, wrong, doubtful, missing) = await office.CountsAsync(id);

        Assert.Empty((await office.RowsAsync(id)).Where(r => r.Kind != RowKind.Unchanged).Select(r => $"{account}: {r.Line} {r.Kind} {r.Changes} {r.Problems}"));
        Assert.Equal((account, 0, 0, 0, 0, 0), (account, added, changed, wrong, doubtful, missing));
        Assert.InRange(unchanged, 10, int.MaxValue);
    }

    private async Task<DateOnly?> EndAsync(string number) => await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.ReplacedAt == null && db.People.Any(p => p.Id == a.PersonId && p.StaffNumber == number)).Select(a => a.To).SingleAsync(Cancellation));

    private Task<string?> PhoneAsync(Guid person) => site.AskAsync(async s =>
        (await s.GetRequiredService<Learning.Framework.Data.LearningDbContext>().Set<PersonContact>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == person, Cancellation))?.Phone(s.GetRequiredService<FieldCipher>()));

    private Task<(int People, int Posts)> SizesAsync() => site.AskDatabaseAsync(async db => (await db.People.CountAsync(Cancellation), await db.Appointments.CountAsync(Cancellation)));

    /// <summary>Every post that holds, without its own id and time.</summary>
    private async Task<string> HoldingAsync() => string.Join('\n', (await site.AskDatabaseAsync(db => db.Appointments.Where(a => a.ReplacedAt == null).ToListAsync(Cancellation)))
        .Select(a => $"{a.PersonId} {a.OrganisationId} {a.CountyId} {a.SchoolId} {a.Role} {a.Employment} {a.Standing} {a.From:O} {a.To:O}").Order(StringComparer.Ordinal));
}
