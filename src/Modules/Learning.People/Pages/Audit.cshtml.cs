using System.Text;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Text;
using Learning.People.Services;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Learning.People.Pages;

/// <summary>/people/audit: who did what, when, before and after; and the same as a file.</summary>
[Authorize(Policy = Permissions.ViewAudit)]
internal sealed class AuditModel(AuditLog log, AuditFile file, PlaceChoices places, IStringLocalizer T) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>Code of an act; never named "action", which routing keeps for itself.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? County { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? School { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Older { get; set; }

    [BindProperty(SupportsGet = true)]
    public long? Newer { get; set; }

    public AuditPage List { get; private set; } = null!;

    public IReadOnlyList<SelectListItem> Actions { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Counties { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Schools { get; private set; } = [];

    public int Narrowing => new[] { Act, From?.ToString(), To?.ToString(), County, School?.ToString() }.Count(v => !string.IsNullOrEmpty(v));

    public bool Narrowed => Narrowing > 0 || !string.IsNullOrEmpty(Q);

    private AuditQuestion Question => new(Q, Act, From, To, County, School);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        List = await log.FindAsync(Question, Older, Newer, cancellation);
        if (List.Items.Count == 0 && (Older ?? Newer) is not null)
        {
            return Redirect(Turn(null, null));
        }

        Actions = [.. (await log.ActionsAsync(cancellation)).Select(a => new SelectListItem(AuditWords.Action(T, a), a, a == Act)).OrderBy(a => a.Text, StringComparer.CurrentCulture)];
        Counties = Chosen(await places.CountiesAsync(cancellation), County);
        Schools = Chosen(await places.SchoolsAsync(County, School, cancellation), School?.ToString());
        return Page();
    }

    /// <summary>Every row asked for as CSV, sent while it is read.</summary>
    public async Task<EmptyResult> OnGetCsvAsync(CancellationToken cancellation)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(await file.NameAsync(Question, cancellation));
        Response.Headers.ContentDisposition = disposition.ToString();
        await file.WriteAsync(Question, Response.Body, cancellation);
        return new EmptyResult();
    }

    /// <summary>The same question from another place in its list, or as a file.</summary>
    public string Turn(long? older, long? newer, string? handler = null)
    {
        Dictionary<string, string?> query = new(StringComparer.Ordinal)
        {
            ["q"] = Q,
            ["act"] = Act,
            ["from"] = From?.ToString("yyyy-MM-dd", null),
            ["to"] = To?.ToString("yyyy-MM-dd", null),
            ["county"] = County,
            ["school"] = School?.ToString(),
            ["older"] = older?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["newer"] = newer?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["handler"] = handler,
        };
        return QueryHelpers.AddQueryString(Request.PathBase + "/people/audit", query.Where(p => !string.IsNullOrEmpty(p.Value)));
    }

    private static IReadOnlyList<SelectListItem> Chosen(IReadOnlyList<SelectListItem> items, string? value)
    {
        foreach (var item in items)
        {
            item.Selected = string.Equals(item.Value, value, StringComparison.OrdinalIgnoreCase);
        }

        return items;
    }
}

/// <summary>The audit rows asked for as a file, on record itself.</summary>
internal sealed class AuditFile(AuditLog log, LearningDbContext db, Audit audit, TimeProvider clock, IStringLocalizer T)
{
    public async Task<string> NameAsync(AuditQuestion question, CancellationToken cancellation)
    {
        await db.WriteAsync(
            () =>
            {
                audit.Record("audit.export", "audit", "csv", null, new { question.Action, question.From, question.To });
                return Task.CompletedTask;
            },
            cancellation);
        return $"{T["操作记录"]}-{TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Core.SiteClock.Shanghai):yyyyMMdd-HHmm}.csv";
    }

    public async Task WriteAsync(AuditQuestion question, Stream to, CancellationToken cancellation)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true);
        await text.WriteAsync(Csv.Line(T["序号"].Value, T["时间"].Value, T["操作|记录"].Value, T["操作人"].Value, T["单位"].Value, T["对象"].Value, T["姓名"].Value, T["改动"].Value));
        await foreach (var line in log.AllAsync(question, cancellation))
        {
            await text.WriteAsync(Csv.Line(
                line.Id, line.At.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), AuditWords.Action(T, line.Action), line.Who, line.Where,
                AuditWords.Subject(T, line.SubjectKind), line.SubjectName, Changes(line)));
        }

        await text.FlushAsync(cancellation);
    }

    private string Changes(AuditLine line) => line.Erased
        ? T["内容已按规定清除"]
        : string.Join("; ", line.Changes.Select(c => c switch
        {
            { Before: not null, After: not null } => $"{c.Field} {c.Before} → {c.After}",
            { After: not null } => $"{c.Field} {c.After}",
            _ => $"{c.Field} {c.Before} → ",
        }));
}
