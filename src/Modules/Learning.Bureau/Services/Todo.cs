using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework.Accounts;
using Learning.Framework.Settings;
using Learning.Framework.Texts;
using Learning.Theme;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Services;

/// <summary>One thing that waits for the acting person, with the one thing to do about it.</summary>
internal sealed record TodoItem(string Kind, string Title, string Note, string Action, string Href);

/// <summary>Whom to ask what waits.</summary>
internal sealed record TodoSources(ITargets Targets, ICertificates Certificates, ICurricula Curricula, IWaitingPeople People);

/// <summary>What waits for the acting person in the acting role, the most pressing first.</summary>
internal sealed class Todo(TodoSources sources, SettingsStore settings, CoverageWords words, IStringLocalizer T)
{
    public async Task<IReadOnlyList<TodoItem>> OfAsync(Actor actor, Area area, DateOnly today, CancellationToken cancellation)
    {
        var items = new List<TodoItem>();
        if (actor.Roles.Contains(Roles.CityOfficer))
        {
            await AddReviewsAsync(items, cancellation);
            await AddReportsAsync(items, cancellation);
        }

        var waiting = await sources.People.CountAsync(cancellation);
        AddPeople(items, waiting);
        await AddTargetsAsync(items, actor, area, today, cancellation);
        AddGaps(items, waiting.School);
        if (actor.Level == ScopeLevel.City)
        {
            await AddHotlinesAsync(items, cancellation);
        }

        return items;
    }

    private async Task AddReviewsAsync(List<TodoItem> items, CancellationToken cancellation)
    {
        if (await sources.Certificates.AwaitingReviewAsync(cancellation) is var waiting and > 0)
        {
            items.Add(new TodoItem("review", T["{0}人在拟发证名单里", CoverageWords.Number(waiting)], T["条件都已满足，等审核、公示和签发。"], T["去审核"], "/certificates/reviews"));
        }
    }

    private void AddPeople(List<TodoItem> items, WaitingPeople waiting)
    {
        if (waiting.Recoveries > 0)
        {
            items.Add(new TodoItem("review", T["{0}人登录不上，等找回账号", CoverageWords.Number(waiting.Recoveries)], T["核对是本人，两位管理员办理，才给新的登录码。"], T["去办理"], "/people/recoveries"));
        }

        if (waiting.Transfers > 0)
        {
            items.Add(new TodoItem("review", T["{0}人调来，等接收", CoverageWords.Number(waiting.Transfers)], T["接收以前，本人还算原单位的人。"], T["去接收"], "/people/transfers"));
        }

        if (waiting.Qualifications > 0)
        {
            items.Add(new TodoItem("review", T["{0}份资格证书等核验", CoverageWords.Number(waiting.Qualifications)], T["对照证书看过，核验通过的才计入指标。"], T["去核验"], "/people/qualifications"));
        }

        if (waiting.Erasures > 0)
        {
            items.Add(new TodoItem("review", T["{0}人离任后申请注销", CoverageWords.Number(waiting.Erasures)], T["同意前能看到哪些删除、哪些留下。"], T["去处理"], "/people/erasures"));
        }
    }

    private void AddGaps(List<TodoItem> items, SchoolGaps? school)
    {
        if (school is null)
        {
            return;
        }

        if (school.WithoutAccount > 0)
        {
            items.Add(new TodoItem("short", T["{0}人还没有账号", CoverageWords.Number(school.WithoutAccount)], T["打印登录码纸条，当面交给本人，扫码就能设密码。"], T["去打印"], "/people/slips"));
        }

        if (school.Facts)
        {
            items.Add(new TodoItem("short", T["这个学年还没有填学生数"], T["配备率按学生数、寄宿生数和班级数算。"], T["去填写"], $"/people/organisations/{school.SchoolId}/facts"));
        }

        foreach (var role in school.Roles)
        {
            var name = SentenceCase.Within(RoleNames.Of(T, role));
            items.Add(new TodoItem("short", T["还没有登记{0}", name], T["登记以后，指标才算得上本校的{0}。", name], T["去登记"], $"/people/new?at={school.SchoolId}&role={role}"));
        }
    }

    private async Task AddReportsAsync(List<TodoItem> items, CancellationToken cancellation)
    {
        if (await sources.Curricula.OpenReportsAsync(cancellation) is var open and > 0)
        {
            // First of all: while nobody looks, the lesson is hidden from everyone.
            items.Insert(0, new TodoItem("due", T["{0}条课程内容反馈", CoverageWords.Number(open)], T["有人说内容不安全，那一课已先隐藏，等您看过。"], T["去处理"], "/curricula/reports"));
        }
    }

    private async Task AddTargetsAsync(List<TodoItem> items, Actor actor, Area area, DateOnly today, CancellationToken cancellation)
    {
        var coverage = await sources.Targets.CoverageAsync(area.CountyId, area.SchoolId, cancellation);
        var rows = CoverageRows.Of(await sources.Targets.CardsAsync(cancellation), coverage, today);
        foreach (var row in CoverageRows.Pressing(rows))
        {
            items.Add(new TodoItem("due", row.Card.Title, Sentence(row), T["看未达标名单"], CoverageLinks.To(row.Card.Key, unmetOnly: true) + "#subjects"));
        }

        if (rows.Select(r => r.Coverage.Unknown).DefaultIfEmpty().Max() is var unknown and > 0 && actor.Level != ScopeLevel.School)
        {
            items.Add(new TodoItem(
                "none", T["{0}所学校还没有统计", CoverageWords.Number(unknown)], T["缺学生数、寄宿生数或班数，登记后才能算配备率。"], T["去登记"], "/people/organisations"));
        }
    }

    private string Sentence(TargetRow row) =>
        row.State == CoverageState.Overdue
            ? T["{0}，{1}。期限是{2}，已经过了。", words.Figure(row), words.Missing(row), words.Day(row.Card.DueOn!.Value)]
            : T["{0}，{1}。{2}。", words.Figure(row), words.Missing(row), words.Due(row)!];

    private async Task AddHotlinesAsync(List<TodoItem> items, CancellationToken cancellation)
    {
        var open = (await settings.GetAsync(cancellation)).Hotlines.Count(Hotlines.NeedsBureau);
        if (open > 0)
        {
            items.Add(new TodoItem("none", T["{0}条热线等局里核对", CoverageWords.Number(open)], T["号码还没有填，或者没有写明谁在哪天核对过。"], T["去核对"], "/bureau/hotlines"));
        }
    }
}
