using System.Globalization;
using Learning.Core;
using Learning.Core.Hours;
using Learning.Hours.Models;
using Microsoft.Extensions.Localization;

namespace Learning.Hours.Services;

/// <summary>What people call the ledger's codes.</summary>
internal static class HourWords
{
    public static string Kind(IStringLocalizer T, string kind) => kind switch
    {
        "pre-service" => T["岗前培训"],
        "further" => T["业务进修"],
        "in-service" => T["在职研修"],
        TrainingKinds.Practicum => T["辅导实践"],
        _ => kind,
    };

    public static string Level(IStringLocalizer T, string level) => level switch
    {
        "city" => T["市级"],
        "county" => T["区县级"],
        "school" => T["校级"],
        _ => level,
    };

    /// <summary>A category a recipe made up shows its code.</summary>
    public static string Category(IStringLocalizer T, string category) => category switch
    {
        HourCategories.MentalHealth => T["心理健康"],
        HourCategories.Counsellor => T["心理辅导员"],
        _ => category,
    };

    public static string Year(IStringLocalizer T, SchoolYear year) =>
        T["{0}–{1}学年", year.StartYear.ToString(CultureInfo.InvariantCulture), (year.StartYear + 1).ToString(CultureInfo.InvariantCulture)];

    public static string Day(IStringLocalizer T, DateOnly day) => day.ToString(T["yyyy年M月d日"].Value, CultureInfo.CurrentCulture);

    public static string Amount(IStringLocalizer T, CreditHours hours) => T["{0}学时", hours.ToString()];
}
