using Learning.Core.People;
using Learning.Framework.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Appointments;

/// <summary>What stands against an appointment, in words and at which field; and the words of its choices.</summary>
internal static class AppointmentWords
{
    public static (string Field, string Text) Problem(IStringLocalizer T, AppointmentRefusal refusal) => refusal switch
    {
        AppointmentRefusal.Changed => ("", T["这条任职刚才有人改过。您填的还在下面，先看一下最新的任职再办。"]),
        AppointmentRefusal.NotThere => ("", T["这条任职不归您管，或者已经撤掉了。"]),
        AppointmentRefusal.Waiting => ("", T["这条任职正在等对方单位接收，先撤回调动再改。"]),
        AppointmentRefusal.OutsideScope => ("Input.OrganisationId", T["这个单位不归您管，换一个。"]),
        AppointmentRefusal.RoleNotYours => ("Input.Role", T["这个岗位由上一级管理员登记。"]),
        AppointmentRefusal.RoleDoesNotFit => ("Input.Role", T["这个岗位不在这类单位，换一个单位或岗位。"]),
        AppointmentRefusal.Closed => ("Input.OrganisationId", T["这个单位那时已经停办，换一个单位或把日期改到停办以前。"]),
        AppointmentRefusal.EndsBeforeItBegins => ("Input.To", T["最后一天不能早于第一天。"]),
        AppointmentRefusal.Overlaps => ("Input.From", T["这段时间里，本人在这个单位已有同样的岗位。先结束那一条，或改日期。"]),
        AppointmentRefusal.OnPaperMissing => ("Input.OnPaperId", T["支教交流和借调要选编制在哪个单位，不能和任教的单位相同。"]),
        AppointmentRefusal.OnPaperOutside => ("Input.OnPaperId", T["这个单位不归您管，本人也没在那里任职，换一个。"]),
        AppointmentRefusal.DayOutside => ("Input.From", T["日期要在这条任职的起止之间。"]),
        _ => ("Input.OrganisationId", T["新单位和现在的一样，换一个。"]),
    };

    public static string CountsAt(IStringLocalizer T, string? place) => place switch
    {
        CountingPlaces.OnPaper => T["计在编制所在单位"],
        CountingPlaces.Nowhere => T["不计入指标"],
        _ => T["计在任教的单位"],
    };

    public static IReadOnlyList<SelectListItem> CountingChoices(IStringLocalizer T) => [.. CountingPlaces.All.Select(p => new SelectListItem(SentenceCase.Start(CountsAt(T, p)), p))];
}
