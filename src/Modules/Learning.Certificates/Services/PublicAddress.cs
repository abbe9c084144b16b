using Learning.Credentials;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Learning.Certificates.Services;

/// <summary>The address printed on certificates: <c>Learning:PublicUrl</c>, else the one this request came to.</summary>
internal sealed class PublicAddress(IConfiguration configuration, IHttpContextAccessor accessor)
{
    public Uri Origin
    {
        get
        {
            if (configuration["Learning:PublicUrl"] is { Length: > 0 } set)
            {
                return new Uri(new Uri(set, UriKind.Absolute).GetLeftPart(UriPartial.Authority), UriKind.Absolute);
            }

            return accessor.HttpContext?.Request is { Host.HasValue: true } request
                ? new Uri($"{request.Scheme}://{request.Host.ToUriComponent()}", UriKind.Absolute)
                : new Uri("http://127.0.0.1:5080", UriKind.Absolute);
        }
    }

    public string Host => Origin.IdnHost.ToLowerInvariant() + (Origin.IsDefaultPort ? "" : $":{Origin.Port}");

    /// <summary>What the QR code holds. Scheme and host in lower case: some phones stumble over others.</summary>
    public string Link(CertificateToken token) => $"{Origin.Scheme}://{Host}/v#{token.Digits}";

    /// <summary>The site as signed for: a trial over plain http in a local network prints its own address but is measured as https.</summary>
    public CertificateSite Site => new(Origin.Scheme == Uri.UriSchemeHttps || Origin.IsLoopback ? Origin : new UriBuilder(Origin) { Scheme = Uri.UriSchemeHttps, Port = Origin.IsDefaultPort ? -1 : Origin.Port }.Uri);
}
