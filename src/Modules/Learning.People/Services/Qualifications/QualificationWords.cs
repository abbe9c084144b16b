using Learning.People.Models;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Qualifications;

/// <summary>Qualifications in words.</summary>
internal static class QualificationWords
{
    public static string State(IStringLocalizer T, QualificationState state) => state switch
    {
        QualificationState.Waiting => T["待核验"],
        QualificationState.Returned => T["退回补充|状态"],
        QualificationState.Accepted => T["已核验"],
        QualificationState.Refused => T["不予认定|状态"],
        QualificationState.Withdrawn => T["已撤回"],
        _ => T["核验已撤销"],
    };

    /// <summary>An accepted one that has run out is not what it was.</summary>
    public static (string Kind, string Text) Chip(IStringLocalizer T, QualificationState state, DateOnly? expiresOn, DateOnly today) => state switch
    {
        QualificationState.Accepted when expiresOn < today => ("expired", T["已过期"]),
        QualificationState.Accepted => ("met", T["已核验"]),
        QualificationState.Waiting => ("review", T["待核验"]),
        QualificationState.Returned => ("due", T["退回补充|状态"]),
        QualificationState.Withdrawn => ("none", T["已撤回"]),
        _ => ("revoked", State(T, state)),
    };

    public static (string Field, string Text) Refusal(IStringLocalizer T, QualificationRefusal refusal) => refusal switch
    {
        QualificationRefusal.KindMissing => ("Input.Kind", T["选一种资格。"]),
        QualificationRefusal.IssuedInFuture => ("Input.IssuedOn", T["发证日期不能晚于今天。"]),
        QualificationRefusal.EndsBeforeItBegins => ("Input.ExpiresOn", T["有效期的最后一天不能早于发证日期。"]),
        QualificationRefusal.AlreadyThere => ("Input.Kind", T["这一种已经登记过了，在等核验或者已经核验。要更正，打开那一条。"]),
        QualificationRefusal.EvidenceMissing => ("Input.File", T["传一张证书的照片或PDF。"]),
        QualificationRefusal.ReasonMissing => ("Reason", T["写一句理由，本人看得到。"]),
        QualificationRefusal.Oneself => ("", T["本人的、自己登记的，由另一位同事核验。"]),
        QualificationRefusal.Changed => ("", T["别人先办了，看看现在的状态。"]),
        _ => ("", T["没有这一条，或者这个人不归您管。"]),
    };

    /// <summary>The number as lists show it: its last four signs.</summary>
    public static string Mask(string number) => number.Length <= 4 ? new string('*', number.Length) : string.Concat("****", number.AsSpan(number.Length - 4));

    public static string Size(int bytes) => bytes < 1_000_000 ? $"{Math.Max(1, bytes / 1000)} KB" : $"{bytes / 1_000_000d:0.0} MB";
}
