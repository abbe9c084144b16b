using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Bureau.Services;

/// <summary>A part of the city a page shows: all of it, a county, what lies outside any county, or one school.</summary>
/// <param name="Code">The organisation's code, as addresses carry it; null for a person's own area.</param>
internal sealed record Area(ScopeLevel Level, Guid? CountyId, Guid? SchoolId, string Name, string? Code = null)
{
    /// <summary>Addresses name by this what lies outside any county.</summary>
    public const string DirectCode = "direct";

    public bool IsDirect => Code == DirectCode;
}

/// <summary>The areas the acting person may see.</summary>
internal sealed class Areas(LearningDbContext db, Scope scope, SettingsStore settings, IStringLocalizer T)
{
    /// <summary>The whole area of the acting person.</summary>
    public async Task<Area> OwnAsync(CancellationToken cancellation)
    {
        if (scope.Level == ScopeLevel.City)
        {
            var city = (await settings.GetAsync(cancellation)).City;
            return new Area(ScopeLevel.City, null, null, city.Length > 0 ? city : T["全市"]);
        }

        var id = scope.SchoolId ?? scope.CountyId ?? throw new InvalidOperationException("A person without an area sees no coverage.");
        var name = await db.Organisations.AsNoTracking().Where(o => o.Id == id).Select(o => o.Name).SingleAsync(cancellation);
        return new Area(scope.Level, scope.CountyId, scope.SchoolId, name);
    }

    /// <summary>The area an address names; null when there is none or it lies outside the acting person's.</summary>
    public async Task<Area?> FindAsync(string? code, CancellationToken cancellation)
    {
        var own = await OwnAsync(cancellation);
        if (string.IsNullOrEmpty(code))
        {
            return own;
        }

        if (code == Area.DirectCode)
        {
            return own.Level == ScopeLevel.City ? new Area(ScopeLevel.County, null, null, T["市直属"], code) : null;
        }

        var found = await db.Organisations.AsNoTracking().Within(scope).Where(o => o.Code == code)
            .Select(o => new { o.Id, o.Name, o.Kind, o.CountyId, o.SchoolId }).FirstOrDefaultAsync(cancellation);
        return found switch
        {
            null => null,
            _ when OrganisationKinds.Areas.Contains(found.Kind) => new Area(ScopeLevel.County, found.Id, null, found.Name, code),
            { SchoolId: { } school } => new Area(ScopeLevel.School, found.CountyId, school, found.Name, code),
            _ => null,
        };
    }

    /// <summary>Codes of organisations, for the addresses of rows.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> CodesAsync(IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return await db.Organisations.AsNoTracking().Within(scope).Where(o => wanted.Contains(o.Id)).ToDictionaryAsync(o => o.Id, o => o.Code, cancellation);
    }

    /// <summary>Schools and units outside any county, in official order.</summary>
    public Task<PageOf<Guid>> DirectAsync(int page, CancellationToken cancellation) =>
        db.Organisations.AsNoTracking().Within(scope).Where(o => o.CountyId == null && o.SchoolId == o.Id)
            .OrderBy(o => o.Order).ThenBy(o => o.Code).Select(o => o.Id).ToPageAsync(page, cancellation, size: 20);
}
