using Learning.Framework.Navigation;

namespace Learning.Bureau;

internal static class Navigation
{
    private const Audience Bureaus = Audience.Officer | Audience.Administrator;

    public static readonly IReadOnlyList<NavigationEntry> All =
    [
        new NavigationEntry("待办", "/bureau/todo", "checklist", Audience.School, 10, Permissions.SeeTodo),
        new NavigationEntry("指标", "/bureau", "chart-bar", Audience.School, 30, Permissions.SeeCoverage),
        new NavigationEntry("指标", "/bureau", "chart-bar", Bureaus, 10, Permissions.SeeCoverage),
        new NavigationEntry("待办", "/bureau/todo", "checklist", Bureaus, 20, Permissions.SeeTodo),
        new NavigationEntry("热线", "/bureau/hotlines", "phone", Bureaus, 85, Permissions.EditHotlines),
    ];
}
