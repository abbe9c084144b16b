using Learning.Framework.Navigation;

namespace Learning.People;

internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationEntry> All =
    [
        new NavigationEntry("人员", "/people", "users", Audience.School, 20, Permissions.ViewPeople),
        new NavigationEntry("人员", "/people", "users", Audience.Officer | Audience.Administrator, 30, Permissions.ViewPeople),
        new NavigationEntry("机构", "/people/organisations", "building", Audience.Officer | Audience.Administrator, 70, Permissions.ViewOrganisations),
        new NavigationEntry("注销申请", "/people/erasures", "shield-lock", Audience.Officer | Audience.Administrator, 75, Permissions.ErasePeople),
        new NavigationEntry("操作记录", "/people/audit", "history", Audience.Officer | Audience.Administrator, 80, Permissions.ViewAudit),
        new NavigationEntry("我", "/people/me", "user-circle", Audience.All, 90),
    ];
}
