using Learning.Core;
using Microsoft.AspNetCore.Http;

namespace Learning.Framework.Accounts;

/// <summary>What the acting person may see and do, by area. Every query on people or results says <c>.Within(scope)</c>.</summary>
public sealed class Scope(Actor? actor)
{
    public Scope(IHttpContextAccessor accessor)
        : this(Actor.From(accessor.HttpContext?.User))
    {
    }

    /// <summary>The acting person; throws on an anonymous page, where there is none.</summary>
    public Actor Actor => actor ?? throw new InvalidOperationException("Nobody is signed in.");

    public Actor? ActorOrNone => actor;

    public ScopeLevel Level => actor?.Level ?? ScopeLevel.Own;

    /// <summary>The county the scope is limited to; null when it is the city's (or no area's).</summary>
    public Guid? CountyId => Level is ScopeLevel.County or ScopeLevel.School ? Actor.CountyId : null;

    /// <summary>The school the scope is limited to; null when it is an area's.</summary>
    public Guid? SchoolId => Level == ScopeLevel.School ? Actor.SchoolId : null;

    /// <summary>What <c>.Within(scope)</c> asks, for compiled queries: a county or a school, neither for the whole city; null for a person without an area.</summary>
    public (Guid? CountyId, Guid? SchoolId)? Area => Level switch
    {
        ScopeLevel.City => (null, null),
        ScopeLevel.County => (Actor.CountyId!.Value, null),
        ScopeLevel.School => (null, Actor.SchoolId!.Value),
        _ => null,
    };

    /// <summary>Whether a row of this county and school lies inside.</summary>
    public bool Holds(Guid? countyId, Guid? schoolId) => Level switch
    {
        ScopeLevel.City => true,
        ScopeLevel.County => countyId == Actor.CountyId,
        ScopeLevel.School => schoolId is not null && schoolId == Actor.SchoolId,
        _ => false,
    };
}

public static class ScopeQueries
{
    /// <summary>Only rows of the scope's area; nothing for a person without one.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, Scope scope)
        where T : class, IScoped
    {
        switch (scope.Level)
        {
            case ScopeLevel.City:
                return rows;
            case ScopeLevel.County:
                var county = scope.Actor.CountyId;
                return rows.Where(r => r.CountyId == county);
            case ScopeLevel.School:
                var school = scope.Actor.SchoolId;
                return rows.Where(r => r.SchoolId == school);
            default:
                return rows.Where(_ => false);
        }
    }
}
