using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Framework.Settings;

/// <summary>An organisation as lists, choices and searches show it.</summary>
public sealed record KnownOrganisation(Guid Id, string Code, string Name, string Kind, Guid? CountyId, Guid? SchoolId, bool Closed) : IScoped
{
    private (string Initials, string Letters)? read;

    /// <summary>First letters of the name, as <c>pzhsyzx</c>.</summary>
    public string Initials => Read().Initials;

    /// <summary>The name in pinyin without spaces.</summary>
    public string Letters => Read().Letters;

    private (string Initials, string Letters) Read() =>
        read ??= (Pinyin.Initials(Name), Pinyin.SortKey(Name).Replace(" ", "", StringComparison.Ordinal));
}

/// <summary>Every organisation of the city at one moment, in official order: the bureau and areas, then schools and units.</summary>
public sealed class KnownOrganisations
{
    private readonly Dictionary<Guid, KnownOrganisation> byId;

    internal KnownOrganisations(IReadOnlyList<KnownOrganisation> all)
    {
        All = all;
        byId = all.ToDictionary(o => o.Id);
        AreasAreTownships = all.Any(o => o.Kind == "township") && all.All(o => o.Kind != "county");
    }

    public IReadOnlyList<KnownOrganisation> All { get; }

    /// <summary>A county-level city has townships where others have counties.</summary>
    public bool AreasAreTownships { get; }

    public KnownOrganisation? Find(Guid id) => byId.GetValueOrDefault(id);
}

/// <summary>Reads organisations from memory: a city has some hundred and every page names them. What this node writes is seen at once, what another writes at most 60 s late.</summary>
/// <remarks>For showing and finding. Who decides by an organisation reads its row.</remarks>
public sealed class OrganisationDirectory(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private volatile Loaded? loaded;
    private int changes;

    public ValueTask<KnownOrganisations> GetAsync(CancellationToken cancellation = default) =>
        loaded is { } current && clock.GetElapsedTime(current.At) < Kept ? new(current.Organisations) : new(LoadAsync(cancellation));

    /// <summary>Those in which the given ones are: read anew where another node has added one since.</summary>
    public async ValueTask<KnownOrganisations> HoldingAsync(IEnumerable<Guid> ids, CancellationToken cancellation = default)
    {
        var known = await GetAsync(cancellation);
        return ids.All(id => known.Find(id) is not null) ? known : await LoadAsync(cancellation);
    }

    /// <summary>After a unit of work that wrote organisations.</summary>
    internal void Forget()
    {
        Interlocked.Increment(ref changes);
        loaded = null;
    }

    private async Task<KnownOrganisations> LoadAsync(CancellationToken cancellation)
    {
        var seen = Volatile.Read(ref changes);
        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Organisations.AsNoTracking()
            .OrderBy(o => o.SchoolId != null).ThenBy(o => o.Order).ThenBy(o => o.Code)
            .Select(o => new KnownOrganisation(o.Id, o.Code, o.Name, o.Kind, o.CountyId, o.SchoolId, o.ClosedOn != null)).ToListAsync(cancellation);
        var organisations = new KnownOrganisations(rows);
        // Read while somebody wrote, it may be the state before: shown once, not kept.
        if (seen == Volatile.Read(ref changes))
        {
            loaded = new Loaded(organisations, clock.GetTimestamp());
        }

        return organisations;
    }

    private sealed record Loaded(KnownOrganisations Organisations, long At);
}
