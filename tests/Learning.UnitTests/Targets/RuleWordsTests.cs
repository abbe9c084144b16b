using System.Globalization;
using Learning.Framework.Texts;
using Learning.Targets.Services;

namespace Learning.UnitTests.Targets;

public sealed class RuleWordsTests
{
    private static readonly RuleWords Words = new(new Localizer([typeof(Learning.Targets.Startup).Assembly, typeof(Learning.Theme.RoleNames).Assembly]));

    [Theory]
    [InlineData("PZ-5", "中小学（含中职学校、特殊教育学校、教学点）在岗的学科教师；心理健康教育不少于8学时；每学年（9月1日至次年8月31日）；目标：每一位")]
    [InlineData("PZ-3", "中小学（含中职学校、特殊教育学校、教学点）在岗的专职心理健康教师；持有学校心理辅导员A级证书或更高级别；到2025年12月31日；目标：全市20人")]
    [InlineData("PZ-6", "已发布的培训方案；写明课程、学时、方式、考核四项；随时；目标：100%")]
    [InlineData("QD-4.c", "中小学（含中职学校、特殊教育学校、教学点），其中学生数不少于100；在岗的心理健康教师不少于1人，并且每10个班配1人（不足的部分不计）；到2020年12月31日；目标：每一所")]
    public void Whole_Rule_ReadsAsASentence(string id, string expected) => In("zh-CN", () => Assert.Equal(expected, Words.Whole(Policies.Row(id).Counted)));

    [Fact]
    public void Whole_EveryMeasuredRule_HasNoChineseInEnglish() => In("en", () =>
    {
        foreach (var target in Policies.Cities.SelectMany(Policies.Of).Where(t => t.Rule is not null))
        {
            Assert.DoesNotContain(Words.Whole(target.Counted), c => c is >= '一' and <= '鿿');
        }
    });

    private static void In(string culture, Action act)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            act();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
