using System.Diagnostics.CodeAnalysis;

namespace Learning.Credentials;

/// <summary>Signs certificates with one key for one site. Safe to use from several threads.</summary>
public sealed class CertificateSigner
{
    private readonly KeyEntry entry;
    private readonly SigningKey key;
    private readonly CertificateSite site;

    /// <summary>Brings key and site together.</summary>
    /// <param name="entry">The key's published entry: use <c>cert</c>, state <c>active</c>.</param>
    /// <param name="key">The private key belonging to it.</param>
    /// <param name="site">Where its certificates are verified.</param>
    /// <exception cref="ArgumentException">The entry is not an active certificate key, or the private key is another's.</exception>
    public CertificateSigner(KeyEntry entry, SigningKey key, CertificateSite site)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(site);
        if (entry.Use != KeyUse.Cert || entry.State != KeyState.Active)
        {
            throw new ArgumentException($"Key {entry.Qr} is {entry.Use} and {entry.State}: only an active certificate key may sign.", nameof(entry));
        }

        if (entry.Kid != key.PublicKey.Kid)
        {
            throw new ArgumentException($"The private key does not belong to key {entry.Qr}.", nameof(key));
        }

        this.entry = entry;
        this.key = key;
        this.site = site;
    }

    /// <summary>Whether the certificate's QR code stays within <see cref="QrSize.MaxVersion"/>: worth asking before anything is promised.</summary>
    public bool Fits(CertificatePayload payload) => QrVersion(payload) is not null;

    /// <summary>The version of QR code the certificate needs.</summary>
    /// <returns>1–10, or null when it would be larger.</returns>
    public int? QrVersion(CertificatePayload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        const int AroundPayload = 1 + 7 + 1 + 2 + 66;
        return site.QrVersionFor(AroundPayload + payload.Encode().Length);
    }

    /// <summary>Signs a certificate.</summary>
    /// <param name="payload">What it says.</param>
    /// <param name="token">The signed token, low-S.</param>
    /// <returns>False, and nothing signed, when its QR code would exceed <see cref="QrSize.MaxVersion"/>.</returns>
    /// <exception cref="ArgumentException">The date of issue is outside the key's window, so no verifier would accept it.</exception>
    public bool TrySign(CertificatePayload payload, [NotNullWhen(true)] out CertificateToken? token)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (!entry.Covers(payload.IssuedOn))
        {
            throw new ArgumentException($"Key {entry.Qr} signs for {entry.NotBefore:O} to {entry.NotAfter:O} only.", nameof(payload));
        }

        token = Fits(payload) ? CertificateToken.Sign(payload, entry.Qr, key) : null;
        return token is not null;
    }
}
