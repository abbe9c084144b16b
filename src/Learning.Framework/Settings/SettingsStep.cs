using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Recipes;

namespace Learning.Framework.Settings;

/// <summary>Fields left out keep their value, so a demo recipe overrides one.</summary>
public sealed record SettingsModel
{
    public SiteModel? Site { get; init; }

    public IReadOnlyList<Hotline>? Hotlines { get; init; }

    /// <summary>The bureau's own roles, such as a kindergarten's 主班 that counts as homeroom teacher.</summary>
    public IReadOnlyList<OwnRole>? Roles { get; init; }

    /// <summary>Where a target counts a standing: <c>{"exchange": "here", "secondment": "paper"}</c>.</summary>
    public IReadOnlyDictionary<string, string>? CountsAt { get; init; }

    /// <summary>How long what is held about people is kept; 0 is for ever.</summary>
    public RetentionModel? Retention { get; init; }

    public sealed record RetentionModel
    {
        public int? AuditYears { get; init; }

        public int? WatchedMonths { get; init; }

        public int? QuizAnswerMonths { get; init; }

        public int? ContactYears { get; init; }

        public int? CodeDays { get; init; }

        public int? RosterDays { get; init; }

        public int? EvidenceDays { get; init; }
    }

    public sealed record SiteModel
    {
        public string? City { get; init; }

        public string? CityShort { get; init; }

        public string? Bureau { get; init; }

        public string? SiteName { get; init; }

        public string? NumberPrefix { get; init; }

        public int? HoursMinutes { get; init; }

        public int? NoticeWorkingDays { get; init; }

        public bool? RetiredCount { get; init; }

        /// <summary><c>officers</c> or <c>off</c>.</summary>
        public string? SecondFactor { get; init; }

        public int? SecondFactorGraceDays { get; init; }

        public bool? Demo { get; init; }
    }
}

internal sealed class SettingsStep(LearningDbContext db, SettingsStore store) : RecipeStep<SettingsModel>("settings")
{
    protected override Task ExecuteAsync(SettingsModel model, RecipeRun run, CancellationToken cancellation)
    {
        if (model.Site?.NoticeWorkingDays is < 0 or > 60)
        {
            throw run.Problem("site.noticeWorkingDays", "expected 0 to 60 working days");
        }

        if (model.Site?.HoursMinutes is < 30 or > 60)
        {
            throw run.Problem("site.hoursMinutes", "expected 30 to 60 minutes for one credit hour");
        }

        CheckRoles(model, run);
        if (model.Site?.SecondFactor is not (null or SiteSettings.SecondFactorOfficers or SiteSettings.SecondFactorOff))
        {
            throw run.Problem("site.secondFactor", "expected officers or off");
        }

        if (model.Site?.SecondFactorGraceDays is < 0 or > 90)
        {
            throw run.Problem("site.secondFactorGraceDays", "expected 0 to 90 days");
        }

        CheckRetention(model.Retention ?? new SettingsModel.RetentionModel(), run);
        return store.ChangeAsync(db, before => Merge(before, model, run), cancellation);
    }

    private static void CheckRoles(SettingsModel model, RecipeRun run)
    {
        for (var i = 0; i < model.Roles?.Count; i++)
        {
            var role = model.Roles[i];
            if (role.Code.Length is 0 or > 30 || Roles.All.Contains(role.Code))
            {
                throw run.Problem($"roles[{i}].code", "expected a code of 1 to 30 characters that is no usual role's");
            }

            RequireOneOf(run, role.CountsAs, Roles.Staff, $"roles[{i}].countsAs");
            foreach (var kind in role.Kinds)
            {
                RequireOneOf(run, kind, OrganisationKinds.All, $"roles[{i}].kinds");
            }
        }

        foreach (var (standing, place) in model.CountsAt ?? new Dictionary<string, string>())
        {
            RequireOneOf(run, standing, Standings.All, "countsAt");
            RequireOneOf(run, place, CountingPlaces.All, $"countsAt.{standing}");
        }
    }

