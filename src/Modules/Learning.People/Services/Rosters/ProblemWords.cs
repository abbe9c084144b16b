using Learning.Core.People;
using Learning.People.Models;
using Learning.People.Services.Rosters.Reading;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Rosters;

/// <summary>Reasons in words: the fact, then what to do.</summary>
internal static class ProblemWords
{
    public static string Of(IStringLocalizer T, RowProblem problem)
    {
        var what = problem.Argument ?? "";
        return problem.Kind switch
        {
            ProblemKind.NameMissing => T["没有姓名，补上再上传。"],
            ProblemKind.NameWrong => T["姓名里没有文字或超过60个字，改成身份证上的姓名。"],
            ProblemKind.StaffNumberWrong => T["编号只有数字和字母，最多40位。"],
            ProblemKind.StaffNumberLost => T["编号被Excel改成了数字，后面几位丢了：把这一列设为文本，重新填再上传。"],
            ProblemKind.PhoneLost => T["手机号被Excel改了格式：把这一列设为文本，重新填11位号码再上传。"],
            ProblemKind.PhoneWrong => T["手机号不是11位手机号码，改正或清空这一格。"],
            ProblemKind.IdentityLost => T["身份证号被Excel改成了数字，后面几位丢了：把这一列设为文本，重新填再上传。"],
            ProblemKind.IdentityWrong => T["身份证号不对（18位，最后一位是校验码），核对后改正或清空这一格。"],
            ProblemKind.DateWrong => T["“{0}”看不出是哪一天，写成2026-09-01。", what],
            ProblemKind.DatesReversed => T["结束日期早于起始日期，改正其中一个。"],
            ProblemKind.DateFar => T["起始日期要在1950年以后、一年以内，改正这一格。"],
            ProblemKind.SchoolMissing => T["没有写学校，补上学校或学校代码。"],
            ProblemKind.SchoolUnknown => problem.Likely is { } likely ? T["没有“{0}”这个学校。是不是“{1}”？改好再上传。", what, likely] : T["没有“{0}”这个学校，照机构页上的全称或代码写，再上传。", what],
            ProblemKind.SchoolClosed => problem.Likely is { } into ? T["“{0}”已并入“{1}”，学校改成新单位再上传。", what, into] : T["“{0}”已停办，改成现在的学校再上传。", what],
            ProblemKind.SchoolAmbiguous => T["有几个学校都叫“{0}”，改写学校代码。", what],
            ProblemKind.SchoolElsewhere => T["“{0}”不归您管，这一行由它的上级导入。", what],
            ProblemKind.RoleMissing => T["没有写岗位，补上，或在对应列时选一个没写时用的岗位。"],
            ProblemKind.RoleUnknown => T["不认识岗位“{0}”，换成这里的一个词再上传：{1}。", what, string.Join('、', RosterTemplate.RoleWords)],
            ProblemKind.RoleNotYours => T["{0}由上一级管理员登记，这一行去掉。", Theme.RoleNames.Of(T, what)],
            ProblemKind.RoleDoesNotFit => T["{0}不在这类单位，换一个单位或岗位。", Theme.RoleNames.Of(T, what)],
            ProblemKind.EmploymentMissing => T["心理健康教师要写专职还是兼职：岗位写成“专职心理健康教师”，或加一列“专职还是兼职”。"],
            ProblemKind.StandingUnknown => T["不认识在岗状态“{0}”，换成这里的一个词再上传：{1}。", what, string.Join('、', Standings.All.Select(RosterTemplate.StandingWord))],
            ProblemKind.CellTooLong => T["这一格太长，超过1000个字，缩短再上传。"],
            ProblemKind.CellError => T["这一格的公式没有结果，填上值再上传。"],
            ProblemKind.Twice => T["和第{0}行是同一个人、同一个岗位，去掉一行。", what],
            ProblemKind.NumberOfAnother => T["编号和第{0}行一样，人不一样，核对两行。", what],
            ProblemKind.IdentityOfAnother => T["身份证号和第{0}行一样，姓名或编号不一样，核对两行。", what],
            ProblemKind.ContactOfAnother => T["姓名、手机号和第{0}行一样，编号不一样，核对两行。", what],
            ProblemKind.NumberHasOtherName => what.Length > 0 ? T["这个编号在平台上是{0}。改了名就选“是同一个人”，填错了就改编号。", what] : T["这个编号在平台上是另一个姓名，核对编号。"],
            ProblemKind.NumberHasOtherIdentity => T["这个编号的人在平台上是另一个身份证号，核对编号和身份证号。"],
            ProblemKind.IdentityHasOtherNumber => T["这个身份证号的人在平台上是另一个编号，核对编号。"],
            ProblemKind.IdentityHasOtherName => what.Length > 0 ? T["这个身份证号在平台上是{0}。改了名就选“是同一个人”，填错了就改身份证号。", what] : T["这个身份证号在平台上是另一个姓名，核对身份证号。"],
            ProblemKind.RegisteredElsewhere => T["这个人在别的学校登记过，请上一级管理员办理调动。"],
            ProblemKind.SameNameTwice => T["这里有几位同名的人，补上编号才知道是哪一位。"],
            ProblemKind.LikelySame => what.Length > 0 ? T["平台上有姓名、手机号都一样的人，编号{0}。是不是同一个人？", what] : T["平台上有一位很像的人。是不是同一个人？"],
            ProblemKind.UserMarkedDeleted => T["这个人在文件里标为删除，没有导入；离任请在人员里办理。"],
            ProblemKind.ChangedSince => T["检查之后这个人的数据又变了，没有导入。再上传一次就按新的比对。"],
            ProblemKind.UsedSince => T["导入之后有别人改过，或已开账号，没有撤销。"],
            _ => problem.Kind.ToString(),
        };
    }

