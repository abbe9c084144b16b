using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>Refusals about phone and identity number in words.</summary>
internal static class ContactWords
{
    public static string Of(IStringLocalizer T, ContactRefusal refusal) => refusal switch
    {
        ContactRefusal.NotYours => T["同级或上级的手机号和身份证号由上一级管理员办理。"],
        ContactRefusal.WorksElsewhere => T["同时在别处任职，手机号和身份证号由上一级管理员办理。"],
        ContactRefusal.PhoneTaken => T["这个手机号登记在别人名下，核对一下。"],
        ContactRefusal.IdentityNumberTaken => T["这个身份证号登记在别人名下，核对一下，可能是同一个人登记了两次。"],
        ContactRefusal.TooMany => T["一小时内看了{0}次，过一会儿再看。要整批核对，请导出名单。", ContactDesk.RevealsPerHour],
        _ => T["还没有登记。"],
    };
}
