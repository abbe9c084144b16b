using Learning.Credentials;
using Learning.Framework.Web;

namespace Learning.Certificates.Services;

/// <summary>The address printed on certificates, and the one they are signed for.</summary>
internal sealed class PublicAddress(SiteAddress address)
{
    public string Host => address.Host;

    /// <summary>What the QR code holds.</summary>
    public string Link(CertificateToken token) => address.Link($"/v#{token.Digits}");

    /// <summary>The site as signed for: a trial over plain http in a local network prints its own address but is measured as https.</summary>
    public CertificateSite Site => address.Origin is var origin && (origin.Scheme == Uri.UriSchemeHttps || origin.IsLoopback)
        ? new(origin)
        : new(new UriBuilder(origin) { Scheme = Uri.UriSchemeHttps, Port = origin.IsDefaultPort ? -1 : origin.Port }.Uri);
}
