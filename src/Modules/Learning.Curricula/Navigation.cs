using Learning.Framework.Navigation;

namespace Learning.Curricula;

internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationEntry> All = [new NavigationEntry("学习", "/curricula", "book", Audience.Teacher, 20)];
}
