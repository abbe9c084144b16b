using Learning.Core.People;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;

namespace Learning.Framework.Navigation;

/// <summary>Kinds of user the navigation differs for; the acting roles decide.</summary>
[Flags]
public enum Audience
{
    None = 0,
    Teacher = 1,
    School = 2,
    Officer = 4,
    Administrator = 8,
    Parent = 16,
    Staff = School | Officer | Administrator,
    All = Teacher | Staff | Parent,
}

/// <summary>One entry a module offers.</summary>
/// <param name="Text">Chinese text, a key of the module's texts.</param>
/// <param name="Href">Where it leads; active when the path begins with it.</param>
/// <param name="Icon">Name of a Tabler outline icon of the theme's sprite.</param>
/// <param name="Order">Order; the first four for a user become tabs on a phone, the rest stand under 更多.</param>
/// <param name="Permission">Shown only with this permission's roles; null for every signed-in user of the audience.</param>
public sealed record NavigationEntry(string Text, string Href, string Icon, Audience For, int Order, string? Permission = null);

/// <summary>One item as the layout draws it.</summary>
public sealed record NavigationItem(string Text, string Href, string Icon, bool Active, bool Tab);

/// <summary>The navigation of the acting person.</summary>
public sealed class SiteNavigation(ModuleCatalog modules, IStringLocalizer texts)
{
    private readonly IReadOnlyList<NavigationEntry> entries = [.. modules.Modules.SelectMany(m => m.Navigation).OrderBy(e => e.Order)];
    private readonly Dictionary<string, Permission> permissions = modules.Permissions.ToDictionary(p => p.Name, StringComparer.Ordinal);

    public static Audience AudienceOf(Actor actor) =>
        actor.Roles.Contains(Roles.Administrator) ? Audience.Administrator
        : actor.Level is ScopeLevel.City or ScopeLevel.County ? Audience.Officer
        : actor.Level == ScopeLevel.School ? Audience.School
        : actor.Roles is [Roles.Parent] ? Audience.Parent
        : Audience.Teacher;

    /// <summary>Items for this request's actor; none for a visitor.</summary>
    public IReadOnlyList<NavigationItem> For(HttpContext context)
    {
        if (Actor.From(context.User) is not { } actor)
        {
            return [];
        }

        var audience = AudienceOf(actor);
        var path = context.Request.Path.Value ?? "/";
        var mine = entries.Where(e => e.For.HasFlag(audience)
            && (e.Permission is null || permissions[e.Permission].Roles.Any(actor.Roles.Contains))).ToList();
        var active = mine.Where(e => path.Equals(e.Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith(e.Href + "/", StringComparison.OrdinalIgnoreCase))
            .MaxBy(e => e.Href.Length) ?? mine.FirstOrDefault(e => string.Equals(Area(path), Area(e.Href), StringComparison.OrdinalIgnoreCase));
        var tabs = mine.Count <= 5 ? 5 : 4;
        return [.. mine.Select((e, i) => new NavigationItem(texts[e.Text], e.Href, e.Icon, e == active, i < tabs))];
    }

    /// <summary>First part of a path, its module: a page that no entry leads to stands under the module's first entry.</summary>
    private static string Area(string path) => path.Split('/', 3) is [_, var area, ..] ? area : "";

    /// <summary>The page a person lands on after sign-in.</summary>
    public static string HomeOf(Actor actor) => AudienceOf(actor) switch
    {
        Audience.Teacher => "/my",
        Audience.School => "/bureau/todo",
        Audience.Parent => "/people/me",
        _ => "/bureau",
    };
}
