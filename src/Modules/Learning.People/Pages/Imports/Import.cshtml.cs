using System.Globalization;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Exports;
using Learning.Framework.Jobs;
using Learning.People.Models;
using Learning.People.Services.Rosters;
using Learning.People.Services.Rosters.Reading;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages.Imports;

/// <summary>/people/imports/{id}: what an import would do, does, or did, row by row.</summary>
[Authorize(Policy = Permissions.EditPeople)]
internal sealed class ImportModel(RosterIntake intake, RosterReport report, RosterDecisions decisions, LearningDbContext db, TimeProvider clock, IStringLocalizer T) : PageModel
{
    private Job? job;

    public sealed record Tab(string Text, int Count, string Href, bool Chosen);

    /// <summary>A kind of row, <c>left</c>, or <c>all</c>; nothing shows what most needs looking at.</summary>
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Asked { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public RosterImport Import { get; private set; } = null!;

    public string Who { get; private set; } = "";

    public bool IsMine { get; private set; }

    public RowKind? Kind { get; private set; }

    public bool Left { get; private set; }

    public int Ending { get; private set; }

    public PageOf<ReportLine> Rows { get; private set; } = null!;

    public DateOnly Today => clock.Today();

    public bool IsWorking => Import.State is RosterState.Checking or RosterState.Applying or RosterState.Undoing;

    public bool MayDecide => IsMine && Import is { State: RosterState.Checked, Trimmed: false };

    public bool MayMap => Import.Format != nameof(RosterFormat.OneRoster);

    public int Done => job?.Done ?? 0;

    public int Total => job?.Total ?? 0;

    public string JobState => job is { FinishedAt: null, Attempts: >= 5, LeasedUntil: null } ? "failed" : job is null or { Attempts: 0 } ? "queued" : "running";

    public string? JobMessage => JobState == "failed" ? T["我们这边出错了，没有改动任何数据，可以再试。"].Value : null;

    public string JobTitle => Import.State switch
    {
        RosterState.Checking => T["检查名单"],
        RosterState.Applying => T["导入教师信息"],
        _ => T["撤销这次导入"],
    };

    public string KindName => Left ? "left" : Kind?.ToString().ToLowerInvariant() ?? "all";

    public string KindQuery => Kind is null ? "" : "&kind=" + KindName;

    public string ApplyText => Ending > 0 ? T["导入{0}行，{1}人离任", (Import.Added + Import.Changed).ToString("N0", CultureInfo.InvariantCulture), Ending] : T["导入{0}行", (Import.Added + Import.Changed).ToString("N0", CultureInfo.InvariantCulture)];

    public IEnumerable<Tab> Tabs
    {
        get
        {
            var import = Import;
            (RowKind? Kind, int Count)[] kinds =
            [
                (null, import.Added + import.Changed + import.Unchanged + import.Wrong + import.Doubtful + import.Missing), (RowKind.Wrong, import.Wrong), (RowKind.Doubtful, import.Doubtful),
                (RowKind.New, import.Added), (RowKind.Changed, import.Changed), (RowKind.Unchanged, import.Unchanged), (RowKind.Missing, import.Missing),
            ];
            foreach (var (kind, count) in kinds.Where(k => k.Count > 0 || k.Kind == Kind))
            {
                yield return new Tab(kind is { } k ? ProblemWords.Kind(T, k) : T["全部"], count, $"/people/imports/{import.Id}?kind={kind?.ToString().ToLowerInvariant() ?? "all"}", !Left && kind == Kind);
            }

            if (import.Left > 0)
            {
                yield return new Tab(T["没有动的"], import.Left, $"/people/imports/{import.Id}?kind=left", Left);
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Import.State == RosterState.Uploaded && IsMine && MayMap)
        {
            return RedirectToPage("/Imports/Columns", new { area = "People", id });
        }

        if (!IsWorking)
        {
            Rows = await report.RowsAsync(id, Kind, Left, Q, P, cancellation);
            Ending = await report.EndingAsync(id, cancellation);
        }

        return Page();
    }

    public async Task<IActionResult> OnGetFileAsync(Guid id, string? format, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || IsWorking || Import.State is RosterState.Uploaded or RosterState.Refused)
        {
            return NotFound();
        }

        var kind = string.IsNullOrEmpty(Asked) ? null : Kind;
        return new TableResult(T["检查报告"] + " " + Path.GetFileNameWithoutExtension(Import.FileName), format, (table, stop) => report.WriteAsync(Import, kind, table, stop));
    }

    public async Task<IActionResult> OnPostApplyAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || !IsMine)
        {
            return NotFound();
        }

