using Learning.Framework.Navigation;

namespace Learning.Hours;

internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationEntry> Entries =
    [
        new NavigationEntry("学时", "/hours", "clock", Audience.Teacher, 50, Permissions.SeeOwnHours),
        new NavigationEntry("学时登记", "/hours/records", "clock", Audience.School | Audience.Officer, 65, Permissions.SeeRecords),
    ];
}
