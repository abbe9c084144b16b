using System.Globalization;
using System.Reflection;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Documents;
using Learning.Framework.Settings;
using Learning.Framework.Texts;
using Learning.Hours.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.Hours.Services;

/// <summary>Draws the statement of a school year (学时证明): every posting that stands, the total, who issued it and when.</summary>
internal sealed class HourStatement(LearningDbContext db, DocumentRenderer renderer, SettingsStore settings, AreaNames areas, TimeProvider clock)
{
    internal const int RowsOfPage = 18;
    private static readonly Lazy<SvgTemplate> Template = new(() => SvgTemplate.Parse(ReadTemplate()));

    /// <returns>Null when the year holds nothing.</returns>
    public async Task<byte[]?> DrawAsync(Actor actor, SchoolYear year, CancellationToken cancellation)
    {
        var rows = await RowsAsync(actor.PersonId, year, cancellation);
        if (rows.Count == 0)
        {
            return null;
        }

        var staffNumber = await db.People.Where(p => p.Id == actor.PersonId).Select(p => p.StaffNumber).FirstOrDefaultAsync(cancellation);
        var head = new StatementHead(actor.Name, actor.OrganisationName, staffNumber, year, await settings.GetAsync(cancellation), clock.Today(), areas.Of("区县级"));
        return await renderer.DrawAsync(Pages(head, rows), $"{actor.Name} {year}学时证明", cancellation);
    }

    /// <summary>The pages as SVG.</summary>
    internal static IReadOnlyList<string> Pages(StatementHead head, IReadOnlyList<StatementRow> rows)
    {
        var chunks = rows.Chunk(RowsOfPage).ToList();
        return [.. chunks.Select((chunk, index) => Template.Value.Fill(Values(head, rows, chunk, index, chunks.Count)))];
    }

    private static Dictionary<string, string?> Values(StatementHead head, IReadOnlyList<StatementRow> all, StatementRow[] chunk, int index, int pages)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["holder"] = head.Holder,
            ["school"] = head.School,
            ["staffNumber"] = head.StaffNumber,
            ["year"] = head.Year.ToString(),
            ["period"] = $"{Chinese(head.Year.FirstDay)}至{Chinese(head.Year.LastDay)}",
            ["page"] = $"第{index + 1}页，共{pages}页",
            ["footer"] = $"由{head.Settings.SiteName}按学时台账出具，数据截至{Chinese(head.IssuedOn)}。已撤回的学时不列入。",
            ["more"] = index + 1 < pages ? "接下页" : null,
            ["total"] = index + 1 == pages ? $"合计{new CreditHours(all.Sum(r => r.Hundredths))}学时，共{all.Count}笔" : null,
            ["categories"] = string.Join("；", Categories(all)),
            ["issuer"] = head.Settings.Bureau,
            ["issuedOn"] = Chinese(head.IssuedOn),
        };
        for (var i = 1; i <= RowsOfPage; i++)
        {
            var row = i <= chunk.Length ? chunk[i - 1] : null;
            var number = i.ToString(CultureInfo.InvariantCulture);
            values["no" + number] = row is null ? null : (index * RowsOfPage + i).ToString(CultureInfo.InvariantCulture);
            values["date" + number] = row?.EarnedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            values["title" + number] = row?.Title;
            values["kind" + number] = row is null ? null : $"{row.KindName}·{row.LevelName(head.CountyLevel)}";
            values["hours" + number] = row is null ? null : new CreditHours(row.Hundredths).ToString();
        }

        return values;
    }

    private static IEnumerable<string> Categories(IReadOnlyList<StatementRow> rows) =>
        rows.SelectMany(r => CategoryText.Split(r.Categories).Select(c => (Category: c, r.Hundredths)))
            .GroupBy(r => r.Category, r => r.Hundredths, StringComparer.Ordinal)
            .OrderByDescending(g => g.Sum()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{StatementRow.CategoryName(g.Key)}{new CreditHours(g.Sum())}学时");

    private Task<List<StatementRow>> RowsAsync(Guid personId, SchoolYear year, CancellationToken cancellation)
    {
        var (first, last) = (year.FirstDay, year.LastDay);
        return db.Set<HourEntry>().AsNoTracking()
            .Where(e => e.PersonId == personId && e.EarnedOn >= first && e.EarnedOn <= last && e.ReversesId == null && !db.Set<HourEntry>().Any(r => r.ReversesId == e.Id))
            .OrderBy(e => e.EarnedOn).ThenBy(e => e.Seq)
            .Select(e => new StatementRow(e.Title, e.EarnedOn, e.TrainingKind, e.OrganiserLevel, e.Categories, e.Hours.Hundredths))
            .ToListAsync(cancellation);
    }

    private static string Chinese(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string ReadTemplate()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("statement.svg")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>Whose statement, and who issues it when.</summary>
/// <param name="CountyLevel">What the level between city and school is called here.</param>
internal sealed record StatementHead(string Holder, string School, string? StaffNumber, SchoolYear Year, SiteSettings Settings, DateOnly IssuedOn, string CountyLevel = "区县级");

/// <summary>A line of the statement. It is a Chinese paper, so its words are not texts of the page's language.</summary>
internal sealed record StatementRow(string Title, DateOnly EarnedOn, string Kind, string Level, string Categories, int Hundredths)
{
    public string KindName => Kind switch { "pre-service" => "岗前培训", "further" => "业务进修", "in-service" => "在职研修", "practicum" => "辅导实践", _ => Kind };

    public string LevelName(string county) => Level switch { "city" => "市级", "county" => county, "school" => "校级", _ => Level };

    public static string CategoryName(string category) => category switch { HourCategories.MentalHealth => "心理健康", HourCategories.Counsellor => "心理辅导员", _ => category };
}