    public static string Refusal(IStringLocalizer T, string code, string? detail) => Enum.Parse<FileRefusal>(code) switch
    {
        FileRefusal.Empty => T["这个文件是空的，换一个。"],
        FileRefusal.TooLong => T["文件超过20 MB，按学校或{0}分开再上传。", T["区县|句中"]],
        FileRefusal.Unknown => T["这不是表格。请上传xlsx、xls、csv，或OneRoster的zip。"],
        FileRefusal.WebPage => T["这其实是一个网页，只是改了后缀。用Excel打开，另存为xlsx再上传。"],
        FileRefusal.Document => T["这是Word或PPT文档，读不出表格。把里面的表格复制到Excel，另存为xlsx再上传。"],
        FileRefusal.Locked => T["这个表格有打开密码。在Excel里去掉密码，保存后再上传。"],
        FileRefusal.Broken => T["文件不完整或已损坏。用Excel打开，另存为xlsx再上传。"],
        FileRefusal.Swollen => T["文件解开后太大，不像一张名单。把名单单独复制到新表格，再上传。"],
        FileRefusal.TooManyRows => T["超过10万行，按学校或{0}分开再上传。", T["区县|句中"]],
        FileRefusal.NoRows => T["只有表头，下面没有人。填上人员再上传。"],
        FileRefusal.Encoding => T["看不出文字编码。用Excel打开，另存为xlsx或“CSV UTF-8”再上传。"],
        FileRefusal.OtherZip => T["压缩包里没有表格，也不是OneRoster。解压后上传里面的表格。"],
        FileRefusal.OneRosterIncomplete => T["OneRoster压缩包里缺{0}，补上再上传。", detail ?? ""],
        _ => code,
    };

    public static string Kind(IStringLocalizer T, RowKind kind) => kind switch
    {
        RowKind.New => T["新增|导入"],
        RowKind.Changed => T["有变化"],
        RowKind.Unchanged => T["没变化"],
        RowKind.Wrong => T["有错"],
        RowKind.Doubtful => T["疑似重复"],
        _ => T["不在表里"],
    };

    public static string State(IStringLocalizer T, RosterState state) => state switch
    {
        RosterState.Uploaded => T["等您对应列"],
        RosterState.Checking => T["检查中"],
        RosterState.Checked => T["已检查，还没导入"],
        RosterState.Applying => T["导入中"],
        RosterState.Applied => T["已导入"],
        RosterState.Undoing => T["撤销中"],
        RosterState.Undone => T["已撤销|导入"],
        _ => T["读不了"],
    };

    public static string Field(IStringLocalizer T, RosterField field) => field switch
    {
        RosterField.None => T["不导入这一列"],
        RosterField.Name => T["姓名"],
        RosterField.StaffNumber => T["教师编号"],
        RosterField.SchoolCode => T["学校代码"],
        RosterField.School => T["学校"],
        RosterField.Role => T["岗位"],
        RosterField.Employment => T["专职还是兼职"],
        RosterField.Subject => T["任教学科（只用来认出心理健康教师）"],
        RosterField.Standing => T["在岗状态"],
        RosterField.Establishment => T["编制（只用来认出代课、返聘）"],
        RosterField.From => T["起始日期"],
        RosterField.To => T["结束日期"],
        RosterField.Phone => T["手机号"],
        _ => T["身份证号"],
    };

    /// <summary>A change in words; numbers of phones and cards are never shown, only that they change.</summary>
    public static string Change(IStringLocalizer T, Judging.RowChange change)
    {
        var (name, before, after) = change.Field switch
        {
            "name" => (T["姓名"].Value, change.Before, change.After),
            "staffNumber" => (T["教师编号"].Value, change.Before, change.After),
            "role" => (T["岗位"].Value, RoleName(T, change.Before), RoleName(T, change.After)),
            "organisation" => (T["学校"].Value, change.Before, change.After),
            "standing" => (T["在岗状态"].Value, change.Before is null ? null : PlaceWords.Standing(T, change.Before), change.After is null ? null : PlaceWords.Standing(T, change.After)),
            "employment" => (T["专职还是兼职"].Value, PlaceWords.Employment(T, change.Before), PlaceWords.Employment(T, change.After)),
            "from" => (T["起始日期"].Value, change.Before, change.After),
            "to" => (T["结束日期"].Value, change.Before ?? T["没有"].Value, change.After ?? T["没有"].Value),
            "phone" => (T["手机号"].Value, null, change.Before is null ? T["补上"].Value : T["换号"].Value),
            _ => (T["身份证号"].Value, null, change.Before is null ? T["补上"].Value : T["换号"].Value),
        };
        return string.IsNullOrEmpty(before) ? T["{0}：{1}", name, after ?? ""] : T["{0}：{1}→{2}", name, before, after ?? ""];
    }

    private static string? RoleName(IStringLocalizer T, string? role) => role is null ? null : Theme.RoleNames.Of(T, role);
}
