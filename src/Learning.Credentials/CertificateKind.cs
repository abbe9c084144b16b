namespace Learning.Credentials;

/// <summary>What a certificate states. The value is the one written into the token.</summary>
public enum CertificateKind
{
    /// <summary>Counsellor, level A; numbers begin with <c>XA</c>.</summary>
    CounsellorA = 1,

    /// <summary>Counsellor, level B; numbers begin with <c>XB</c>.</summary>
    CounsellorB = 2,

    /// <summary>Counsellor, level C; numbers begin with <c>XC</c>.</summary>
    CounsellorC = 3,

    /// <summary>Credit hours; numbers begin with <c>XS</c>.</summary>
    Hours = 4,

    /// <summary>Parent school; numbers begin with <c>JZ</c>.</summary>
    ParentSchool = 5,

    /// <summary>Practicum training; numbers begin with <c>SX</c>.</summary>
    Practicum = 6,
}

/// <summary>The two letters each kind's numbers begin with.</summary>
public static class CertificateKinds
{
    private static readonly string[] Prefixes = ["", "XA", "XB", "XC", "XS", "JZ", "SX"];

    /// <summary>The two upper-case letters that begin a number of this kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not one of the six.</exception>
    public static string Prefix(this CertificateKind kind) =>
        IsKnown(kind) ? Prefixes[(int)kind] : throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of certificate.");

    /// <summary>Finds the kind from the two upper-case letters.</summary>
    /// <returns>False when no kind begins so.</returns>
    public static bool TryFromPrefix(ReadOnlySpan<char> prefix, out CertificateKind kind)
    {
        for (var i = 1; i < Prefixes.Length; i++)
        {
            if (prefix.SequenceEqual(Prefixes[i]))
            {
                kind = (CertificateKind)i;
                return true;
            }
        }

        kind = default;
        return false;
    }

    internal static bool IsKnown(CertificateKind kind) => kind is >= CertificateKind.CounsellorA and <= CertificateKind.Practicum;
}
