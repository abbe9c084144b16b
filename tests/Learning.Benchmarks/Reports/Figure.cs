using System.Globalization;

namespace Learning.Benchmarks.Reports;

/// <summary>One measured number, on which data, and the number to reach.</summary>
/// <param name="Measured">What was measured.</param>
/// <param name="Data">On which data.</param>
/// <param name="Detail">What belongs to the number: percentiles, the worst case.</param>
internal sealed record Figure(string Measured, double Value, string Unit, Goal? Goal, string Data, string Detail = "")
{
    public string Result => $"{Number(Value)} {Unit}".TrimEnd() + (Detail.Length > 0 ? $" ({Detail})" : "");

    public static string Number(double value) => value.ToString(Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}

/// <summary>A number to reach: at least, or less than.</summary>
internal sealed record Goal(double Number, bool AtLeast)
{
    public static Goal ReachAtLeast(double number) => new(number, true);

    public static Goal StayBelow(double number) => new(number, false);

    public bool Holds(double value) => AtLeast ? value >= Number : value < Number;

    public string Words(string unit) => $"{(AtLeast ? "≥" : "<")} {Number.ToString("#,0.##", CultureInfo.InvariantCulture)} {unit}".TrimEnd();
}
