using Learning.Framework.Text;

namespace Learning.UnitTests.People;

public sealed class PinyinTests
{
    [Theory]
    [InlineData("王敏", "wang min", "wm")]
    [InlineData("欧阳静怡", "ou yang jing yi", "oyjy")]
    [InlineData("单晓䶮", "shan xiao yan", "sxy")]
    [InlineData("曾珝", "zeng xu", "zx")]
    [InlineData("尉迟岚", "yu chi lan", "ycl")]
    [InlineData("吕晓琴", "lv xiao qin", "lxq")]
    [InlineData("陈𬭎", "chen hong", "ch")]
    [InlineData("古丽娜尔·艾山", "gu li na er ai shan", "glneas")]
    [InlineData("John 王", "john wang", "jw")]
    [InlineData("", "", "")]
    public void SortKey_Name_IsItsPinyin(string name, string key, string initials)
    {
        Assert.Equal(key, Pinyin.SortKey(name));
        Assert.Equal(initials, Pinyin.Initials(name));
    }

    [Fact]
    public void SortKey_SurnameAlone_IsReadAsAnyCharacter() => Assert.Equal("dan", Pinyin.SortKey("单"));

    [Fact]
    public void SortKey_CharactersOfUnicodeOne_HaveReadingsButForSomeKoreanAndJapaneseOnes() =>
        Assert.InRange(Enumerable.Range(0x4E00, 20902).Count(c => Pinyin.SortKey(new string((char)c, 2)).Any(k => k > 'z')), 0, 50);
}
