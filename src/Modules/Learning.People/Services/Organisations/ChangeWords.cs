using Learning.People.Models;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Organisations;

/// <summary>Changes of organisations, and what stands against one, in words.</summary>
internal static class ChangeWords
{
    public static string Kind(IStringLocalizer T, OrganisationChangeKind kind) => kind switch
    {
        OrganisationChangeKind.Rename => T["更名"],
        OrganisationChangeKind.Merge => T["合并"],
        OrganisationChangeKind.Close => T["停办"],
        OrganisationChangeKind.Reopen => T["恢复办学"],
        _ => T["划转"],
    };

    public static (string Field, string Text) Problem(IStringLocalizer T, ChangeRefusal refusal) => refusal switch
    {
        ChangeRefusal.NameTaken => ("Input.Name", T["同一处已有同名的机构。"]),
        ChangeRefusal.SameName => ("Input.Name", T["新名称和现在的一样。"]),
        ChangeRefusal.AlreadyClosed => ("", T["这个单位已经停办。"]),
        ChangeRefusal.NotClosed => ("Input.Day", T["这个单位没有停办，或者日期在停办以前。"]),
        ChangeRefusal.WrongOther => ("Input.OtherId", T["这个单位不能选：不归您管、已停办，或者就在它下面。换一个。"]),
        ChangeRefusal.DoesNotFit => ("Input.OtherId", T["这个类型不能放在这里，换一个。"]),
        ChangeRefusal.HasBelow => ("", T["下面还有办着的教学点或服务站，先把它们划转或停办。"]),
        ChangeRefusal.IsArea => ("", T["教育局和{0}不能合并、停办或划转。", T["区县|句中"]]),
        ChangeRefusal.Waiting => ("", T["还有一项变动在等日期，先撤销它再办这一项。"]),
        ChangeRefusal.NotThere => ("", T["这个机构不归您管。"]),
        _ => ("", T["后面又有别的变动，先撤销后面的，再撤销这一项。"]),
    };
}
