using System.Globalization;

namespace Learning.Core;

/// <summary>An amount of recognised learning, counted in credit hours (学时).</summary>
/// <remarks>Unit: hundredths of a 学时, never clock time: how many minutes make one is recipe data. Signed: a reversal is negative.</remarks>
public readonly record struct CreditHours(int Hundredths) : IComparable<CreditHours>
{
    /// <summary>No hours.</summary>
    public static CreditHours Zero => default;

    /// <summary>The amount in 学时.</summary>
    public decimal Value => Hundredths / 100m;

    /// <summary>From an amount in 学时 with at most two decimals.</summary>
    /// <exception cref="ArgumentException">More than two decimals, or beyond ±100,000 学时.</exception>
    public static CreditHours Of(decimal hours)
    {
        var hundredths = hours * 100m;
        if (hundredths != decimal.Truncate(hundredths) || Math.Abs(hundredths) > 10_000_000m)
        {
            throw new ArgumentException($"{hours} is not an amount of credit hours with at most two decimals.", nameof(hours));
        }

        return new CreditHours((int)hundredths);
    }

    /// <summary>Reads what a person typed, in 学时 with at most two decimals; full-width digits are read too.</summary>
    /// <returns>False for anything else, such as <c>1.005</c>, <c>-1</c>, <c>1e3</c> or more than 10,000.</returns>
    public static bool TryParse(string? text, out CreditHours hours)
    {
        hours = default;
        var plain = (text ?? "").Trim().Normalize(System.Text.NormalizationForm.FormKC);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        if (plain.Length is 0 or > 8 || (point >= 0 && plain.Length - point - 1 is 0 or > 2)
            || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > 10_000m)
        {
            return false;
        }

        hours = new CreditHours((int)(value * 100m));
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(CreditHours other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>The sum, in hundredths.</summary>
    public static CreditHours operator +(CreditHours left, CreditHours right) => new(checked(left.Hundredths + right.Hundredths));

    /// <summary>The difference, in hundredths; may be negative.</summary>
    public static CreditHours operator -(CreditHours left, CreditHours right) => new(checked(left.Hundredths - right.Hundredths));

    /// <summary>The reversal of an amount.</summary>
    public static CreditHours operator -(CreditHours hours) => new(-hours.Hundredths);

    /// <summary>Whether the left amount is smaller.</summary>
    public static bool operator <(CreditHours left, CreditHours right) => left.Hundredths < right.Hundredths;

    /// <summary>Whether the left amount is larger.</summary>
    public static bool operator >(CreditHours left, CreditHours right) => left.Hundredths > right.Hundredths;

    /// <summary>Whether the left amount is smaller or equal.</summary>
    public static bool operator <=(CreditHours left, CreditHours right) => left.Hundredths <= right.Hundredths;

    /// <summary>Whether the left amount is larger or equal.</summary>
    public static bool operator >=(CreditHours left, CreditHours right) => left.Hundredths >= right.Hundredths;

    /// <summary>The shortest form in 学时, such as <c>8</c>, <c>2.5</c> or <c>0.25</c>, the same in every culture.</summary>
    public override string ToString() => Value.ToString("0.##", CultureInfo.InvariantCulture);
}
