using System.Text.Json;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.Targets.Evaluation;
using Learning.Targets.Models;
using Learning.Targets.Recipes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Targets.Services;

/// <summary>The city's targets in memory, in the sources' order; dropped when a recipe changes them, at most 60 s late on a second node.</summary>
internal sealed class TargetCatalogue(IServiceScopeFactory scopes, SettingsStore settings, TimeProvider clock)
{
    private volatile Loaded? loaded;
    private int drops;

    public async ValueTask<IReadOnlyList<Target>> AllAsync(CancellationToken cancellation)
    {
        if (loaded is { } current && clock.GetElapsedTime(current.At) < TimeSpan.FromSeconds(60))
        {
            return current.Targets;
        }

        // What was read before a change must not be kept after it.
        var before = Volatile.Read(ref drops);
        var targets = await ReadAsync(v => v.ReplacedAt == null, cancellation);
        if (before == Volatile.Read(ref drops))
        {
            loaded = new Loaded(targets, clock.GetTimestamp());
        }

        return targets;
    }

    public async Task<IReadOnlyList<Target>> MeasuredAsync(CancellationToken cancellation) =>
        [.. (await AllAsync(cancellation)).Where(t => t.Rule is not null)];

    public async Task<Target?> FindAsync(string key, CancellationToken cancellation) =>
        (await AllAsync(cancellation)).FirstOrDefault(t => t.Key == key);

    /// <summary>The rows as they stood at an instant, for a report made then.</summary>
    public Task<IReadOnlyList<Target>> AsKnownAsync(DateTimeOffset knownAt, CancellationToken cancellation) =>
        ReadAsync(v => v.RecordedAt <= knownAt && (v.ReplacedAt == null || v.ReplacedAt > knownAt), cancellation);

    public void Drop()
    {
        Interlocked.Increment(ref drops);
        loaded = null;
    }

    private async Task<IReadOnlyList<Target>> ReadAsync(System.Linq.Expressions.Expression<Func<TargetVersion, bool>> which, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var versions = await db.Set<TargetVersion>().AsNoTracking().Where(which).OrderBy(v => v.SourceCode).ThenBy(v => v.Order).ToListAsync(cancellation);
        var city = (await settings.GetAsync(cancellation)).CityShort;
        var targets = versions.ConvertAll(v => Read(v, city));
        return targets.Exists(t => t.Rule?.Qualifications.Any() == true)
            ? Titled(targets, (await scope.ServiceProvider.GetRequiredService<IQualifications>().KindsAsync(cancellation)).ToDictionary(k => k.Code, StringComparer.Ordinal))
            : targets;
    }

    /// <summary>Rules name kinds of qualifications by code; people read titles.</summary>
    private static List<Target> Titled(List<Target> targets, Dictionary<string, QualificationKindName> kinds)
    {
        QualificationKindName[] Named(IEnumerable<QualificationKindName> named) => [.. named.Select(k => kinds.GetValueOrDefault(k.Code, k))];
        return targets.ConvertAll(target => target.Rule is not { } rule ? target : target with
        {
            Rule = rule with
            {
                Measure = rule.Measure is CertificateMeasure measure ? measure with { Qualifications = Named(measure.Qualifications) } : rule.Measure,
                Audience = rule.Audience is PeopleAudience { ExemptBy: { } exempting } audience ? audience with { ExemptBy = Named(exempting) } : rule.Audience,
            },
        });
    }

    private static Target Read(TargetVersion version, string city) => TargetReader.Read(
        version.SourceCode, version.SourceShort ?? Short(version, city), version.SourceTitle, version.Published,
        JsonSerializer.Deserialize<TargetModel>(version.Json, TargetsStep.Json)!);

    /// <summary>攀枝花2022 from the city and the year at the end of <c>panzhihua-2022</c>.</summary>
    private static string Short(TargetVersion version, string city)
    {
        var year = version.SourceCode[(version.SourceCode.LastIndexOf('-') + 1)..];
        return city.Length > 0 && year.Length == 4 && year.All(char.IsAsciiDigit) ? city + year : version.SourceCode;
    }

    private sealed record Loaded(IReadOnlyList<Target> Targets, long At);
}
