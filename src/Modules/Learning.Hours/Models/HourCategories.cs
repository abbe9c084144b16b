namespace Learning.Hours.Models;

/// <summary>Categories the site itself speaks of; recipes may use others.</summary>
internal static class HourCategories
{
    public const string MentalHealth = "mental-health", Counsellor = "counsellor";

    public static readonly IReadOnlyList<string> OfCounsellor = [Counsellor, MentalHealth], OfMentalHealth = [MentalHealth];
}