        await intake.ApplyAsync(id, cancellation);
        return Back(null);
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || !IsMine)
        {
            return NotFound();
        }

        await intake.RetryAsync(id, cancellation);
        return Back(null);
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid id, int number, string? decision, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || !IsMine || decision is not (nameof(RowDecision.Same) or nameof(RowDecision.Other)))
        {
            return NotFound();
        }

        await decisions.DecideAsync(id, number, Enum.Parse<RowDecision>(decision), cancellation);
        return Back("doubtful");
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, DateOnly? day, string? which, List<int> rows, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation) || !IsMine)
        {
            return NotFound();
        }

        if (which != "none" && (day is not { } last || last.Year < 1950 || last > Today.AddYears(1)))
        {
            (TempData["Notice"], TempData["NoticeKind"]) = (T["填写日期，例如2026-09-01；最多写到一年以后。"].Value, "warn");
        }
        else if (which == "chosen" && rows.Count == 0)
        {
            (TempData["Notice"], TempData["NoticeKind"]) = (T["还没有勾选人。"].Value, "warn");
        }
        else
        {
            await decisions.EndAsync(id, which == "chosen" ? rows : null, which == "none" ? null : day, cancellation);
        }

        return Back("missing");
    }

    public string At(DateTimeOffset? at) => at is { } known ? TimeZoneInfo.ConvertTime(known, SiteClock.Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";

    public static string Chip(ReportLine row) => row switch
    {
        { Outcome: RowOutcome.Held or RowOutcome.Left } => "due",
        { Kind: RowKind.Missing, Decision: RowDecision.End } => "due",
        { Kind: RowKind.New } => "met",
        { Kind: RowKind.Changed } => "review",
        { Kind: RowKind.Wrong } => "revoked",
        { Kind: RowKind.Doubtful } => "due",
        _ => "none",
    };

    public string Result(ReportLine row) => row switch
    {
        { Outcome: RowOutcome.Held } => T["没有导入"],
        { Outcome: RowOutcome.Left } => T["没有撤销"],
        { Kind: RowKind.Missing, Decision: RowDecision.End, To: { } day } => T["{0}离任", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        { Kind: RowKind.Missing } => T["不动"],
        _ => ProblemWords.Kind(T, row.Kind),
    };

    /// <summary>A number belongs to one person only.</summary>
    public bool MayBeOther(ReportLine row) => row.Reasons.Any(r => r.Kind == ProblemKind.LikelySame);

    private RedirectToPageResult Back(string? kind) => RedirectToPage("/Imports/Import", new { area = "People", id = Import.Id, kind });

    private async Task<bool> LoadAsync(Guid id, CancellationToken cancellation)
    {
        if (await report.FindAsync(id, cancellation) is not { } import)
        {
            return false;
        }

        Import = import;
        IsMine = report.IsMine(import);
        Who = await report.WhoAsync(import.PersonId, cancellation) ?? "";
        job = IsWorking ? await RosterIntake.JobAsync(db, import, cancellation) : null;
        Left = Asked == "left";
        Kind = Left ? null
            : Enum.TryParse<RowKind>(Asked, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsAsciiDigit(Asked![0]) ? kind
            : Asked is not null || import.State != RosterState.Checked ? null
            : import.Wrong > 0 ? RowKind.Wrong
            : import.Doubtful > 0 ? RowKind.Doubtful
            : null;
        return true;
    }
}
