using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.WebTests.Framework;

/// <summary>Whatever Chinese a page shows in English is data: names, and the policy's own words.</summary>
public sealed partial class EnglishTests(RouteTests.DemoCity city) : IClassFixture<RouteTests.DemoCity>
{
    /// <summary>Longer than any name: on pages that show lessons or policies only.</summary>
    private const int LongestName = 80;

    private static readonly string[] Reading = ["", "curricula", "targets", "bureau", "help", "my", "v"];
    private static readonly string[] Attributes = ["aria-label", "placeholder", "title", "alt", "data-label", "data-confirm", "data-confirm-text"];

    /// <summary>How columns of texts are called by the two databases.</summary>
    private static readonly string[] Texts = ["text", "character varying", "json"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("teacher")]
    [InlineData("school")]
    [InlineData("county")]
    [InlineData("city")]
    [InlineData("admin")]
    public async Task Page_InEnglish_ShowsChineseFromDataOnly(string account)
    {
        var data = await city.Site.AskDatabaseAsync(WordsAsync);
        var (names, all) = (string.Join('\n', data.Where(d => d.Length <= LongestName)), string.Join('\n', data));
        using var reader = await city.Site.SignedInAsync(account);
        using var form = new FormUrlEncodedContent([new("language", "en"), new("returnUrl", "/help")]);
        using var chosen = await reader.PostAsync(new Uri("/appearance", UriKind.Relative), form, Cancellation);
        var wrong = new List<string>();
        foreach (var address in RouteTable.Rows.Where(r => !r.Route.Contains("sign-out", StringComparison.Ordinal)).Select(r => r.Address(city.World)).Distinct(StringComparer.Ordinal))
        {
            using var answer = await reader.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                var known = Reading.Contains(address.Split('/', '?')[1], StringComparer.Ordinal) && !address.StartsWith("/bureau/todo", StringComparison.Ordinal) ? all : names;
                var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Cancellation), Cancellation);
                wrong.AddRange(Shown(page).SelectMany(t => Chinese().Matches(t).Select(m => m.Value)).Distinct(StringComparer.Ordinal)
                    .Where(words => !known.Contains(words, StringComparison.Ordinal)).Select(words => $"{address}: {words}"));
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Texts of the page and what stands in for texts; the name of the other language stays in its own.</summary>
    private static IEnumerable<string> Shown(IDocument page)
    {
        var elements = page.All.Where(e => e.LocalName is not ("script" or "style") && e.Closest("[lang^=zh]") is null).ToList();
        return elements.SelectMany(e => e.ChildNodes.OfType<IText>().Select(t => t.Data))
            .Concat(elements.SelectMany(e => Attributes.Select(e.GetAttribute).OfType<string>()));
    }

    /// <summary>Every text the database holds, and the short names of policies, which are put together from city and year.</summary>
    private static async Task<IReadOnlyList<string>> WordsAsync(LearningDbContext db)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            foreach (var column in table.Columns.Where(c => Texts.Any(t => c.StoreType.StartsWith(t, StringComparison.OrdinalIgnoreCase))))
            {
                var question = $"SELECT DISTINCT CAST(\"{column.Name}\" AS text) AS \"Value\" FROM \"{table.Name}\" WHERE \"{column.Name}\" IS NOT NULL";
                foreach (var value in (await db.Database.SqlQueryRaw<string>(question).ToListAsync(Cancellation)).Where(v => v.Length > 1))
                {
                    words.UnionWith(value[0] is '{' or '[' ? Strings(value) : [value]);
                }
            }
        }

        var shorts = words.Where(w => w.Length is 2 or 3 && Chinese().IsMatch(w)).ToList();
        return [.. words, .. shorts.SelectMany(s => Enumerable.Range(2019, 12).Select(y => s + y.ToString(CultureInfo.InvariantCulture)))];
    }

    private static IEnumerable<string> Strings(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Strings(document.RootElement)];
    }

    private static IEnumerable<string> Strings(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Strings(p.Value)),
        _ => [],
    };

    [GeneratedRegex(@"[\d\p{IsCJKUnifiedIdeographs}]*\p{IsCJKUnifiedIdeographs}[\d\p{IsCJKUnifiedIdeographs}]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chinese();
}
