using System.Globalization;
using System.Text.Json;
using Learning.Core;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

internal sealed record AuditChange(string Field, string? Before, string? After);

/// <summary>Audit rows in words: codes of acts, and what changed field by field.</summary>
internal static class AuditWords
{
    /// <summary>What an erasure of payloads was done to; its id says how many.</summary>
    public const string PayloadsKind = "audit-payloads";

    public static string Action(IStringLocalizer T, string action) => action switch
    {
        "accounts.create" => T["开账号"],
        "accounts.code" => T["给新的登录码"],
        "accounts.first-sign-in" => T["第一次登录，设了密码"],
        "accounts.password" => T["改密码"],
        "accounts.sessions-end" => T["退出他人的登录"],
        "accounts.second-factor-on" => T["开启登录的第二步"],
        "accounts.second-factor-off" => T["关掉登录的第二步"],
        "accounts.backup-codes" => T["换备用码"],
        "accounts.backup-code-used" => T["用备用码登录"],
        "accounts.passkey-add" => T["添加通行密钥"],
        "accounts.passkey-remove" => T["删除通行密钥"],
        "accounts.link" => T["连接别处的账号"],
        "accounts.unlink" => T["取消连接别处的账号"],
        "accounts.recovery-ask" => T["本人申请找回账号"],
        "accounts.recovery-request" => T["提交找回账号"],
        "accounts.recovery-confirm" => T["确认找回账号"],
        "accounts.recovery-refuse" => T["撤掉找回账号"],
        "qualifications.submit" => T["提交资格证书"],
        "qualifications.withdraw" => T["撤回资格证书"],
        "qualifications.accept" => T["资格核验通过"],
        "qualifications.return" => T["退回资格证书"],
        "qualifications.refuse" => T["不予认定资格"],
        "qualifications.revoke" => T["撤销资格核验"],
        "qualifications.reveal" => T["查看资格证书编号"],
        "qualifications.evidence" => T["打开资格证书照片"],
        "people.create" => T["添加人员"],
        "people.edit" => T["更正姓名或教师编号"],
        "people.contact" => T["登记手机号或身份证号"],
        "privacy.download" => T["下载自己的全部资料"],
        "privacy.ask" => T["提出注销"],
        "privacy.withdraw" => T["撤回注销申请"],
        "privacy.refuse" => T["不同意注销"],
        "privacy.erase" => T["注销人员"],
        "privacy.erase-payloads" => T["注销时清除改动内容"],
        "privacy.retain" => T["按保存期限删除"],
        "privacy.retention" => T["改保存期限"],
        "audit.export" => T["导出操作记录"],
        "audit.reanchor" => T["重新封存操作记录"],
        "people.reveal" => T["查看手机号或身份证号"],
        "people.import-upload" => T["上传导入文件"],
        "people.import" => T["导入教师信息"],
        "people.import-undo" => T["撤销导入"],
        "people.export" => T["导出人员名单"],
        "people.export-numbers" => T["导出人员名单（带完整号码）"],
        "organisations.create" => T["添加机构"],
        "organisations.edit" => T["修改机构信息"],
        "organisations.facts" => T["登记学生数和班级数"],
        "organisations.rename" => T["机构更名"],
        "organisations.merge" => T["机构合并"],
        "organisations.close" => T["机构停办"],
        "organisations.reopen" => T["机构恢复办学"],
        "organisations.move" => T["机构划转"],
        "organisations.undo" => T["撤销机构变动"],
        "appointments.add" => T["加岗位"],
        "appointments.end" => T["结束任职"],
        "appointments.correct" => T["更正任职"],
        "appointments.annul" => T["撤掉任职"],
        "appointments.away" => T["请假、支教、借调"],
        "appointments.transfer" => T["调动"],
        "transfers.offer" => T["提出调动"],
        "transfers.receive" => T["接收调动"],
        "transfers.decline" => T["不接收调动"],
        "transfers.withdraw" => T["撤回调动"],
        "exemptions.decide" => T["办豁免"],
        "exemptions.end" => T["结束豁免"],
        "exemptions.annul" => T["撤销豁免"],
        "years.change" => T["学年交替"],
        "years.undo" => T["撤销学年交替"],
        "people.roles" => T["改岗位设置"],
        "people.counting" => T["改计入规定"],
        "setup.administrator" => T["创建管理员"],
        "certificates.issue" => T["签发证书"],
        "certificates.put-on-notice" => T["拟发证名单公示"],
        "certificates.send-back" => T["退回补充"],
        "certificates.refuse" => T["不予发证"],
        "certificates.hold-out" => T["公示期暂缓"],
        "certificates.put-back" => T["放回名单"],
        "certificates.revoke" => T["撤销证书"],
        "certificates.suspend" => T["暂停证书"],
        "certificates.reinstate" => T["恢复证书"],
        "certificates.next-key" => T["轮换密钥"],
        "curricula.report" => T["课程内容报告，先隐藏"],
        "curricula.restore" => T["课程内容恢复显示"],
        "bureau.export-names" => T["导出名单"],
        "bureau.hotlines" => T["改热线"],
        "hours.record" => T["登记学时"],
        "hours.reverse" => T["冲销学时"],
        _ => action,
    };

