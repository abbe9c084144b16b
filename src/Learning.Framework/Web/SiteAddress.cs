using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Learning.Framework.Web;

/// <summary>The address printed on paper: <c>Learning:PublicUrl</c>, else the one this request came to.</summary>
public sealed class SiteAddress(IConfiguration configuration, IHttpContextAccessor accessor)
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

    /// <summary>An address of this site as a QR code holds it. Scheme and host in lower case: some phones stumble over others.</summary>
    /// <param name="pathAndFragment">Such as <c>/v#123</c>.</param>
    public string Link(string pathAndFragment) => $"{Origin.Scheme}://{Host}{pathAndFragment}";
}
