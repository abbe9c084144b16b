using System.Text.RegularExpressions;
using Learning.Framework.Texts;
using Learning.People.Services;

namespace Learning.ArchitectureTests;

/// <summary>Whatever is put on record can be read by people.</summary>
public sealed partial class AuditTests
{
    [Fact]
    public void Actions_OfTheSource_HaveWords()
    {
        var texts = new Localizer([]);
        var codes = Tree.Files("src", ".cs").SelectMany(f => Call().Matches(File.ReadAllText(f)).SelectMany(call => Code().Matches(call.Groups["act"].Value).Select(m => m.Groups["code"].Value))).Distinct().ToList();

        Assert.True(codes.Count > 15, $"only {codes.Count} acts were found");
        Assert.Empty(codes.Where(c => AuditWords.Action(texts, c) == c));
    }

    [Fact]
    public void Subjects_OfTheSource_HaveWords()
    {
        var texts = new Localizer([]);
        var kinds = Tree.Files("src", ".cs").SelectMany(f => Call().Matches(File.ReadAllText(f)).Select(m => m.Groups["kind"].Value)).Distinct().ToList();

        Assert.Empty(kinds.Where(k => AuditWords.Subject(texts, k) == k));
    }

    [GeneratedRegex("""\b(?i:audit)\.Record\((?<act>[^;]*?"[a-z-]+\.[a-z-]+"[^,;]*),\s*"(?<kind>[a-z-]+)"\s*,""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();

    [GeneratedRegex("\"(?<code>[a-z-]+\\.[a-z-]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