    public static string Subject(IStringLocalizer T, string kind) => kind switch
    {
        "person" => T["人员"],
        "account" => T["账号"],
        "organisation" => T["机构"],
        "roster-import" => T["导入|对象"],
        "roster" => T["人员名单"],
        "year" => T["学年|对象"],
        "certificate" => T["证书"],
        "notice" => T["公示"],
        "proposal" => T["发证申请"],
        "lesson" => T["课|对象"],
        "target" => T["指标|对象"],
        "audit" or "audit-payloads" => T["操作记录"],
        "hours" or "hour-entry" => T["学时"],
        "settings" => T["设置|对象"],
        _ => kind,
    };

    /// <summary>Fields that differ; of something new or gone, all of them.</summary>
    /// <param name="places">Names of organisations by their codes.</param>
    public static IReadOnlyList<AuditChange> Changes(IStringLocalizer T, string? before, string? after, IReadOnlyDictionary<string, string>? places = null)
    {
        var (old, now) = (Fields(before), Fields(after));
        return [.. old.Keys.Union(now.Keys, StringComparer.Ordinal)
            .Select(key => new AuditChange(Field(T, key), Value(T, key, old.GetValueOrDefault(key), places), Value(T, key, now.GetValueOrDefault(key), places)))
            .Where(c => c.Before != c.After)];
    }

    /// <summary>Codes by the words people know.</summary>
    private static string? Value(IStringLocalizer T, string key, string? value, IReadOnlyDictionary<string, string>? places) => (key, value) switch
    {
        (_, null) => null,
        ("in", _) => places?.GetValueOrDefault(value) ?? value,
        ("trainingKind", "pre-service") => T["岗前培训"],
        ("trainingKind", "further") => T["业务进修"],
        ("trainingKind", "in-service") => T["在职研修"],
        ("trainingKind", "practicum") => T["辅导实践"],
        ("organiserLevel", "city") => T["市级"],
        ("organiserLevel", "county") => T["区县级"],
        ("organiserLevel", "school") => T["校级"],
        ("state", "Waiting") => T["待签发"],
        ("state", "Returned") => T["退回补充|状态"],
        ("state", "OnNotice") => T["公示中"],
        ("state", "HeldOut") => T["公示期暂缓"],
        ("state", "Issued") => T["已签发"],
        ("state", "Refused") => T["不予发证"],
        ("state", "Withdrawn") => T["已撤回"],
        ("status", "revoke") => T["撤销证书"],
        ("status", "suspend") => T["暂停证书"],
        ("status", "reinstate") => T["恢复证书"],
        ("role", _) => Theme.RoleNames.Of(T, value),
        ("roles", _) => string.Join(T["、"], value.Split(',', '；').Select(role => Theme.RoleNames.Of(T, role))),
        ("employment", _) => PlaceWords.Employment(T, value),
        ("standing", _) => PlaceWords.Standing(T, value),
        ("year", _) when value.Length >= 4 && int.TryParse(value.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year) => PlaceWords.Year(T, new SchoolYear(year)),
        ("kind", _) => PlaceWords.Kind(T, value),
        ("countsAt", _) => Appointments.AppointmentWords.CountsAt(T, value),
        ("change", _) when Enum.TryParse<Models.OrganisationChangeKind>(value, out var change) => Organisations.ChangeWords.Kind(T, change),
        ("password", _) => T["已设"],
        ("field", "phone") => T["手机号"],
        ("field", "identity-number") => T["身份证号"],
        (_, "True" or "true") => T["是|记录"],
        (_, "False" or "false") => T["否|记录"],
        ("hundredths", _) when int.TryParse(value, out var hundredths) => new CreditHours(hundredths).ToString(),
        _ => value,
    };

