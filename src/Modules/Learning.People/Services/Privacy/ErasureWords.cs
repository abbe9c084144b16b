using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>Erasure in words.</summary>
internal static class ErasureWords
{
    public static string State(IStringLocalizer T, ErasureState state) => state switch
    {
        ErasureState.Waiting => T["等待办理"],
        ErasureState.Erased => T["已注销"],
        ErasureState.Refused => T["没有同意"],
        _ => T["已撤回"],
    };

    public static string Fate(IStringLocalizer T, HeldFate fate) => fate switch
    {
        HeldFate.Erased => T["注销时删除"],
        HeldFate.Anonymous => T["注销时去掉姓名"],
        _ => T["注销后保留"],
    };

    public static string Refusal(IStringLocalizer T, ErasureRefusal refusal) => refusal switch
    {
        ErasureRefusal.InPost => T["还在任，岗位、学时和指标都要按人计算，离任以后才能注销。"],
        ErasureRefusal.AlreadyAsked => T["已经提过了，正在等待办理。"],
        ErasureRefusal.AlreadyErased => T["已经注销了。"],
        ErasureRefusal.OwnRequest => T["这是您自己的申请，由同事办理。"],
        ErasureRefusal.ReasonMissing => T["写一句理由，本人看得到。"],
        _ => T["别人先办了，看看现在的状态。"],
    };

    public static string Handled(IStringLocalizer T, string what) => what switch
    {
        "organisation-change" => T["机构变动"],
        "organisation-change-undone" => T["撤销机构变动"],
        "year-change" => T["学年交接"],
        "year-change-undone" or "school-year-change-undone" => T["撤销学年交接"],
        "erasure-asked-for-another" => T["替人登记注销申请"],
        _ => T["办理注销申请"],
    };
}
