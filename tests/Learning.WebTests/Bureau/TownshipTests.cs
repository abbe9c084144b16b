using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Learning.Testing;

namespace Learning.WebTests.Bureau;

/// <summary>A county-level city has townships where others have counties: its pages say so, in both languages.</summary>
public sealed class TownshipTests
{
    [Fact]
    public async Task Pages_OfACountyLevelCity_SayTownship()
    {
        await using var site = await LearningSite.StartAsync("gaoan-demo");
        using var officer = await site.SignedInAsync("city");
        var target = await TargetAsync(officer);

        var coverage = await officer.PageAsync(target);
        using var file = await officer.GetAsync(target + "?handler=Csv", TestContext.Current.CancellationToken);
        var organisations = await officer.PageAsync("/people/organisations");
        var people = await officer.PageAsync("/people");
        var issued = await officer.PageAsync("/certificates/issued");
        using var english = await officer.SubmitAsync("/people", f => f.Press("language", "en"), "form[action='/appearance']");
        var translated = await officer.PageAsync(target);

        Assert.Contains("按乡镇街道", Headings(coverage));
        Assert.Equal("乡镇街道", coverage.QuerySelector("table[data-chart] th")!.TextContent);
        Assert.Contains("按乡镇街道", Uri.UnescapeDataString(file.Content.Headers.ContentDisposition!.ToString()), StringComparison.Ordinal);
        Assert.StartsWith("乡镇街道,", (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.Contains("乡镇街道", Headings(organisations));
        Assert.Equal("乡镇街道", people.QuerySelector("label[for=county]")!.TextContent);
        Assert.Equal("乡镇街道", issued.QuerySelector("label[for=county]")!.TextContent);
        Assert.All([coverage, organisations, people, issued], page => Assert.DoesNotContain("区县", page.QuerySelectorAll("main h1, main h2, main h3, main label, main th").Select(e => e.TextContent.Trim())));
        Assert.Contains("By township", Headings(translated));
        Assert.Equal("Township", translated.QuerySelector("table[data-chart] th")!.TextContent);
    }

    [Fact]
    public async Task OfficersOfItsAreas_AreCalledAfterThem_InBothLanguages()
    {
        await using var site = await LearningSite.StartAsync("gaoan-demo");
        using var area = await site.SignedInAsync("county");
        using var city = await site.SignedInAsync("city");

        var own = await area.PageAsync("/people/acting");
        var adding = await city.PageAsync("/people/new");
        var help = await city.PageAsync("/help");
        using var english = await area.SubmitAsync("/people", f => f.Press("language", "en"), "form[action='/appearance']");
        var translated = await area.PageAsync("/people/acting");

        Assert.EndsWith("乡镇街道管理员", own.QuerySelector(".menu-button")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("乡镇街道管理员", own.QuerySelector("main .rows .row-note")!.TextContent.Trim());
        Assert.Equal("乡镇街道管理员", adding.QuerySelector("option[value=county-officer]")!.TextContent);
        Assert.Contains("学校管理员找乡镇街道，", help.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All([own, adding, help], page => Assert.DoesNotContain("区县", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal));
        Assert.Equal("Township officer", translated.QuerySelector("main .rows .row-note")!.TextContent.Trim());
    }

    [Fact]
    public async Task OfficersOfCounties_KeepTheirName()
    {
        await using var site = await LearningSite.StartAsync();
        using var area = await site.SignedInAsync("county");

        Assert.Equal("区县管理员", (await area.PageAsync("/people/acting")).QuerySelector("main .rows .row-note")!.TextContent.Trim());
    }

    /// <summary>The first target that is counted by area.</summary>
    private static async Task<string> TargetAsync(HttpClient officer)
    {
        foreach (var link in (await officer.PageAsync("/bureau")).QuerySelectorAll(".coverage-title a").OfType<IHtmlAnchorElement>())
        {
            if ((await officer.PageAsync(link.PathName)).QuerySelector("table[data-chart]") is not null)
            {
                return link.PathName;
            }
        }

        throw new InvalidOperationException("No target is counted by area.");
    }

    private static IEnumerable<string> Headings(IHtmlDocument page) => page.QuerySelectorAll("main h2, main h3").Select(h => h.TextContent.Trim());
}
