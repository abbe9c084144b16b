using Learning.Framework.Recipes;

namespace Learning.Curricula.Recipes;

/// <summary>What this module's steps check alike, each with the place to point at.</summary>
internal static class RecipeChecks
{
    public static bool IsCode(string text) => text.Length is > 0 and <= 40 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public static void Require(this RecipeRun run, bool holds, string at, string expected)
    {
        if (!holds)
        {
            throw run.Problem(at, expected);
        }
    }

    public static void RequireOneOf(this RecipeRun run, string value, IEnumerable<string> codes, string at) =>
        run.Require(codes.Contains(value, StringComparer.Ordinal), at, $"'{value}' is not known; expected one of: {string.Join(", ", codes)}");

    public static void RequireHours(this RecipeRun run, decimal hours, string at) =>
        run.Require(hours is > 0 and <= 1000 && decimal.Round(hours, 2) == hours, at, "expected hours above 0 with at most two decimals, such as 1.5");
}
