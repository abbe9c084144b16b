using System.Net;
using AngleSharp.Html.Dom;
using Learning.Framework.Accounts;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.People.Accounts;

/// <summary>What the tests of accounts do again and again.</summary>
internal static class AccountVisits
{
    public const string Sentence = "江边的木棉花又开满了山坡";

    public static Task<HttpResponseMessage> TrySignInAsync(this HttpClient visitor, string name, string password) =>
        visitor.SubmitAsync("/sign-in", f => f.Set("Input.UserName", name).Set("Input.Password", password));

    /// <summary>A visitor whose requests come from this address, as a proxy in front of the site would say.</summary>
    public static HttpClient From(this LearningSite site, string address, bool followRedirects = true)
    {
        var visitor = site.Visitor(followRedirects);
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }

    public static async Task<string> WordsAsync(this HttpResponseMessage response) => (await response.ReadPageAsync()).QuerySelector("main")!.TextContent;

    public static async Task<string?> ErrorAsync(this HttpResponseMessage response, string field) =>
        (await response.ReadPageAsync()).GetElementById(field + "-error")?.TextContent.Trim();

    public static string PathOf(this HttpResponseMessage response) => response.RequestMessage!.RequestUri!.AbsolutePath;

    /// <summary>The secret a set-up page shows.</summary>
    public static string SecretOf(IHtmlDocument page) => page.QuerySelector("[data-secret]")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    public static string CodeAt(string secret, DateTimeOffset now, int away = 0) => Totp.CodeAt(secret, Totp.StepAt(now) + away);

    /// <summary>Switches the second factor of a signed-in visitor on.</summary>
    public static async Task<(string Secret, IReadOnlyList<string> Backup)> SwitchOnAsync(this HttpClient visitor, DateTimeOffset now)
    {
        var page = await visitor.PageAsync("/people/me/security/authenticator");
        var secret = SecretOf(page);
        using var on = await visitor.SubmitAsync(page, "/people/me/security/authenticator", f => f.Set("Input.Code", CodeAt(secret, now)), "main form");
        Assert.Equal(HttpStatusCode.OK, on.StatusCode);
        return (secret, [.. (await on.ReadPageAsync()).QuerySelectorAll(".backup-codes li").Select(l => l.TextContent.Trim())]);
    }

    public static Task<Account> AccountAsync(this LearningSite site, string name) => site.AskDatabaseAsync(db => db.Users.AsNoTracking().SingleAsync(u => u.UserName == name));

    public static async Task<bool> IsSignedInAsync(this HttpClient visitor)
    {
        using var page = await visitor.GetAsync("/people/me", TestContext.Current.CancellationToken);
        return page.StatusCode == HttpStatusCode.OK && page.PathOf() == "/people/me";
    }
}
