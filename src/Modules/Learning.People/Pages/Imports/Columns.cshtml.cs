using System.Text.RegularExpressions;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.People.Models;
using Learning.People.Services;
using Learning.People.Services.Rosters;
using Learning.People.Services.Rosters.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Imports;

/// <summary>/people/imports/{id}/columns: the clerk says once which column is what.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed partial class ColumnsModel(RosterIntake intake, RosterReport report, PlaceChoices choices, TimeProvider clock, IStringLocalizer T) : PageModel
{
    private IReadOnlyList<SheetTop> tops = [];

    public sealed record Column(string Letter, string Header, string Sample, RosterField Field, bool Hidden);

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public int? Sheet { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Header { get; set; }

    public Guid Id { get; private set; }

    public string FileName { get; private set; } = "";

    public string? Encoding { get; private set; }

    public bool Remembered { get; private set; }

    public IReadOnlyList<Column> Columns { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Sheets { get; private set; } = [];

    public IReadOnlyList<SelectListItem> HeaderLines { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public IReadOnlyList<SelectListItem> RoleChoices => choices.Roles(Roles.Staff);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Input.CountsFrom = clock.Today();
        return await LoadAsync(id, cancellation) is not { } refused ? Page() : refused;
    }

    public async Task<IActionResult> OnPostAsync(Guid id, List<string> fields, CancellationToken cancellation)
    {
        if (await LoadAsync(id, cancellation) is { } refused)
        {
            return refused;
        }

        var header = tops[Sheet!.Value].Header(Header)!;
        List<RosterField> said = [.. fields.Take(header.Cells.Count).Select(f => Enum.TryParse<RosterField>(f, out var field) && Enum.IsDefined(field) ? field : RosterField.None)];
        Columns = [.. Columns.Select((c, i) => c with { Field = said.ElementAtOrDefault(i) })];
        Check(said);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var mapping = new RosterMapping(Sheet.Value, header.Line, said);
        await intake.CheckAsync(id, header, new CheckChoices(mapping, Input.PlaceId ?? Only(), Input.Role, Input.CountsFrom!.Value), cancellation);
        return RedirectToPage("/Imports/Import", new { area = "People", id });
    }

    public IEnumerable<SelectListItem> FieldChoices(RosterField chosen) => Enum.GetValues<RosterField>().Select(f => new SelectListItem(ProblemWords.Field(T, f), f.ToString(), f == chosen));

    private void Check(List<RosterField> said)
    {
        if (!said.Contains(RosterField.Name))
        {
            ModelState.AddModelError("Fields", T["选一列当作姓名。"]);
        }
        else if (said.Where(f => f != RosterField.None).GroupBy(f => f).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            ModelState.AddModelError("Fields", T["有两列都当作{0}，只留一列。", ProblemWords.Field(T, twice.Key)]);
        }

        if (Input.Role is not null && !Roles.Staff.Contains(Input.Role))
        {
            ModelState.AddModelError("Input.Role", T["选一个岗位。"]);
        }

        if (Input.CountsFrom is not { } day || day.Year < 1950 || day > clock.Today().AddYears(1))
        {
            ModelState.Remove("Input.CountsFrom");
            ModelState.AddModelError("Input.CountsFrom", T["填写日期，例如2026-09-01；最多写到一年以后。"]);
        }
    }

    private Guid? Only() => places.Count == 1 ? places[0].Id : null;

    private IReadOnlyList<Organisation> places = [];

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await report.FindAsync(id, cancellation) is not { } import || !report.IsMine(import))
        {
            return NotFound();
        }

        if (import.State is not (RosterState.Uploaded or RosterState.Checked) || import.Format == nameof(RosterFormat.OneRoster) || await intake.TopsAsync(import, cancellation) is not { } read)
        {
            return RedirectToPage("/Imports/Import", new { area = "People", id });
        }

        tops = read;
        (Id, FileName, Encoding) = (id, import.FileName, import.Encoding);
        var best = HeaderFinder.Best(tops) ?? tops[0];
        Sheet = Sheet is { } asked && asked >= 0 && asked < tops.Count ? asked : best.Sheet;
        var top = tops[Sheet.Value];
        Header = top.Header(Header) is not null ? Header : top.HeaderLine ?? top.Rows.FirstOrDefault()?.Line;
        if (top.Header(Header) is not { } header)
        {
            // An empty sheet: back to the one that has something.
            (Sheet, Header) = (best.Sheet, best.HeaderLine);
            (top, header) = (best, best.Header(best.HeaderLine)!);
        }

        var remembered = await intake.RememberedAsync(header, cancellation);
        Remembered = remembered is not null;
        var fields = remembered ?? KnownHeaders.Suggest(HeaderFinder.Texts(header), top.HiddenColumns);
        Columns = [.. header.Cells.Select((c, i) => new Column(RowReader.ColumnName(i), c.Text, Sample(top, header.Line, i), fields.ElementAtOrDefault(i), top.HiddenColumns.Contains(i)))];
        Sheets = [.. tops.Select(t => new SelectListItem(t.Hidden ? T["{0}（隐藏）", t.Name] : t.Name, t.Sheet.ToString(System.Globalization.CultureInfo.InvariantCulture), t.Sheet == Sheet))];
        HeaderLines = [.. top.Rows.Select(r => new SelectListItem(T["第{0}行：{1}", r.Line, string.Join(' ', HeaderFinder.Texts(r).Where(t => t.Length > 0).Take(4))], r.Line.ToString(System.Globalization.CultureInfo.InvariantCulture), r.Line == Header))];
        places = [.. (await choices.PlacesAsync(cancellation)).Where(p => p.SchoolId is not null)];
        Places = places.Count is > 1 and <= 300 ? [.. places.Select(p => new SelectListItem(p.Name, p.Id.ToString()))] : [];
        return null;
    }

    /// <summary>What stands in a column, so that nobody could call the numbers in it.</summary>
    private static string Sample(SheetTop top, int header, int column) =>
        string.Join("、", top.Rows.Where(r => r.Line > header).Select(r => Cleaning.Text(r.At(column).Text)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Take(3).Select(t => Number().Replace(t.Length > 20 ? t[..20] : t, m => m.Value[..3] + new string('*', m.Length - 7) + m.Value[^4..])));

    [GeneratedRegex(@"\d(?:[ -]?\d){9,}[\dXx]", RegexOptions.None, 1000)]
    private static partial Regex Number();

    public sealed class InputModel
    {
        public Guid? PlaceId { get; set; }

        public string? Role { get; set; }

        public DateOnly? CountsFrom { get; set; }
    }
}
