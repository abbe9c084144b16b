using Learning.Core.People;
using Learning.Framework.Exports;
using Learning.People.Services.Rosters.Reading;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Rosters;

/// <summary>The site's own table of people: what the template asks for, the export writes, and the import reads without being told.</summary>
internal static class RosterTemplate
{
    /// <summary>Columns our report writes beside the clerk's own.</summary>
    public const string Result = "检查结果", Reason = "原因";

    public static readonly IReadOnlyList<TableColumn> Columns =
    [
        new("姓名", 12), new("教师编号", 16), new("学校代码", 16), new("学校", 28), new("岗位", 18), new("专职还是兼职", 14), new("在岗状态", 12),
        new("起始日期", 14), new("结束日期", 14), new("手机号", 16), new("身份证号", 22),
    ];

    public static readonly IReadOnlyList<string> RoleWords =
        ["心理健康教师", "班主任", "学科教师", "校长", "德育干部", "团委干部", "辅导员", "服务站负责教师", "教研员", "其他教师"];

    public static bool IsOurs(IReadOnlyList<string> headers) =>
        Columns.All(c => headers.Contains(c.Header, StringComparer.Ordinal)) && headers.All(h => h.Length == 0 || Columns.Any(c => c.Header == h) || h is Result or Reason);

    /// <summary>What files call a role; a role without such a word goes by its code.</summary>
    public static string RoleWord(string role) => Roles.Staff.ToList().IndexOf(role) is >= 0 and var i && i < RoleWords.Count ? RoleWords[i] : role;

    public static string? EmploymentWord(string? employment) => employment switch
    {
        "full-time" => "专职",
        "part-time" => "兼职",
        _ => null,
    };

    public static string StandingWord(string standing) => standing switch
    {
        Standings.InPost => "在岗",
        Standings.Contract => "编外",
        "substitute" => "代课",
        "exchange" => "支教交流",
        "secondment" => "借调",
        Standings.OnLeave => "请假",
        "retired" => "退休",
        "rehired" => "返聘",
        _ => standing,
    };

    /// <summary>An empty table with one example, and a sheet that says what goes where.</summary>
    public static async Task WriteAsync(ITableWriter table, IStringLocalizer T, (string Code, string Name) school, CancellationToken cancellation)
    {
        await table.BeginSheetAsync("人员", Columns, cancellation);
        await table.WriteAsync([ExampleName, "EXAMPLE-0001", school.Code, school.Name, "班主任、学科教师", "", "在岗", "2025-09-01", "", "13800138000", ""], cancellation);
        await table.BeginSheetAsync("说明", [new("列", 16), new(T["怎么填"].Value, 90)], cancellation);
        string[][] notes =
        [
            ["姓名", T["和身份证一致；少数民族姓名中间用·。必填。"]],
            ["教师编号", T["全国教师系统的个人标识码或学校工号；有编号才不会认错人。"]],
            ["学校代码", T["机构页上的代码。写了代码，学校可以不写。"]],
            ["学校", T["机构页上的全称。"]],
            ["岗位", T["写这些词：{0}。几个岗位用顿号隔开。", string.Join('、', RoleWords)]],
            ["专职还是兼职", T["心理健康教师写专职或兼职，别的岗位不写。"]],
            ["在岗状态", T["在岗、编外、代课、支教交流、借调、请假、退休、返聘；不写就是在岗。"]],
            ["起始日期", T["从哪天起在这个岗位，写成2025-09-01；不写就从导入那天起。"]],
            ["结束日期", T["到哪天止；还在岗就不写。"]],
            ["手机号", T["11位手机号码。这一列已设为文本，号码不会变样。"]],
            ["身份证号", T["18位；可以不写。加密保存。"]],
            [ExampleName, T["第一行是例子，上传前可以留着：平台不会导入它。"]],
        ];
        foreach (var note in notes)
        {
            await table.WriteAsync(note, cancellation);
        }
    }

    /// <summary>The example's name: a row of this name and number is passed over.</summary>
    private const string ExampleName = "例子（张三）";

    public static bool IsExample(RosterEntry entry) => entry.StaffNumber == "EXAMPLE-0001";
}
