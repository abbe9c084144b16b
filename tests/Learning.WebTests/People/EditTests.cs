using System.Net;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People;

/// <summary>/people/{id}/edit: a name written down wrong, a staff number that was missing.</summary>
public sealed class EditTests : IAsyncLifetime
{
    private LearningSite site = null!;
    private Person person = null!;

    public async ValueTask InitializeAsync()
    {
        site = await LearningSite.StartAsync();
        var school = await new Staffroom(site).SchoolOfAsync("school");
        person = await site.AskDatabaseAsync(db => db.People.AsNoTracking().OrderBy(p => p.SortKey).FirstAsync(p =>
            !db.Users.Any(u => u.PersonId == p.Id) && db.Appointments.Any(a => a.PersonId == p.Id) && db.Appointments.Where(a => a.PersonId == p.Id).All(a => a.SchoolId == school)));
    }

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Save_NameAndNumber_AreFoundAtOnceAndOnRecord()
    {
        using var clerk = await site.SignedInAsync("school");

        using var saved = await clerk.SubmitAsync(Path, f => f.Set("Input.Name", "欧阳•若水").Set("Input.StaffNumber", "77001"));
        var found = await clerk.PageAsync("/people?q=oyrs");
        var shown = await saved.ReadPageAsync();

        Assert.Equal("欧阳·若水", shown.QuerySelector("h1")!.TextContent);
        Assert.Contains("77001", shown.QuerySelector(".lead")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["欧阳·若水"], found.QuerySelectorAll("main tbody th").Select(h => h.TextContent.Trim()));
        Assert.Equal(1, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == "people.edit" && r.SubjectId == person.Id.ToString())));
    }

    [Fact]
    public async Task Save_EverythingWrong_IsSaidAtEachFieldAndNothingTypedIsLost()
    {
        using var clerk = await site.SignedInAsync("school");

        using var answer = await clerk.SubmitAsync(Path, f => f.Set("Input.Name", "123").Set("Input.StaffNumber", "工号1"));
        using var taken = await clerk.SubmitAsync(Path, f => f.Set("Input.StaffNumber", "51040001"));

        var page = await answer.ReadPageAsync();
        Assert.NotNull(page.GetElementById("Input_Name-error"));
        Assert.Equal("工号1", page.GetElementById("Input_StaffNumber")!.GetAttribute("value"));
        Assert.NotNull(page.GetElementById("Input_StaffNumber-error"));
        Assert.Contains("别人名下", (await taken.ReadPageAsync()).GetElementById("Input_StaffNumber-error")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_TwoTabs_SecondIsToldWhatIsRegisteredNow()
    {
        using var clerk = await site.SignedInAsync("school");
        var (one, other) = (await clerk.PageAsync(Path), await clerk.PageAsync(Path));

        using var first = await clerk.SubmitAsync(one, Path, f => f.Set("Input.Name", "王一"));
        using var second = await clerk.SubmitAsync(other, Path, f => f.Set("Input.Name", "王二"));
        var told = await second.ReadPageAsync();
        using var again = await clerk.SubmitAsync(told, Path, _ => { });

        Assert.Contains("王一", told.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("王二", told.GetElementById("Input_Name")!.GetAttribute("value"));
        Assert.Equal("王二", (await again.ReadPageAsync()).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Save_OfSomeoneWithAccount_MovesTheNameTheySignInWith()
    {
        using var clerk = await site.SignedInAsync("school");
        using var numbered = await clerk.SubmitAsync(Path, f => f.Set("Input.StaffNumber", "77001"));
        using var opened = await clerk.SubmitAsync($"/people/{person.Id}", _ => { }, "form[action*='handler=Account']");

        using var moved = await clerk.SubmitAsync(Path, f => f.Set("Input.StaffNumber", "77002"));
        using var emptied = await clerk.SubmitAsync(Path, f => f.Set("Input.StaffNumber", ""));

        Assert.Equal("77002", await site.AskDatabaseAsync(db => db.Set<Account>().Where(u => u.PersonId == person.Id).Select(u => u.UserName).SingleAsync()));
        Assert.NotNull((await emptied.ReadPageAsync()).GetElementById("Input_StaffNumber-error"));
    }

    [Theory]
    [InlineData("county2", HttpStatusCode.NotFound)]
    [InlineData("teacher", HttpStatusCode.Forbidden)]
    public async Task Edit_FromOutside_IsClosed(string account, HttpStatusCode expected)
    {
        using var visitor = await site.SignedInAsync(account, followRedirects: false);

        using var page = await visitor.GetAsync(Path, TestContext.Current.CancellationToken);

        Assert.Equal(expected, page.StatusCode);
    }

    [Theory]
    [InlineData("school")]
    [InlineData("county")]
    public async Task Save_OfOneselfOrAbove_IsForTheNextOfficeUp(string account)
    {
        var other = await site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == account).Select(u => u.PersonId).SingleAsync());
        using var clerk = await site.SignedInAsync(account);

        using var answer = await clerk.SubmitAsync($"/people/{other}/edit", f => f.Set("Input.Name", "自己改"));

        Assert.Contains("由上一级管理员更正", (await answer.ReadPageAsync()).QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
    }

    private string Path => $"/people/{person.Id}/edit";
}
