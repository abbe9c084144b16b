using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Framework.Settings;

/// <summary>A hotline as the bureau entered it.</summary>
public sealed record Hotline
{
    public required string Name { get; init; }

    /// <summary>Digits to call; null where the bureau has yet to give it.</summary>
    public string? Number { get; init; }

    /// <summary>Opening hours, only as the bureau entered them.</summary>
    public string Hours { get; init; } = "";

    /// <summary><c>national</c> or <c>city</c>.</summary>
    public required string Scope { get; init; }

    public string VerifiedBy { get; init; } = "";

    public DateOnly? VerifiedOn { get; init; }

    public string Note { get; init; } = "";
}

/// <summary>A role by the bureau's own name, and the usual role it counts as.</summary>
public sealed record OwnRole
{
    /// <summary>What appointments hold; never changed.</summary>
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>Its name in English; empty to show the Chinese one.</summary>
    public string English { get; init; } = "";

    /// <summary>One of <c>Roles.Staff</c>: what targets, courses and pages take it for.</summary>
    public required string CountsAs { get; init; }

    /// <summary>Kinds of organisation that have it; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>No longer given; who holds it keeps it.</summary>
    public bool Retired { get; init; }

    public bool Equals(OwnRole? other) =>
        other is not null && (Code, Name, English, CountsAs, Retired) == (other.Code, other.Name, other.English, other.CountsAs, other.Retired) && Kinds.SequenceEqual(other.Kinds);

    public override int GetHashCode() => HashCode.Combine(Code, Name, CountsAs);
}

/// <summary>How long the site keeps what it holds about people; 0 is for ever.</summary>
public sealed record RetentionPeriods
{
    /// <summary>Before and after of audit rows; who did what when stays.</summary>
    public int AuditYears { get; init; } = 6;

    /// <summary>Which parts of a film were watched, after the last time.</summary>
    public int WatchedMonths { get; init; } = 24;

    /// <summary>What was chosen on papers, after they were handed in; how many were right stays.</summary>
    public int QuizAnswerMonths { get; init; } = 24;

    /// <summary>Phone and identity number of people who have left.</summary>
    public int ContactYears { get; init; } = 2;

    /// <summary>One-time codes of the first sign-in, after they ran out.</summary>
    public int CodeDays { get; init; } = 30;

    /// <summary>Uploaded rosters, their rows as they came and what an import replaced; so long it can be undone.</summary>
    public int RosterDays { get; init; } = 30;

    /// <summary>Pictures of qualifications, after they were checked.</summary>
    public int EvidenceDays { get; init; } = 180;
}

/// <summary>The longest periods that can be set.</summary>
public static class RetentionLimits
{
    public const int Years = 50, Months = 600, Days = 365;
}

/// <summary>What a bureau sets for its site.</summary>
public sealed record SiteSettings
{
    public const string SecondFactorOfficers = "officers", SecondFactorOff = "off";

    public static readonly SiteSettings Default = new();

    public string City { get; init; } = "";

    public string CityShort { get; init; } = "";

    public string Bureau { get; init; } = "";

    public string SiteName { get; init; } = "Learning";

    /// <summary>Prefix of register numbers (攀教).</summary>
    public string NumberPrefix { get; init; } = "";

    /// <summary>Minutes of clock time that make one 学时.</summary>
    public int HoursMinutes { get; init; } = 45;

    /// <summary>Working days a list stays on public notice.</summary>
    public int NoticeWorkingDays { get; init; } = 5;

    /// <summary>Whether retired holders count in coverage.</summary>
    public bool RetiredCount { get; init; }

    /// <summary>The bureau's own roles beside the usual ones.</summary>
    public IReadOnlyList<OwnRole> Roles { get; init; } = [];

    /// <summary>Where targets count those who work away from their school on paper, by standing; by default an exchange counts where one teaches, a secondment at the school on paper.</summary>
    public IReadOnlyDictionary<string, string> CountsAt { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>An officer changed the roles or where they count: a recipe that runs again leaves them.</summary>
    public bool RolesEdited { get; init; }

    /// <summary>Who must have a second factor: <see cref="SecondFactorOfficers"/> or <see cref="SecondFactorOff"/>.</summary>
    public string SecondFactor { get; init; } = SecondFactorOfficers;

    /// <summary>Days an officer may put it off after first being told.</summary>
    public int SecondFactorGraceDays { get; init; }

    /// <summary>Demonstration data: every page says so.</summary>
    public bool Demo { get; init; }

    public RetentionPeriods Retention { get; init; } = new();

    /// <summary>An officer changed the periods: a recipe that runs again leaves them.</summary>
    public bool RetentionEdited { get; init; }

    public IReadOnlyList<Hotline> Hotlines { get; init; } = [];

    /// <summary>An officer changed the hotlines: a recipe that runs again leaves them.</summary>
    public bool HotlinesEdited { get; init; }
}

/// <summary>The settings as stored, one row.</summary>
internal sealed class SettingsRow
{
    public required int Id { get; init; }

    public required string Json { get; set; }

    public int Version { get; set; }
}

internal sealed class SettingsRowConfiguration : IEntityTypeConfiguration<SettingsRow>
{
    public void Configure(EntityTypeBuilder<SettingsRow> row) => row.Property(r => r.Id).ValueGeneratedNever();
}

/// <summary>Reads settings from memory (at most 60 s late on a second node) and changes them in a unit of work.</summary>
public sealed class SettingsStore(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private volatile Loaded? loaded;

    public async ValueTask<SiteSettings> GetAsync(CancellationToken cancellation = default)
    {
        if (loaded is { } current && clock.GetElapsedTime(current.At) < TimeSpan.FromSeconds(60))
        {
            return current.Settings;
        }

        await using var scope = scopes.CreateAsyncScope();
        var json = await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Set<SettingsRow>().AsNoTracking()
            .Select(r => r.Json).FirstOrDefaultAsync(cancellation);
        var settings = json is null ? SiteSettings.Default : JsonSerializer.Deserialize<SiteSettings>(json, Json)!;
        loaded = new Loaded(settings, clock.GetTimestamp());
        return settings;
    }

    /// <summary>Inside a unit of work: replaces the settings.</summary>
    public async Task ChangeAsync(LearningDbContext db, Func<SiteSettings, SiteSettings> change, CancellationToken cancellation)
    {
        var row = await db.Set<SettingsRow>().FirstOrDefaultAsync(cancellation);
        var before = row is null ? SiteSettings.Default : JsonSerializer.Deserialize<SiteSettings>(row.Json, Json)!;
        var json = JsonSerializer.Serialize(change(before), Json);
        if (row is null)
        {
            db.Add(new SettingsRow { Id = 1, Json = json });
        }
        else if (row.Json != json)
        {
            row.Json = json;
        }

        db.AfterCommit(() => loaded = null);
    }

    private sealed record Loaded(SiteSettings Settings, long At);
}
