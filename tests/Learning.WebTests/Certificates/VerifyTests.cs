using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Learning.Certificates.Models;
using Learning.Credentials;
using Learning.Testing;
using Microsoft.EntityFrameworkCore;

namespace Learning.WebTests.Certificates;

/// <summary>What anyone may ask, and what nobody learns.</summary>
public sealed class VerifyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Number_UnknownOrOtherName_IsTheSameAnswer()
    {
        await using var site = await LearningSite.StartAsync();
        using var anyone = site.Visitor();
        var certificate = await FirstAsync(site);

        var otherName = await AskAsync(anyone, new { number = certificate.Number, name = "王不在" });
        var noSuch = await AskAsync(anyone, new { number = CertificateNumber.New(CertificateKind.CounsellorC, 2026).Value, name = certificate.HolderName });
        var notANumber = await AskAsync(anyone, new { number = "XC", name = certificate.HolderName });

        Assert.Equal("NOT_FOUND", otherName.GetProperty("verdict").GetString());
        Assert.Equal(Bare(otherName), Bare(noSuch));
        Assert.Equal(Bare(otherName), Bare(notANumber));
    }

    [Fact]
    public async Task Token_Tampered_ShowsNoName()
    {
        await using var site = await LearningSite.StartAsync();
        using var anyone = site.Visitor();
        var certificate = await FirstAsync(site);
        var bytes = certificate.Token.ToArray();
        bytes[^1] ^= 1;

        var answer = await AskAsync(anyone, new { token = TokenDigits.Encode(bytes) });

        Assert.Equal("BAD_SIGNATURE", answer.GetProperty("verdict").GetString());
        Assert.False(answer.TryGetProperty("name", out _));
    }

    [Theory]
    [InlineData("{\"token\":\"12\"}", HttpStatusCode.OK)]
    [InlineData("{\"token\":", HttpStatusCode.BadRequest)]
    [InlineData("{\"token\":\"1\",\"name\":\"a\"}", HttpStatusCode.BadRequest)]
    public async Task Body_Malformed_IsAnsweredInWords(string body, HttpStatusCode status)
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var anyone = site.Visitor();

        using var answer = await anyone.PostAsync(new Uri("/api/v1/verify", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("MALFORMED", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task Body_TooLarge_IsRefusedUnread()
    {
        await using var site = await LearningSite.StartAsync(recipe: null);
        using var anyone = site.Visitor();

        using var answer = await anyone.PostAsJsonAsync("/api/v1/verify", new { token = new string('1', 5000) }, Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Asking_TooOften_IsToldWhenToComeAgain()
    {
        await using var site = await LearningSite.StartAsync(recipe: null, settings: ("Learning:Limits:VerifyPerMinute", "2"));
        using var anyone = site.Visitor();
        await AskAsync(anyone, new { token = "12" });
        await AskAsync(anyone, new { token = "12" });

        using var answer = await anyone.PostAsJsonAsync("/api/v1/verify", new { token = "12" }, Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("核验得太勤了。", (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task Page_WithoutScript_VerifiesByNumberAndName()
    {
        await using var site = await LearningSite.StartAsync();
        using var anyone = site.Visitor();
        var certificate = await FirstAsync(site);

        using var answer = await anyone.SubmitAsync("/v", form => form.Set("Input.Number", certificate.Number).Set("Input.Name", certificate.HolderName));
        var page = await answer.ReadPageAsync();

        Assert.Equal("证书真实有效。", page.QuerySelector("[data-verify-answer] h1")?.TextContent);
        Assert.Equal(HolderName.Mask(certificate.HolderName), page.QuerySelector("[data-verify-answer] .verdict-name")?.TextContent);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
    }

    private static Task<Certificate> FirstAsync(LearningSite site) =>
        site.AskDatabaseAsync(db => db.Set<Certificate>().OrderBy(c => c.RegisterNumber).FirstAsync(Cancellation));

    private static async Task<JsonElement> AskAsync(HttpClient visitor, object question)
    {
        using var answer = await visitor.PostAsJsonAsync("/api/v1/verify", question, Cancellation);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static string Bare(JsonElement answer) =>
        string.Join('\n', answer.EnumerateObject().Where(p => p.Name != "checkedAt").Select(p => $"{p.Name}={p.Value}"));
}
