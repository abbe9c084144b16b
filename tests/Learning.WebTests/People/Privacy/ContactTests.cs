using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Learning.People.Services.Privacy;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.People.Privacy;

/// <summary>Phone and identity number: sealed in the database, masked on pages, shown one at a time and on record.</summary>
public sealed class ContactTests : IAsyncLifetime
{
    private const string Phone = "13812345678", Masked = "138****5678", IdentityNumber = "11010519491231002X";

    private LearningSite site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => site = await LearningSite.StartAsync();

    public ValueTask DisposeAsync() => site.DisposeAsync();

    [Fact]
    public async Task Post_AsPeopleTypeIt_IsSealedMaskedAndOnRecord()
    {
        var person = await PersonAsync("周若涵");
        using var officer = await site.SignedInAsync("school");

        using var saved = await officer.SubmitAsync($"/people/{person}/contact", f => f.Set("Input.Phone", "＋86 138-1234－5678").Set("Input.IdentityNumber", "11010519491231002x"), Form);
        var page = await saved.ReadPageAsync();

        Assert.Equal($"/people/{person}", saved.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains(Masked, page.QuerySelector("#contact")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("**************002X", page.QuerySelector("#contact")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, page.Source.Text, StringComparison.Ordinal);
        var contact = await site.AskDatabaseAsync(db => db.Set<PersonContact>().SingleAsync(c => c.PersonId == person, Cancellation));
        Assert.DoesNotContain(Phone, Encoding.UTF8.GetString(contact.PhoneSealed!), StringComparison.Ordinal);
        var row = await RowAsync("people.contact");
        Assert.Equal(person.ToString(), row.SubjectId);
        Assert.Contains(Masked, row.After, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, row.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AfterANumberWasShown_IsSaved()
    {
        var person = await PersonAsync("周若涵");
        await EnterAsync(person, Phone, IdentityNumber);
        using var officer = await site.SignedInAsync("county");
        using var shown = await officer.SubmitAsync($"/people/{person}/contact", _ => { }, "form[action*=Reveal]");

        using var saved = await officer.SubmitAsync(await shown.ReadPageAsync(), shown.RequestMessage!.RequestUri!.PathAndQuery, f => f.Set("Input.Phone", "13700001111"), "main form:has([name='Input.Phone'])");

        Assert.Contains("137****1111", (await saved.ReadPageAsync()).QuerySelector("#contact")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostReveal_ByAnOfficer_ShowsThatNumberAndRecordsWhoseAndWhich()
    {
        var person = await PersonAsync("周若涵");
        await EnterAsync(person, Phone, IdentityNumber);
        using var officer = await site.SignedInAsync("county");

        using var shown = await officer.SubmitAsync($"/people/{person}/contact", _ => { }, "form[action*=Reveal]");
        var page = await shown.ReadPageAsync();
        var again = await officer.PageAsync($"/people/{person}/contact");

        Assert.Contains(Phone, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(IdentityNumber, page.Source.Text, StringComparison.Ordinal);
        Assert.True(shown.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(Phone, again.Source.Text, StringComparison.Ordinal);
        var row = await RowAsync(ContactDesk.RevealAction);
        Assert.Equal(person.ToString(), row.SubjectId);
        Assert.Contains("\"phone\"", row.After, StringComparison.Ordinal);
        Assert.NotNull(row.PersonId);
    }

    [Fact]
    public async Task PostReveal_TooOften_IsRefusedWithoutShowing()
    {
        var person = await PersonAsync("周若涵");
        await EnterAsync(person, Phone, null);
        using var officer = await site.SignedInAsync("county");
        var page = await officer.PageAsync($"/people/{person}/contact");
        for (var i = 0; i < ContactDesk.RevealsPerHour; i++)
        {
            using var fine = await officer.SubmitAsync(page, $"/people/{person}/contact", _ => { }, "form[action*=Reveal]");
        }

        using var refused = await officer.SubmitAsync(page, $"/people/{person}/contact", _ => { }, "form[action*=Reveal]");
        var said = await refused.ReadPageAsync();

        Assert.DoesNotContain(Phone, said.Source.Text, StringComparison.Ordinal);
        Assert.Contains("过一会儿再看", said.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ContactDesk.RevealsPerHour, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == ContactDesk.RevealAction, Cancellation)));
    }

    [Fact]
    public async Task PostReveal_WithoutItsToken_IsRefused()
    {
        var person = await PersonAsync("周若涵");
        await EnterAsync(person, Phone, null);
        using var officer = await site.SignedInAsync("county", followRedirects: false);

        using var refused = await officer.PostAsync($"/people/{person}/contact?handler=Reveal", new FormUrlEncodedContent([new("field", "Phone")]), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<AuditRow>().CountAsync(r => r.Action == ContactDesk.RevealAction, Cancellation)));
    }

    [Fact]
    public async Task Contact_OfAColleagueOfTheSameRank_IsClosed()
    {
        var self = await PersonAsync("刘晓燕");
        var other = await site.AskDatabaseAsync(db => db.Users.Where(u => u.UserName == "city").Select(u => u.PersonId).SingleAsync(Cancellation));
        await EnterAsync(other, Phone, null);
        using var city = await site.SignedInAsync("admin");
        using var school = await site.SignedInAsync("school", followRedirects: false);

        var open = await city.PageAsync($"/people/{other}/contact");
        using var hidden = await school.GetAsync($"/people/{other}/contact", Cancellation);
        var own = await school.PageAsync($"/people/{self}/contact");

        Assert.NotNull(open.QuerySelector("form[action*=Reveal]"));
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.NotNull(own.QuerySelector(Form));
    }

    [Theory]
    [InlineData("Input.Phone", "1381234567", "11位")]
    [InlineData("Input.Phone", "1.38E+10", "11位")]
    [InlineData("Input.IdentityNumber", "110105491231002", "15位")]
    [InlineData("Input.IdentityNumber", "110105194912310021", "再核对")]
    public async Task Post_WrongNumber_SaysAtTheFieldWhatToDoAndKeepsIt(string field, string typed, string said)
    {
        using var teacher = await site.SignedInAsync("teacher");

        using var refused = await teacher.SubmitAsync("/people/me/contact", f => f.Set(field, typed), Form);
        var page = await refused.ReadPageAsync();

        Assert.Contains(said, page.GetElementById(field.Replace('.', '_') + "-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, ((IHtmlInputElement)page.GetElementById(field.Replace('.', '_'))!).Value);
    }

    [Fact]
    public async Task Post_NumberOfAnotherPerson_IsRefusedAtTheField()
    {
        await EnterAsync(await PersonAsync("周若涵"), Phone, IdentityNumber);
        using var teacher = await site.SignedInAsync("teacher");

        using var phone = await teacher.SubmitAsync("/people/me/contact", f => f.Set("Input.Phone", Phone), Form);
        using var number = await teacher.SubmitAsync("/people/me/contact", f => f.Set("Input.IdentityNumber", IdentityNumber), Form);

        Assert.NotNull((await phone.ReadPageAsync()).GetElementById("Input_Phone-error"));
        Assert.NotNull((await number.ReadPageAsync()).GetElementById("Input_IdentityNumber-error"));
    }

    [Fact]
    public async Task PostRemove_OfOnesOwn_TakesItAway()
    {
        using var teacher = await site.SignedInAsync("teacher");
        using var entered = await teacher.SubmitAsync("/people/me/contact", f => f.Set("Input.Phone", Phone), Form);
        var me = await entered.ReadPageAsync();
        using var removed = await teacher.SubmitAsync("/people/me/contact", _ => { }, "form[action*=Remove]");

        Assert.Contains(Masked, me.QuerySelector("#contact")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Masked, (await removed.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await site.AskDatabaseAsync(db => db.Set<PersonContact>().CountAsync(c => c.PhoneSealed != null || c.PhoneHash != null, Cancellation)));
    }

    private const string Form = "main form.form";

    private Task<AuditRow> RowAsync(string action) => site.AskDatabaseAsync(db => db.Set<AuditRow>().SingleAsync(r => r.Action == action, Cancellation));

    private Task<Guid> PersonAsync(string name) => site.AskDatabaseAsync(db => db.People.Where(p => p.Name == name).Select(p => p.Id).FirstAsync(Cancellation));

    private Task EnterAsync(Guid person, string? phone, string? number) => site.AskAsync(async s =>
    {
        var (db, cipher) = (s.GetRequiredService<LearningDbContext>(), s.GetRequiredService<FieldCipher>());
        return await db.WriteAsync(
            () =>
            {
                var contact = new PersonContact { PersonId = person };
                contact.SetPhone(cipher, phone);
                contact.SetIdentityNumber(cipher, number);
                db.Add(contact);
                return Task.FromResult(0);
            },
            Cancellation);
    });
}
