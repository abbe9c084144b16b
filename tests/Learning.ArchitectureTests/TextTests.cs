using System.Text.Json;
using System.Text.RegularExpressions;

namespace Learning.ArchitectureTests;

/// <summary>Every Chinese text has its English, and no English is left over.</summary>
public sealed partial class TextTests
{
    public static TheoryData<string> Projects =>
        [.. Tree.ModuleFolders.Append(Path.Combine(Tree.Root, "themes", "Learning.Theme")).Append(Path.Combine(Tree.Root, "src", "Learning.Framework")).Select(Tree.Short)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Texts_OfSource_AllHaveEnglish(string project)
    {
        var used = Used(project);
        var english = English(project);

        Assert.Empty(used.Except(english.Keys, StringComparer.Ordinal));
        Assert.Empty(english.Keys.Except(used, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void English_Placeholders_AreThoseOfTheChinese(string project)
    {
        var wrong = English(project).Where(t => !Numbers(t.Key).SetEquals(Numbers(t.Value))).Select(t => t.Key);

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void English_Text_HoldsNoChinese(string project) =>
        Assert.Empty(English(project).Where(t => Chinese().IsMatch(t.Value)).Select(t => t.Value));

    /// <summary><c>{0} people</c> would say 1 people: <c>{0} {0:person|people}</c>. Limits (at most, of) are never one.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void English_CountedNoun_FollowsItsNumber(string project) =>
        Assert.Empty(English(project).Where(t => !t.Key.Contains("个字", StringComparison.Ordinal) && Counted().IsMatch(t.Value)).Select(t => t.Value));

    /// <summary>What pages say goes through the texts; only the name of the other language stays in its own.</summary>
    [Fact]
    public void Pages_OutsideTheirTexts_HoldNoChinese() =>
        Assert.Empty(Tree.Files("src", ".cshtml").Concat(Tree.Files("themes", ".cshtml"))
            .SelectMany(f => Key().Replace(Aside().Replace(File.ReadAllText(f), ""), "").Split('\n').Where(l => Chinese().IsMatch(l) && !l.Contains("lang=\"zh-Hans\"", StringComparison.Ordinal)).Select(l => $"{Tree.Short(f)}: {l.Trim()}")));

    [Fact]
    public void SameChinese_InTwoModules_IsTheSameEnglish()
    {
        var different = Projects.SelectMany(p => English(p.Data)).GroupBy(t => t.Key, StringComparer.Ordinal)
            .Where(g => g.Select(t => t.Value).Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(g => $"{g.Key}: {string.Join(" | ", g.Select(t => t.Value).Distinct(StringComparer.Ordinal))}");

        Assert.Empty(different);
    }

    private static HashSet<string> Used(string project) =>
        [.. Tree.Files(project, ".cs", ".cshtml").SelectMany(f => Keys(File.ReadAllText(f)))];

    /// <summary>Keys of <c>T["…"]</c>, and texts marked as keys where they are data (<c>new NavigationEntry("…"</c>, <c>Text.Key("…")</c>).</summary>
    private static IEnumerable<string> Keys(string source) =>
        Key().Matches(source).Select(m => Regex.Unescape(m.Groups["key"].Value));

    private static Dictionary<string, string> English(string project)
    {
        var file = Path.Combine(Tree.Root, project, "Texts.en.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file))! : [];
    }

    private static HashSet<string> Numbers(string text) => [.. Placeholder().Matches(text).Select(m => m.Groups["n"].Value)];

    [GeneratedRegex("""(?:\b(?:T|texts|text|localizer)\[|NavigationEntry\(|TextKey\.Of\()\s*"(?<key>(?:[^"\\]|\\.)+)"\s*[],)]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"(?<!more than |[Aa]t most |/|of )\{\d+\} (people|persons|staff members|rows|posts|records|organisations|schools|units|certificates|days|codes|qualifications|lessons|questions|tries|hours|points|hotlines|reports|devices|numbers|things)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counted();

    /// <summary>Remarks of the source.</summary>
    [GeneratedRegex(@"@\*.*?\*@|(?<=^|\s)//[^\n]*", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aside();

    [GeneratedRegex(@"\{(?<n>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chinese();
}
