using Learning.People.Services.Rosters;
using Learning.People.Services.Rosters.Reading;

namespace Learning.UnitTests.People.Rosters;

/// <summary>Where a table begins, and what its columns are.</summary>
public sealed class HeaderFinderTests
{
    [Fact]
    public void Find_UnderAMergedTitle_IsTheRowOfHeaders()
    {
        var rows = Rows("市三中2025年教职工花名册", "填报单位：市三中,,,填报日期：2025-09-01", "序号,姓名,教职工号,所在单位,岗位,手机号码", "1,王敏,T1,市三中,班主任,13800138000");

        Assert.Equal(3, HeaderFinder.Find(rows)?.Line);
    }

    [Fact]
    public void Find_WithoutKnownWords_IsTheFirstFullRowOfText()
    {
        var rows = Rows("名册", "甲,乙,丙", "王敏,T1,班主任");

        Assert.Equal(2, HeaderFinder.Find(rows)?.Line);
    }

    [Fact]
    public void Suggest_ByTheNationalSystemsHeaders_IsTheirFields()
    {
        string[] headers = ["序号", "教师姓名", "工号", "全国教师系统 个人标识码", "学校标识码", "所在单位（全称）", "岗位*", "任教学科", "手机号", "身份证号", "参加工作日期", "编制", "在岗状态", "起始日期"];

        Assert.Equal(
            [
                RosterField.None, RosterField.Name, RosterField.None, RosterField.StaffNumber, RosterField.SchoolCode, RosterField.School, RosterField.Role, RosterField.Subject,
                RosterField.Phone, RosterField.IdentityNumber, RosterField.None, RosterField.Establishment, RosterField.Standing, RosterField.From,
            ],
            KnownHeaders.Suggest(headers));
    }

    [Fact]
    public void Suggest_OurOwnColumns_AreAllKnown() =>
        Assert.DoesNotContain(RosterField.None, KnownHeaders.Suggest([.. RosterTemplate.Columns.Select(c => c.Header)]));

    [Fact]
    public void Fingerprint_OfTheSameHeadersWithSpaces_IsTheSame()
    {
        var (one, other) = (Rows("姓 名,工号 ,手机号")[0], Rows("姓名,工号,手机号")[0]);

        Assert.Equal(HeaderFinder.Fingerprint(one), HeaderFinder.Fingerprint(other));
    }

    private static List<SheetRow> Rows(params string[] lines) => [.. lines.Select((l, i) => new SheetRow(i + 1, [.. l.Split(',').Select(c => Cell.Of(c))]))];
}
