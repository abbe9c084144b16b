using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Certificates;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Pages;

/// <summary>What states are called, and the shape of their chips.</summary>
internal static class Words
{
    public static string Chip(ProposalState state) => state switch
    {
        ProposalState.Waiting or ProposalState.OnNotice => "review",
        ProposalState.Returned => "short",
        ProposalState.HeldOut => "paused",
        ProposalState.Issued => "met",
        ProposalState.Refused => "revoked",
        _ => "none",
    };

    public static string Of(IStringLocalizer T, ProposalState state) => state switch
    {
        ProposalState.Waiting => T["待签发"],
        ProposalState.Returned => T["退回补充|状态"],
        ProposalState.OnNotice => T["公示中"],
        ProposalState.HeldOut => T["有异议"],
        ProposalState.Issued => T["已签发"],
        ProposalState.Refused => T["不予认定|状态"],
        _ => T["已撤回|申请"],
    };

    /// <summary>Chip and word of a certificate on a day.</summary>
    public static (string Chip, string Text) Status(IStringLocalizer T, string? decision, DateOnly? expiresOn, DateOnly today) => decision switch
    {
        CertificateDecision.Revoke => ("revoked", T["已撤销"]),
        CertificateDecision.Suspend => ("paused", T["暂停使用"]),
        _ when expiresOn < today => ("none", T["已过期"]),
        _ when expiresOn < today.AddDays(90) => ("due", T["快到期"]),
        _ => ("met", T["有效"]),
    };

    public static string Of(IStringLocalizer T, string decision) => decision switch
    {
        CertificateDecision.Revoke => T["撤销|证书"],
        CertificateDecision.Suspend => T["暂停|证书"],
        _ => T["恢复|证书"],
    };

    /// <summary>What is done of a requirement, in its own unit.</summary>
    public static string Progress(IStringLocalizer T, RequirementStanding requirement) => requirement.Kind switch
    {
        Requirement.ProgrammeKind => T["已完成{0}课，共{1}课", requirement.Done, requirement.Needed],
        Requirement.HoursKind => T["已有{0}学时，共需{1}学时", new CreditHours(requirement.Done), new CreditHours(requirement.Needed)],
        Requirement.ExamKind => requirement.Met ? T["已通过"] : T["还没有通过"],
        _ => requirement.Met ? T["已持有"] : T["还没有"],
    };

    public static string Of(IStringLocalizer T, DeskRefusal refusal) => refusal switch
    {
        DeskRefusal.Own => T["这是您自己的申请，由同事审核。"],
        DeskRefusal.Changed => T["这一条刚被处理过，下面是最新的情况。"],
        DeskRefusal.ReasonMissing => T["写明理由，500字以内。"],
        DeskRefusal.NobodyLeft => T["选中的人都已处理过，或者只有您自己。"],
        _ => T["没有找到这一条。"],
    };

    public static string Day(IStringLocalizer T, DateOnly day) => VerdictWords.Day(T, day);
}
