using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>What spreadsheets and input methods put into cells, taken out again.</summary>
public sealed class CleaningTests
{
    [Theory]
    [InlineData("王　敏", "王敏")]
    [InlineData(" 王 敏 ", "王敏")]
    [InlineData("王\u00A0\u200B敏\uFEFF", "王敏")]
    [InlineData("王\t敏\n", "王敏")]
    [InlineData("阿依古丽•买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽 ． 买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽.买买提", "阿依古丽·买买提")]
    [InlineData("阿依古丽。 买买提", "阿依古丽·买买提")]
    [InlineData("J.Smith", "J.Smith")]
    [InlineData("Anna  Maria", "Anna Maria")]
    [InlineData("Ａｎｎａ", "Anna")]
    [InlineData("𠮷 田", "𠮷田")]
    [InlineData("=王敏", "=王敏")]
    public void Name_AsTyped_IsTheName(string raw, string name) => Assert.Equal(name, Cleaning.Name(raw));

    [Theory]
    [InlineData("５１０４－００２０", "5104-0020")]
    [InlineData(" 市三中（初中部） ", "市三中(初中部)")]
    [InlineData("a\u200Bb\u00A0 c", "ab c")]
    public void Text_AsTyped_IsOfOneWidth(string raw, string text) => Assert.Equal(text, Cleaning.Text(raw));

    [Theory]
    [InlineData("2024-09-01", 2024, 9, 1)]
    [InlineData("2024/9/1", 2024, 9, 1)]
    [InlineData("2024.9.1", 2024, 9, 1)]
    [InlineData("2024年9月1日", 2024, 9, 1)]
    [InlineData("2024年9月1号", 2024, 9, 1)]
    [InlineData("２０２４年９月", 2024, 9, 1)]
    [InlineData("2024年9月", 2024, 9, 1)]
    [InlineData("2024.09", 2024, 9, 1)]
    [InlineData("20240901", 2024, 9, 1)]
    [InlineData("202409", 2024, 9, 1)]
    [InlineData("2024-09-01 00:00:00", 2024, 9, 1)]
    [InlineData("45536", 2024, 9, 1)]
    [InlineData("2024-02-29", 2024, 2, 29)]
    public void Day_AsTyped_IsRead(string raw, int year, int month, int date)
    {
        Assert.True(Cleaning.TryDay(Cell.Of(raw), out var day));
        Assert.Equal(new DateOnly(year, month, date), day);
    }

    [Theory]
    [InlineData("24.9.1")]
    [InlineData("2024-13-01")]
    [InlineData("2023-02-29")]
    [InlineData("去年")]
    [InlineData("17")]
    [InlineData("1.2024")]
    [InlineData("9999999")]
    public void Day_ThatCouldBeAnything_IsNotGuessed(string raw) => Assert.False(Cleaning.TryDay(Cell.Of(raw), out _));

    [Theory]
    [InlineData("1.38E+10", true)]
    [InlineData("1.38e10", true)]
    [InlineData("１．３８Ｅ＋１０", true)]
    [InlineData("5.10402E+17", true)]
    [InlineData("13800138000", false)]
    [InlineData("E10", false)]
    public void Number_LostToScientificNotation_IsKnown(string raw, bool lost) => Assert.Equal(lost, Cleaning.IsScientific(raw));

    [Theory]
    [InlineData("专职心理健康教师", "psychology-teacher", "full-time")]
    [InlineData("心理老师", "psychology-teacher", null)]
    [InlineData("主班", "homeroom-teacher", null)]
    [InlineData("班 主 任", "homeroom-teacher", null)]
    [InlineData("德育处主任", "moral-education-staff", null)]
    [InlineData("园长", "principal", null)]
    [InlineData("大队辅导员", "youth-league-staff", null)]
    [InlineData("homeroom-teacher", "homeroom-teacher", null)]
    public void Role_ByItsWord_IsKnown(string word, string role, string? employment)
    {
        Assert.True(RoleWords.TryRole(word, out var known, out var said));
        Assert.Equal((role, employment), (known, said));
    }

    [Fact]
    public void Template_Words_AreAllRead()
    {
        Assert.All(Learning.People.Services.Rosters.RosterTemplate.RoleWords, w => Assert.True(RoleWords.TryRole(w, out _, out _), w));
        Assert.All(Core.People.Roles.Staff, r =>
        {
            Assert.True(RoleWords.TryRole(Learning.People.Services.Rosters.RosterTemplate.RoleWord(r), out var read, out _));
            Assert.Equal(r, read);
        });
        Assert.All(Core.People.Standings.All, s =>
        {
            var word = Learning.People.Services.Rosters.RosterTemplate.StandingWord(s);
            Assert.True(RoleWords.TryStanding(word, out var read));
            Assert.Equal(s, read);
            Assert.NotEqual(s, word);
        });
    }
}
