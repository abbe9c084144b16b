using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class HolderNameTests
{
    [Theory]
    [InlineData("王", "*")]
    [InlineData("王明", "王*")]
    [InlineData("王小明", "王*明")]
    [InlineData("欧阳小明", "欧**明")]
    [InlineData("𠮷田明", "𠮷*明")]
    [InlineData("阿依古丽·买买提", "阿*·买*")]
    [InlineData("阿·买买提·明", "阿·买*·*")]
    [InlineData("John Smith", "J* S*")]
    [InlineData("abcdefghijklmnop", "a***p")]
    [InlineData("", "")]
    public void Mask_Name_ShowsLittle(string name, string masked) => Assert.Equal(masked, HolderName.Mask(name));

    [Theory]
    [InlineData("  王　明 ", "王明")]
    [InlineData("阿依古丽・买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽 • 买买提", "阿依古丽·买买提")]
    [InlineData("John   Smith", "John Smith")]
    [InlineData("Jose\u0301", "José")]
    public void TryNormalise_SpellingsOfOneName_BecomeOne(string typed, string expected)
    {
        Assert.True(HolderName.TryNormalise(typed, out var name));
        Assert.Equal(expected, name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" 　")]
    [InlineData("王\u202E明")]
    [InlineData("王\u200B明")]
    [InlineData("王\0明")]
    [InlineData("王\n明")]
    [InlineData("王\uFFFE")]
    [InlineData("王\uFFFD")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一")]
    public void TryNormalise_NotAName_IsRefused(string? typed) => Assert.False(HolderName.TryNormalise(typed, out _));

    [Fact]
    public void TryNormalise_HalfACharacter_IsRefused() => Assert.False(HolderName.TryNormalise("王" + (char)0xD842, out _));

    [Theory]
    [InlineData("王 明", "王明", true)]
    [InlineData("阿依古丽买买提", "阿依古丽•买买提", true)]
    [InlineData("john smith", "John Smith", true)]
    [InlineData("王明", "王朋", false)]
    [InlineData("", "", false)]
    public void Same_TwoSpellings_AreCompared(string one, string other, bool same) => Assert.Equal(same, HolderName.Same(one, other));

    [Fact]
    public void TryNormalise_AnyText_NeverThrowsAndIsStable() => Prop.ForAll<string?>(text =>
        !HolderName.TryNormalise(text, out var name) || (HolderName.TryNormalise(name, out var again) && again == name))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Mask_AnyName_NeverShowsItWhole() => Prop.ForAll<string?>(text =>
        !HolderName.TryNormalise(text, out var name) || HolderName.Mask(name) != name || name.Contains('*')).QuickCheckThrowOnFailure();
}