    private static void CheckRetention(SettingsModel.RetentionModel retention, RecipeRun run)
    {
        foreach (var (value, most, name) in new[]
        {
            (retention.AuditYears, RetentionLimits.Years, "auditYears"), (retention.WatchedMonths, RetentionLimits.Months, "watchedMonths"),
            (retention.QuizAnswerMonths, RetentionLimits.Months, "quizAnswerMonths"), (retention.ContactYears, RetentionLimits.Years, "contactYears"), (retention.CodeDays, RetentionLimits.Days, "codeDays"),
            (retention.RosterDays, RetentionLimits.Days, "rosterDays"), (retention.EvidenceDays, RetentionLimits.Days, "evidenceDays"),
        })
        {
            if (value < 0 || value > most)
            {
                throw run.Problem($"retention.{name}", $"expected 0 (for ever) to {most}");
            }
        }
    }

    private static RetentionPeriods Merge(SiteSettings before, SettingsModel.RetentionModel? model, RecipeRun run)
    {
        var periods = before.Retention with
        {
            AuditYears = model?.AuditYears ?? before.Retention.AuditYears,
            WatchedMonths = model?.WatchedMonths ?? before.Retention.WatchedMonths,
            QuizAnswerMonths = model?.QuizAnswerMonths ?? before.Retention.QuizAnswerMonths,
            ContactYears = model?.ContactYears ?? before.Retention.ContactYears,
            CodeDays = model?.CodeDays ?? before.Retention.CodeDays,
            RosterDays = model?.RosterDays ?? before.Retention.RosterDays,
            EvidenceDays = model?.EvidenceDays ?? before.Retention.EvidenceDays,
        };
        if (!before.RetentionEdited || periods == before.Retention)
        {
            return periods;
        }

        run.Note("保存期限由局里改过，保留局里的。The bureau changed how long data is kept; that stays.");
        return before.Retention;
    }

    private static void RequireOneOf(RecipeRun run, string value, IReadOnlyList<string> known, string at)
    {
        if (!known.Contains(value))
        {
            throw run.Problem(at, $"expected one of {string.Join(", ", known)}, not '{value}'");
        }
    }

    private static SiteSettings Merge(SiteSettings before, SettingsModel model, RecipeRun run)
    {
        var hotlines = model.Hotlines ?? before.Hotlines;
        if (before.HotlinesEdited && !hotlines.SequenceEqual(before.Hotlines))
        {
            run.Note("热线由局里改过，保留局里的。The bureau changed the hotlines; they are kept.");
            hotlines = before.Hotlines;
        }

        var (roles, countsAt) = (model.Roles ?? before.Roles, model.CountsAt ?? before.CountsAt);
        if (before.RolesEdited && (!roles.SequenceEqual(before.Roles) || countsAt.Any(c => before.CountsAt.GetValueOrDefault(c.Key) != c.Value)))
        {
            run.Note("岗位由局里改过，保留局里的。The bureau changed the roles; they are kept.");
            (roles, countsAt) = (before.Roles, before.CountsAt);
        }

        var site = model.Site ?? new SettingsModel.SiteModel();
        return before with
        {
            City = site.City ?? before.City,
            CityShort = site.CityShort ?? before.CityShort,
            Bureau = site.Bureau ?? before.Bureau,
            SiteName = site.SiteName ?? before.SiteName,
            NumberPrefix = site.NumberPrefix ?? before.NumberPrefix,
            HoursMinutes = site.HoursMinutes ?? before.HoursMinutes,
            NoticeWorkingDays = site.NoticeWorkingDays ?? before.NoticeWorkingDays,
            RetiredCount = site.RetiredCount ?? before.RetiredCount,
            SecondFactor = site.SecondFactor ?? before.SecondFactor,
            SecondFactorGraceDays = site.SecondFactorGraceDays ?? before.SecondFactorGraceDays,
            Demo = site.Demo ?? before.Demo,
            Retention = Merge(before, model.Retention, run),
            Hotlines = hotlines,
            Roles = roles,
            CountsAt = countsAt,
        };
    }
}
