using Learning.Core.People;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Codes of roles and standings by the words rosters use.</summary>
internal static class RoleWords
{
    private static readonly Dictionary<string, string> RolesByWord = Words(
        (Roles.PsychologyTeacher, "心理教师 心理老师 心理健康教师 心理健康教育教师 心理健康老师 心理辅导教师 心理辅导员 专职心理教师 兼职心理教师 专职心理健康教师 兼职心理健康教师 专职心理健康教育教师 兼职心理健康教育教师 心理"),
        (Roles.HomeroomTeacher, "班主任 主班 主班教师 主班老师 正班主任 副班主任"),
        (Roles.SubjectTeacher, "学科教师 任课教师 任课老师 科任教师 科任 专任教师 专职教师 教师 老师 普通教师 一线教师"),
        (Roles.Principal, "校长 园长 副校长 副园长 校级领导 执行校长 党组织书记 书记"),
        (Roles.MoralEducationStaff, "德育干部 德育主任 德育处主任 德育副校长 政教主任 政教处主任 学生处主任 德育人员 德育"),
        (Roles.YouthLeagueStaff, "团委干部 团委书记 团干部 团队干部 大队辅导员 少先队辅导员 少先队大队辅导员 团总支书记"),
        (Roles.Counsellor, "辅导员 学生辅导员"),
        (Roles.StationDuty, "服务站负责教师 服务站责任教师 站点负责教师 服务站值守教师"),
        (Roles.Researcher, "教研员 专职教研员 兼职教研员"),
        (Roles.OtherTeacher, "其他 其他教师 其他人员 其他教职工 职员 教辅 教辅人员 行政 行政人员 工勤 工勤人员 后勤 后勤人员 保育员 保育教师 配班教师 生活教师 校医 图书管理员 管理人员"),
        (Roles.SchoolAdministrator, "学校管理员"),
        (Roles.CountyOfficer, "区县管理员 县区管理员 区管理员 县管理员 乡镇街道管理员 乡镇管理员 街道管理员"),
        (Roles.CityOfficer, "市级管理员"),
        (Roles.Administrator, "平台管理员 系统管理员"));

    private static readonly HashSet<string> Subjects =
    [
        .. "语文 数学 英语 外语 物理 化学 生物 历史 地理 政治 思政 思想政治 道德与法治 道法 体育 体育与健康 音乐 美术 艺术 信息技术 信息科技 科学 劳动 劳动技术 通用技术 综合实践 书法".Split(' '),
    ];

    private static readonly Dictionary<string, string> StandingsByWord = Words(
        (Standings.InPost, "在岗 在职 在编 在编在岗 在职在岗 正常 在校 任教 是 聘用 合同制"),
        (Standings.Contract, "编外 编外人员 编外教师"),
        ("substitute", "代课 代课教师 代课老师 临聘 临聘教师 临时代课 顶岗"),
        ("exchange", "支教 交流 支教交流 轮岗 交流轮岗 轮岗交流 跟岗"),
        ("secondment", "借调 借用 抽调 外借 挂职"),
        (Standings.OnLeave, "请假 休假 产假 病假 事假 长病假 长期病假 哺乳假 脱产进修"),
        ("retired", "退休 离退休 内退 已退休"),
        ("rehired", "返聘 退休返聘"));

    /// <summary>The role a word means, with 专职 or 兼职 where the word says so; false where nobody knows it.</summary>
    public static bool TryRole(string word, out string role, out string? employment)
    {
        var plain = Plain(word);
        employment = plain.StartsWith("专职", StringComparison.Ordinal) ? "full-time" : plain.StartsWith("兼职", StringComparison.Ordinal) ? "part-time" : null;
        if (RolesByWord.TryGetValue(plain, out role!) || (employment is not null && RolesByWord.TryGetValue(plain[2..], out role!)))
        {
            return true;
        }

        // A subject and 老师 or 教师 is who teaches it.
        if (Subjects.Contains(plain) || (plain.Length > 2 && plain[^2..] is "老师" or "教师" && Subjects.Contains(plain[..^2])))
        {
            role = Roles.SubjectTeacher;
            return true;
        }

        role = Roles.All.FirstOrDefault(r => string.Equals(r.Replace("-", "", StringComparison.Ordinal), plain, StringComparison.OrdinalIgnoreCase)) ?? "";
        return role.Length > 0;
    }

    public static bool TryStanding(string word, out string standing)
    {
        if (StandingsByWord.TryGetValue(Plain(word), out standing!))
        {
            return true;
        }

        standing = Standings.All.FirstOrDefault(s => string.Equals(s.Replace("-", "", StringComparison.Ordinal), Plain(word), StringComparison.OrdinalIgnoreCase)) ?? "";
        return standing.Length > 0;
    }

    public static string? Employment(string word) => Plain(word) switch
    {
        "专职" or "是" or "全职" or "fulltime" => "full-time",
        "兼职" or "否" or "parttime" => "part-time",
        _ => null,
    };

    public static bool IsPsychology(string subject) => subject.Contains("心理", StringComparison.Ordinal);

    private static string Plain(string word) => string.Concat(Cleaning.Text(word).Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static Dictionary<string, string> Words(params (string Code, string List)[] known) =>
        known.SelectMany(k => k.List.Split(' ').Select(w => (Word: w, k.Code))).ToDictionary(k => k.Word, k => k.Code, StringComparer.Ordinal);
}
