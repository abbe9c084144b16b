using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Hours.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Framework;

/// <summary>What somebody types who means to break the site, or presses twice.</summary>
public sealed class HostileInputTests : IAsyncLifetime
{
    private const string Script = "<script>alert('甲')</script>";
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Name_WithAScript_IsOnlyTextWhereverItIsShown()
    {
        using var school = await site.SignedInAsync("school");
        using var county = await site.SignedInAsync("county");
        var person = await AddAsync(school, Script, "EVIL-1");
        await RecordAsync(school, person, Script);
        await site.SettledAsync(Cancellation);
        var entry = await site.AskDatabaseAsync(db => db.Set<HourEntry>().Where(e => e.PersonId == person).Select(e => e.Id).SingleAsync(Cancellation));
        var target = await NamingTargetAsync(county, "alert(");

        foreach (var (visitor, address) in new[]
        {
            (school, $"/people/{person}"), (school, "/people?q=EVIL-1"), (school, "/people?q=" + Uri.EscapeDataString(Script)), (school, "/hours/records/new?q=EVIL-1"),
            (school, $"/hours/records/new?person={person}"), (school, "/hours/records"), (school, $"/hours/records?q={Uri.EscapeDataString(Script)}"),
            (county, $"/hours/records/reverse/{entry}"), (county, "/people/audit"), (county, target),
        })
        {
            var html = await visitor.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation);

            Assert.True(WebUtility.HtmlDecode(html).Contains("alert(", StringComparison.Ordinal), address + " does not show it.");
            Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("=1+1甲")]
    [InlineData("+1甲")]
    [InlineData("-1甲")]
    [InlineData("@SUM甲")]
    [InlineData("\t=1甲")]
    [InlineData("＝1甲")]
    public async Task Name_LikeAFormula_IsTextInTheFileOfNames(string name)
    {
        using var school = await site.SignedInAsync("school");
        using var county = await site.SignedInAsync("county");
        await AddAsync(school, name, "EVIL-2");
        await site.SettledAsync(Cancellation);

        var csv = await county.GetStringAsync(new Uri(await NamingTargetAsync(county, name.Trim()) + "&handler=names", UriKind.Relative), Cancellation);
        var line = csv.Split("\r\n").Single(l => l.Contains(name.Trim(), StringComparison.Ordinal));

        Assert.StartsWith("'" + name.Trim(), line.TrimStart('"'), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AreaName_WithALineBreak_AddsNoHeaderToTheDownload()
    {
        using var county = await site.SignedInAsync("county");
        await site.SettledAsync(Cancellation);
        await site.AskDatabaseAsync(db => db.WriteAsync(
            async () =>
            {
                (await db.Organisations.SingleAsync(o => o.Code == "pzh-dq", Cancellation)).Name = "东区\r\nX-Evil: 1\"; filename=a.exe";
                return 0;
            },
            Cancellation));

        using var answer = await county.GetAsync(new Uri("/bureau/coverage/panzhihua-2022/PZ-1?handler=csv", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("X-Evil") || answer.Content.Headers.Contains("X-Evil"));
        Assert.EndsWith(".csv", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", answer.Content.Headers.ContentDisposition.FileNameStar!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_SentFourTimesAtOnce_AreAddedOnce()
    {
        using var school = await site.SignedInAsync("school");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => school.SubmitAsync("/people/new", form => Person(form, "钱双击", "TWICE-1"))));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.People.CountAsync(p => p.Name == "钱双击", Cancellation)));
    }

    [Fact]
    public async Task Hours_SentFourTimesAtOnce_AreRecordedOnce()
    {
        using var school = await site.SignedInAsync("school");
        var person = await AddAsync(school, "钱双击", "TWICE-2");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RecordAsync(school, person, "双击培训")));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<HourEntry>().CountAsync(e => e.PersonId == person, Cancellation)));
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/my\r\nX-Evil: 1")]
    public async Task Back_ToAnotherSite_IsNotFollowed(string back)
    {
        using var visitor = site.Visitor(followRedirects: false);
        using var appearance = await visitor.PostAsync(new Uri("/appearance", UriKind.Relative), new FormUrlEncodedContent([new("theme", "dark"), new("returnUrl", back)]), Cancellation);
        using var signIn = await visitor.SubmitAsync(
            "/sign-in?next=" + UrlEncoder.Default.Encode(back), f => f.Set("Input.UserName", "teacher").Set("Input.Password", LearningSite.DemoPassword));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (appearance.StatusCode, appearance.Headers.Location?.OriginalString));
        Assert.False(signIn.Headers.Contains("X-Evil"));
        Assert.Contains(signIn.Headers.Location?.OriginalString, (string[])["/my", "/myX-Evil:%201"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_MoreThanFourKilobytes_IsRefused(bool saysItsLength)
    {
        using var visitor = site.Visitor();
        var body = new StringContent("{\"token\":\"" + new string('1', 5000) + "\"}", Encoding.UTF8, "application/json");
        using var question = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/verify", UriKind.Relative)) { Content = body };
        question.Headers.TransferEncodingChunked = !saysItsLength;

        using var answer = await visitor.SendAsync(question, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static void Person(PageForm form, string name, string number) => form
        .Set("Input.Name", name).Set("Input.StaffNumber", number).Set("Input.Role", Roles.HomeroomTeacher).Set("Input.From", "2026-01-01");

    private static async Task<Guid> AddAsync(HttpClient school, string name, string number)
    {
        using var added = await school.SubmitAsync("/people/new", form => Person(form, name, number));
        return Guid.TryParse(added.RequestMessage!.RequestUri!.Segments[^1], out var id) ? id
            : throw new InvalidOperationException((await added.ReadPageAsync()).QuerySelector("main")!.TextContent);
    }

    private static Task<HttpResponseMessage> RecordAsync(HttpClient school, Guid person, string title) => school.SubmitAsync(
        $"/hours/records/new?person={person}",
        form => form.Set("Input.Title", title).Set("Input.Hours", "1").Set("Input.EarnedOn", "2026-03-02").Set("Input.Level", "city").Set("Input.Evidence", "攀教〔2026〕1号"),
        "main form.form");

    /// <summary>The address of a target that lists this person by name.</summary>
    private async Task<string> NamingTargetAsync(HttpClient county, string name)
    {
        var school = await site.AskDatabaseAsync(db => (
            from account in db.Users
            join appointment in db.Appointments on account.PersonId equals appointment.PersonId
            join organisation in db.Organisations on appointment.SchoolId equals (Guid?)organisation.Id
            where account.UserName == "school"
            select organisation.Code).FirstAsync(Cancellation));
        for (var number = 1; number <= 6; number++)
        {
            var address = $"/bureau/coverage/panzhihua-2022/PZ-{number}?in={school}&unmet=true";
            using var answer = await county.GetAsync(new Uri(address + "&handler=names", UriKind.Relative), Cancellation);
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync(Cancellation)).Contains(name, StringComparison.Ordinal))
            {
                return address;
            }
        }

        throw new InvalidOperationException($"No target lists '{name}'.");
    }
}
