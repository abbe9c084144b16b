using System.Globalization;
using Learning.Credentials;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Services;

/// <summary>A verdict in words: the colour of its band, one sentence, and what to do next.</summary>
internal sealed record VerdictText(string Code, string Kind, string Sentence, string Next);

internal static class VerdictWords
{
    public const string NotFound = "NOT_FOUND";

    /// <param name="verdict">Null: nothing is known under this number and name.</param>
    /// <param name="decidedOn">When it was revoked or suspended.</param>
    public static VerdictText Of(IStringLocalizer T, Verdict? verdict, DateOnly? decidedOn = null)
    {
        var doubt = T["不要采信。有疑问，向发证机关核实。"];
        return verdict switch
        {
            null => new(NotFound, "none", T["没有找到这张证书。"], T["核验码和姓名要与证书上的一字不差。仍找不到，向发证机关核实。"]),
            Verdict.Valid => Text(verdict, "ok", T["证书真实有效。"], T["姓名、核验码、日期都对得上，就可以采信。"]),
            Verdict.ValidStale => Text(verdict, "warn", T["证书真实，撤销情况是前几天的。"], T["连上网再核验一次。"]),
            Verdict.StatusUnknown => Text(verdict, "none", T["签名真实，是否撤销暂时查不到。"], T["过一会儿再核验，或者向发证机关核实。"]),
            Verdict.Revoked => Text(verdict, "bad", decidedOn is { } day ? T["证书{0}已撤销，不能作凭证。", Day(T, day)] : T["证书已撤销，不能作凭证。"], doubt),
            Verdict.Suspended => Text(verdict, "warn", T["证书暂停使用，现在不能作凭证。"], T["向发证机关问清情况，过后再核验。"]),
            Verdict.Expired => Text(verdict, "warn", T["证书真实，有效期已过。"], T["请持有人出示有效的证书。"]),
            Verdict.Superseded => Text(verdict, "warn", T["证书已换发，这一张不再使用。"], T["请持有人出示新证书。"]),
            Verdict.NotYet => Text(verdict, "warn", T["证书的签发日期还没有到。"], T["核对今天的日期，或者向发证机关核实。"]),
            Verdict.UnknownKey => Text(verdict, "bad", T["这不是本站签发的证书。"], doubt),
            Verdict.WrongKeyUse => Text(verdict, "bad", T["签名所用的密钥不能签发证书。"], doubt),
            Verdict.KeyRevoked => Text(verdict, "bad", T["签名所用的密钥已作废，证书不可信。"], doubt),
            Verdict.BadSignature => Text(verdict, "bad", T["证书是伪造的，或者被改过。"], doubt),
            Verdict.NonCanonical => Text(verdict, "bad", T["二维码被改动过，证书不可信。"], doubt),
            Verdict.Unsupported => Text(verdict, "none", T["这种二维码本站还读不懂。"], T["改为输入核验码和姓名。"]),
            Verdict.Malformed => Text(verdict, "none", T["没有读出证书。"], T["擦净镜头再扫一次，或者输入核验码和姓名。"]),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Not a verdict."),
        };
    }

    /// <summary>The kind of certificate, where only the token is at hand.</summary>
    public static string Kind(IStringLocalizer T, CertificateKind kind) => kind switch
    {
        CertificateKind.CounsellorA => T["学校心理辅导员（A级）培训合格证书"],
        CertificateKind.CounsellorB => T["学校心理辅导员（B级）培训合格证书"],
        CertificateKind.CounsellorC => T["学校心理辅导员（C级）培训合格证书"],
        CertificateKind.Hours => T["学时证明"],
        CertificateKind.ParentSchool => T["家长学校证书"],
        CertificateKind.Practicum => T["辅导实践培训证书"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of certificate."),
    };

    public static string Day(IStringLocalizer T, DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public static string Moment(IStringLocalizer T, DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Core.SiteClock.Shanghai).ToString(T["yyyy年M月d日HH:mm"], CultureInfo.CurrentCulture);

    private static VerdictText Text(Verdict? verdict, string kind, string sentence, string next) => new(verdict!.Value.Code(), kind, sentence, next);
}
