using Learning.Framework.Data;
using Learning.Framework.Recipes;

namespace Learning.Framework.Settings;

/// <summary>Fields left out keep their value, so a demo recipe overrides one.</summary>
public sealed record SettingsModel
{
    public SiteModel? Site { get; init; }

    public IReadOnlyList<Hotline>? Hotlines { get; init; }

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

        return store.ChangeAsync(db, before => Merge(before, model, run), cancellation);
    }

    private static SiteSettings Merge(SiteSettings before, SettingsModel model, RecipeRun run)
    {
        var hotlines = model.Hotlines ?? before.Hotlines;
        if (before.HotlinesEdited && !hotlines.SequenceEqual(before.Hotlines))
        {
            run.Note("热线由局里改过，保留局里的。The bureau changed the hotlines; they are kept.");
            hotlines = before.Hotlines;
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
            Demo = site.Demo ?? before.Demo,
            Hotlines = hotlines,
        };
    }
}
