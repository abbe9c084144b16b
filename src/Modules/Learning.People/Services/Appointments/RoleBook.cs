using System.Globalization;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Appointments;

/// <summary>A role as chosen: the usual one, and the bureau's own name of it if it has one.</summary>
internal sealed record RoleChoice(string Role, OwnRole? Own)
{
    /// <summary>What a form posts: the code of the own name, else the role's.</summary>
    public string Code => Own?.Code ?? Role;

    public bool Fits(Organisation place) => RoleRules.Fits(Role, place) && (Own is not { Kinds.Count: > 0 } || Own.Kinds.Contains(place.Kind));
}

/// <summary>The usual roles and the bureau's own, as its settings have them.</summary>
internal sealed class RoleBook(SettingsStore settings, Scope scope, IStringLocalizer T)
{
    /// <summary>By the code of a role or of an own name; null for neither.</summary>
    public async ValueTask<RoleChoice?> FindAsync(string? code, CancellationToken cancellation) =>
        code is null ? null
        : Roles.All.Contains(code) ? new RoleChoice(code, null)
        : (await settings.GetAsync(cancellation)).Roles.FirstOrDefault(r => r.Code == code) is { } own ? new RoleChoice(own.CountsAs, own)
        : null;

    /// <summary>Whether the acting person may give or take this role.</summary>
    public bool MayGive(string role) => RoleRules.Grantable(scope.Actor).Contains(role);

    /// <summary>Roles the acting person may give, the bureau's own behind the one it counts as.</summary>
    public async Task<IReadOnlyList<SelectListItem>> ChoicesAsync(string? chosen, CancellationToken cancellation)
    {
        var own = (await settings.GetAsync(cancellation)).Roles;
        var items = new List<SelectListItem>();
        foreach (var role in RoleRules.Grantable(scope.Actor))
        {
            items.Add(new SelectListItem(Theme.RoleNames.Of(T, role), role, role == chosen));
            items.AddRange(own.Where(r => r.CountsAs == role && (!r.Retired || r.Code == chosen))
                .Select(r => new SelectListItem(T["{0}（按{1}计）", Name(r), Theme.RoleNames.Of(T, role)], r.Code, r.Code == chosen)));
        }

        return items;
    }

    /// <summary>What people call a role, by the bureau's own name where it has one.</summary>
    public async ValueTask<string> NameAsync(string role, string? own, CancellationToken cancellation) =>
        own is not null && (await settings.GetAsync(cancellation)).Roles.FirstOrDefault(r => r.Code == own) is { } named ? Name(named) : Theme.RoleNames.Of(T, role);

    /// <summary>The name with 专职 or 兼职 and how the person stands.</summary>
    public async ValueTask<string> WholeNameAsync(string role, string? own, string? employment, string standing, CancellationToken cancellation)
    {
        var name = await NameAsync(role, own, cancellation);
        name = employment is null ? name : PlaceWords.Employed(T, employment, name);
        return standing == Standings.InPost ? name : T["{0}（{1}）", name, PlaceWords.Standing(T, standing)];
    }

    /// <summary>Where targets count a standing unless said otherwise.</summary>
    public async ValueTask<string> CountsAtAsync(string standing, CancellationToken cancellation) =>
        (await settings.GetAsync(cancellation)).CountsAt.TryGetValue(standing, out var place) ? place
        : standing == Standings.Secondment ? CountingPlaces.OnPaper
        : CountingPlaces.Here;

    public static string Name(OwnRole role) =>
        role.English.Length > 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? role.English : role.Name;
}
