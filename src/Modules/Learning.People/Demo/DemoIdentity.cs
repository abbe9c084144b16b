using System.Globalization;

namespace Learning.People.Demo;

/// <summary>Identity numbers nobody can have: their first six digits, 99 00 00, name no place. Date and check digit are right, so that they read like any other.</summary>
internal static class DemoIdentity
{
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static string Number(int person, DemoRandom random)
    {
        var born = new DateOnly(1966, 1, 1).AddDays(random.Next(365 * 36));
        var first = $"990000{born.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}{person % 1000:000}";
        return first + "10X98765432"[first.Select((digit, i) => (digit - '0') * Weights[i]).Sum() % 11];
    }
}
