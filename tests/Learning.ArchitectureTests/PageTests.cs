using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.ArchitectureTests;

/// <summary>Pages: who may open them, where they stand, and what their markup may hold.</summary>
public sealed partial class PageTests
{
    /// <summary>Every module's page a visitor may open without signing in; the theme's own is /error/{code}.</summary>
    private static readonly string[] Anonymous =
    [
        "Learning.Bureau/Pages/Help.cshtml",
        "Learning.Bureau/Pages/Home.cshtml",
        "Learning.Certificates/Pages/Verify.cshtml",
        "Learning.Curricula/Pages/Pages/Index.cshtml",
        "Learning.Curricula/Pages/Plan.cshtml",
        "Learning.People/Pages/Setup.cshtml",
        "Learning.People/Pages/SignIn/External/Go.cshtml",
        "Learning.People/Pages/SignIn/External/Index.cshtml",
        "Learning.People/Pages/SignIn/First.cshtml",
        "Learning.People/Pages/SignIn/Help.cshtml",
        "Learning.People/Pages/SignIn/Index.cshtml",
        "Learning.People/Pages/SignIn/Passkey.cshtml",
        "Learning.People/Pages/SignIn/Second.cshtml",
        "Learning.People/Pages/SignIn/SetUp.cshtml",
        "Learning.People/Pages/SignOut.cshtml",
    ];

    /// <summary>Pages whose address is not their module's.</summary>
    private static readonly string[] OtherAddresses =
        ["/", "/help", "/my", "/search", "/v", "/setup", "/sign-in", "/sign-in/external", "/sign-in/external/{provider}", "/sign-in/first", "/sign-in/help", "/sign-in/passkey", "/sign-in/second", "/sign-in/second/set-up", "/sign-out"];

    [Fact]
    public void Pages_Anonymous_AreTheListedOnes() =>
        Assert.Equal(Anonymous, Pages().Where(p => Model(p).IsDefined(typeof(AllowAnonymousAttribute))).Select(ShortName));

    [Fact]
    public void Pages_OfStaff_NameTheirPermission() =>
        Assert.Empty(Pages().Where(p => !Model(p).IsDefined(typeof(AllowAnonymousAttribute)) && Model(p).GetCustomAttribute<AuthorizeAttribute>()?.Policy is null).Select(ShortName));

    [Fact]
    public void Pages_AtOtherAddresses_AreTheListedOnes() =>
        Assert.Equal(
            OtherAddresses.Order(StringComparer.Ordinal),
            Pages().Select(p => (Own: OwnAddress(p), Named: Address().Match(File.ReadAllText(p)).Groups["path"].Value))
                .Where(a => a.Named.StartsWith('/') && a.Named != a.Own && !a.Named.StartsWith(a.Own + "/", StringComparison.Ordinal)).Select(a => a.Named).Order(StringComparer.Ordinal));

    [Fact]
    public void Pages_IgnoringAntiforgery_AreNone() =>
        Assert.Empty(Pages().Where(p => Model(p).IsDefined(typeof(IgnoreAntiforgeryTokenAttribute))).Select(ShortName));

    [Fact]
    public void Markup_InlineStyleOrScript_IsNowhere() =>
        Assert.Empty(Markup().Where(f => Inline().IsMatch(File.ReadAllText(f))).Select(Tree.Short));

    [Fact]
    public void Markup_RawHtml_IsOnlyDrawnMarkdown() =>
        Assert.Empty(Markup().Where(f => RawHtml().Matches(File.ReadAllText(f)).Any(m => !m.Value.Contains("Html", StringComparison.Ordinal) || !m.Value.StartsWith("@Html.Raw(Model.", StringComparison.Ordinal))).Select(Tree.Short));

    private static IEnumerable<string> Markup() => Tree.Files("src/Modules", ".cshtml").Concat(Tree.Files("themes", ".cshtml"));

    private static IEnumerable<string> Pages() =>
        Tree.Files("src/Modules", ".cshtml").Where(f => File.ReadLines(f).Any(l => l.StartsWith("@page", StringComparison.Ordinal)))
            .OrderBy(ShortName, StringComparer.Ordinal);

    private static string ShortName(string page) => Path.GetRelativePath(Path.Combine(Tree.Root, "src", "Modules"), page).Replace('\\', '/');

    /// <summary>Where a module's pages stand by themselves: <c>/certificates</c>.</summary>
    private static string OwnAddress(string page) => "/" + ShortName(page).Split('/')[0]["Learning.".Length..].ToLowerInvariant();

    private static Type Model(string page)
    {
        var module = ShortName(page).Split('/')[0];
        var named = ModelName().Match(File.ReadAllText(page)).Groups["name"].Value;
        var types = Assembly.Load(module).GetTypes().Where(t => t.IsSubclassOf(typeof(PageModel)) && (t.FullName == named || t.FullName!.EndsWith("." + named, StringComparison.Ordinal))).ToList();
        var folder = Path.GetDirectoryName(ShortName(page))!.Replace('/', '.');
        return types.Count == 1 ? types[0] : types.Single(t => t.Namespace == folder);
    }

    [GeneratedRegex("""^@page\s+"(?<path>[^"]+)"(?=\s*$)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"^@model\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ModelName();

    [GeneratedRegex("""\sstyle\s*=\s*"|<style|<script(?![^>]*\ssrc=)|\son(click|change|submit|load|input|error)\s*=|javascript:""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"@Html\.Raw\([^)]*\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RawHtml();
}
