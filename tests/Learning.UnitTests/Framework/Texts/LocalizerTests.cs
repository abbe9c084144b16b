using System.Globalization;
using Learning.Framework.Texts;

namespace Learning.UnitTests.Framework.Texts;

public sealed class LocalizerTests : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;
    private readonly Localizer texts = new([typeof(Learning.People.Startup).Assembly]);

    public LocalizerTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public void Dispose() => CultureInfo.CurrentUICulture = before;

    [Theory]
    [InlineData("0", "0 people")]
    [InlineData("1", "1 person")]
    [InlineData("1,286", "1,286 people")]
    public void Count_InEnglish_TakesSingularOrPlural(string count, string expected) => Assert.Equal(expected, texts["共{0}人", count].Value);

    [Fact]
    public void Count_GivenAsNumber_IsTheSame() => Assert.Equal("1 school or unit done: 1 post goes on, 2 end on 31 August.", texts["{0}所学校和单位办好了：留任{1}个岗位，到8月31日为止{2}个。", 1, 1, 2].Value);

    [Fact]
    public void Count_InChinese_HasNoPlural()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Equal("共1人", texts["共{0}人", 1].Value);
    }

    [Theory]
    [InlineData("on leave", "On leave")]
    [InlineData("请假", "请假")]
    [InlineData("", "")]
    public void Start_OfChoice_IsCapitalWhereThereAreAny(string text, string expected) => Assert.Equal(expected, SentenceCase.Start(text));

    [Theory]
    [InlineData("City officer", "city officer")]
    [InlineData("Youth League staff", "Youth League staff")]
    [InlineData("市级管理员", "市级管理员")]
    public void Within_Sentence_IsSmallButForNamesOfTheirOwn(string text, string expected) => Assert.Equal(expected, SentenceCase.Within(text));
}