    private static Dictionary<string, string> Fields(string? json)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json is null)
        {
            return fields;
        }

        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            fields["list"] = Text(document.RootElement);
            return fields;
        }

        foreach (var member in document.RootElement.EnumerateObject().Where(m => m.Value.ValueKind != JsonValueKind.Null && !Guid.TryParse(m.Value.ToString(), out _)))
        {
            fields[member.Name] = Text(member.Value);
        }

        return fields;
    }

    /// <summary>A list in a line: of objects, what each is called and its number.</summary>
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join("；", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join(" ", value.EnumerateObject().Where(m => m.Name is "name" or "number" or "code" && m.Value.ValueKind != JsonValueKind.Null).Select(m => m.Value.ToString())),
        _ => value.ToString(),
    };

    /// <summary>Codes of organisations a payload names.</summary>
    public static IEnumerable<string> PlaceCodes(string? json) => Fields(json).Where(f => f.Key == "in").Select(f => f.Value);

    private static string Field(IStringLocalizer T, string key) => key switch
    {
        "name" => T["姓名或名称"],
        "staffNumber" => T["教师编号"],
        "role" => T["岗位"],
        "employment" => T["专职还是兼职"],
        "organisation" => T["单位"],
        "from" => T["从"],
        "ownRole" => T["本局岗位"],
        "countsAt" => T["指标计在哪里"],
        "countsFrom" => T["从哪天起计入指标"],
        "target" => T["指标|对象"],
        "asOf" => T["截至"],
        "divisionCode" => T["行政区划代码"],
        "order" => T["排在第几"],
        "year" => T["学年|对象"],
        "change" => T["变动"],
        "kinds" => T["类型"],
        "roles" => T["岗位"],
        "to" => T["到"],
        "above" => T["属于"],
        "userName" => T["账号"],
        "provider" => T["登录方式"],
        "password" => T["密码"],
        "code" => T["代码"],
        "kind" => T["类型"],
        "pupils" => T["学生"],
        "boarders" => T["寄宿生"],
        "classes" => T["班级"],
        "number" => T["编号"],
        "title" => T["标题"],
        "reason" => T["理由"],
        "document" or "documentNumber" => T["文号"],
        "day" or "issuedOn" => T["日期"],
        "first" => T["从第一个编号"],
        "last" => T["到最后一个编号"],
        "finding" => T["处理意见"],
        "hundredths" => T["学时"],
        "earnedOn" => T["日期"],
        "evidence" => T["依据"],
        "trainingKind" => T["培训种类"],
        "organiserLevel" => T["组织级别"],
        "count" => T["数量"],
        "people" => T["新增的人"],
        "posts" => T["岗位数"],
        "ended" => T["替换的岗位"],
        "restored" => T["恢复的岗位"],
        "held" or "left" => T["没有动的行"],
        "type" => T["种类"],
        "id" => T["编号"],
        "hours" => T["学时"],
        "status" or "state" or "standing" => T["状态"],
        "phone" => T["手机号"],
        "identityNumber" => T["身份证号"],
        "field" => T["看了"],
        "unmetOnly" => T["只导出未达标的"],
        "in" => T["范围"],
        "hidden" => T["隐藏"],
        "head" => T["封存到"],
        "list" => T["内容|信息"],
        "auditYears" => T["操作记录里改动前后的内容（年）"],
        "contactYears" => T["离任人员的手机号和身份证号（年）"],
        "quizAnswerMonths" => T["试卷上选的答案（月）"],
        "watchedMonths" => T["看过的视频片段（月）"],
        "codeDays" => T["过期的登录码（天）"],
        _ => key,
    };
}
