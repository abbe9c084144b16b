using System.Net;
using Learning.Framework.Auditing;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Accounts;

public sealed class SlipTests : IAsyncLifetime
{
    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Print_AllOfASchool_MakesAccountsWithCodesThatWork()
    {
        using var school = await site.SignedInAsync("school");
        var page = await school.PageAsync("/people/slips");
        var people = page.QuerySelectorAll("input[name=people]").Length;

        using var printed = await school.SubmitAsync(page, "/people/slips", f => f.Press("all", "true"), "main form[method=post]");
        var pdf = await printed.Content.ReadAsByteArrayAsync(Cancellation);
        var (text, codes) = (await Slips.TextAsync(pdf), await Slips.CodesAsync(pdf));
        var after = await school.PageAsync("/people/slips");
        var (name, number) = await site.AskDatabaseAsync(async db =>
        {
            var account = await db.Users.FirstAsync(u => db.Set<FirstSignInCode>().Any(c => c.AccountId == u.Id), Cancellation);
            return (account.UserName!, await db.People.Where(p => p.Id == account.PersonId).Select(p => p.StaffNumber!).SingleAsync(Cancellation));
        });

        Assert.Equal("application/pdf", printed.Content.Headers.ContentType?.MediaType);
        Assert.Equal(people, codes.Count);
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(number, text, StringComparison.Ordinal);
        Assert.Equal(people, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "accounts.create", Cancellation)));
        Assert.Equal(people, after.QuerySelectorAll("input[name=people]").Length);
        Assert.Contains("给过，还没用", after.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.True(await OneWorksAsync(name, codes));
    }

    [Fact]
    public async Task Print_Again_VoidsTheOldCode()
    {
        using var school = await site.SignedInAsync("school");
        var page = await school.PageAsync("/people/slips");
        var person = page.QuerySelector("input[name=people]")!.GetAttribute("value")!;

        using var first = await school.SubmitAsync(page, "/people/slips", f => f.Add("people", person), "main form[method=post]");
        using var second = await school.SubmitAsync(page, "/people/slips", f => f.Add("people", person), "main form[method=post]");
        var old = await Slips.CodeAsync(await first.Content.ReadAsByteArrayAsync(Cancellation));
        var now = await Slips.CodeAsync(await second.Content.ReadAsByteArrayAsync(Cancellation));
        var name = await site.AskDatabaseAsync(db => db.Users.Where(u => u.PersonId == Guid.Parse(person)).Select(u => u.UserName!).SingleAsync(Cancellation));

        Assert.False(await OneWorksAsync(name, [old]));
        Assert.True(await OneWorksAsync(name, [now]));
    }

    [Fact]
    public async Task Print_PeopleOfAnotherSchoolOrInUse_IsRefusedWhole()
    {
        using var school = await site.SignedInAsync("school");
        var page = await school.PageAsync("/people/slips");
        var own = page.QuerySelector("input[name=people]")!.GetAttribute("value")!;
        var inUse = (await site.AccountAsync("teacher")).PersonId;
        var before = await site.AskDatabaseAsync(db => db.Users.CountAsync(Cancellation));
        using var next = await site.SignedInAsync("county2");

        using var mixed = await school.SubmitAsync(page, "/people/slips", f => f.Add("people", own).Add("people", inUse.ToString()), "main form[method=post]");
        using var foreign = await next.SubmitAsync("/people/slips", f => f.Add("people", own), "main form[method=post]");
        using var nobody = await school.SubmitAsync(page, "/people/slips", _ => { }, "main form[method=post]");

        Assert.Contains("名单刚有变动", await mixed.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("名单刚有变动", await foreign.WordsAsync(), StringComparison.Ordinal);
        Assert.Contains("先勾选要打印的人。", await nobody.WordsAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await site.AskDatabaseAsync(db => db.Users.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task First_TypedByHand_SetsAPasswordThatIsNotTheOwnName()
    {
        using var school = await site.SignedInAsync("school");
        var page = await school.PageAsync("/people/slips");
        var person = Guid.Parse(page.QuerySelector("input[name=people]")!.GetAttribute("value")!);
        using var printed = await school.SubmitAsync(page, "/people/slips", f => f.Add("people", person.ToString()), "main form[method=post]");
        var code = await Slips.CodeAsync(await printed.Content.ReadAsByteArrayAsync(Cancellation));
        var (number, name) = await site.AskDatabaseAsync(db => db.People.Where(p => p.Id == person).Select(p => new ValueTuple<string, string>(p.StaffNumber!, p.Name)).SingleAsync(Cancellation));
        using var visitor = site.Visitor();

        using var wrong = await visitor.SubmitAsync("/sign-in/first", f => f.Set("Input.UserName", number).Set("Input.Code", "AAAA-AAAA"), "form[data-slip]");
        using var right = await visitor.SubmitAsync(await wrong.ReadPageAsync(), "/sign-in/first?handler=Code", f => f.Set("Input.UserName", number).Set("Input.Code", code), "form[data-slip]");
        using var named = await visitor.SubmitAsync(await right.ReadPageAsync(), "/sign-in/first", f => f.Set("Input.Password", name + "的木棉花又开满了山坡").Set("Input.Again", "x"));
        using var home = await visitor.SubmitAsync(await named.ReadPageAsync(), "/sign-in/first", f => f.Set("Input.Password", AccountVisits.Sentence).Set("Input.Again", AccountVisits.Sentence));

        Assert.Contains("账号或登录码不对", await wrong.ErrorAsync("Input_Code"), StringComparison.Ordinal);
        Assert.Contains("密码里不要有自己的", await named.ErrorAsync("Input_Password"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.True(await visitor.IsSignedInAsync());
    }

    private async Task<bool> OneWorksAsync(string name, IEnumerable<string> codes)
    {
        foreach (var (code, number) in codes.Select((c, i) => (c, i)))
        {
            // Each from an address of its own: five wrong ones would close the name here.
            using var visitor = site.From($"198.51.100.{number}");
            using var answer = await visitor.TrySignInAsync(name, code);
            if (answer.PathOf() == "/sign-in/first")
            {
                return true;
            }
        }

        return false;
    }
}
