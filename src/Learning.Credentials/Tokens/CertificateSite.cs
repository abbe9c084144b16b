using System.Diagnostics.CodeAnalysis;

namespace Learning.Credentials;

/// <summary>The address certificates are verified at, such as <c>https://peixun.example.gov.cn</c>, and the links printed as QR codes.</summary>
/// <remarks>The token stands in the fragment, so that no server, proxy or log on the way sees a name.</remarks>
public sealed class CertificateSite
{
    /// <summary>Longest scanned text looked at, in characters.</summary>
    public const int MaxLinkLength = 768;

    private const string VerifyPath = "/v#";

    /// <summary>Names the site.</summary>
    /// <param name="origin">Scheme, host and port only. https, or http on the loopback address for trials.</param>
    /// <exception cref="ArgumentException">Anything else, such as a path, a user name or plain http.</exception>
    public CertificateSite(Uri origin)
    {
        ArgumentNullException.ThrowIfNull(origin);
        if (!origin.IsAbsoluteUri || origin.PathAndQuery != "/" || origin.Fragment.Length > 0 || origin.UserInfo.Length > 0
            || !(origin.Scheme == Uri.UriSchemeHttps || (origin.Scheme == Uri.UriSchemeHttp && origin.IsLoopback)))
        {
            throw new ArgumentException("Expected https://host, without a path.", nameof(origin));
        }

        var port = origin.IsDefaultPort ? "" : $":{origin.Port}";
        Host = origin.IdnHost.ToLowerInvariant() + port;
        Prefix = $"{origin.Scheme}://{(origin.HostNameType == UriHostNameType.IPv6 ? origin.Host + port : Host)}{VerifyPath}";
    }

    /// <summary>Host, with its port unless it is the usual one, in lower case: printed beside the code.</summary>
    public string Host { get; }

    /// <summary>What every link begins with: <c>https://host/v#</c>.</summary>
    public string Prefix { get; }

    /// <summary>The link printed as the certificate's QR code.</summary>
    public string Link(CertificateToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Prefix + token.Digits;
    }

    /// <summary>Takes the digits out of a scanned link, if it is one of this site.</summary>
    /// <returns>False for any other text, look-alike hosts among them: only the exact address counts.</returns>
    public bool TryReadDigits(string? scanned, [NotNullWhen(true)] out string? digits)
    {
        digits = null;
        if (scanned is null || scanned.Length > MaxLinkLength || !scanned.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        digits = scanned[Prefix.Length..];
        return digits.Length > 0 && !digits.AsSpan().ContainsAnyExceptInRange('0', '9');
    }

    internal int? QrVersionFor(int tokenBytes) => QrSize.VersionFor(Prefix.Length, TokenDigits.DigitsFor(tokenBytes));
}
