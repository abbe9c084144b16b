using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Learning.People.Services.Accounts.External;

/// <summary>The framework's OAuth 2.0 handler, with what providers here do otherwise taken from settings.</summary>
internal sealed class SiteOAuthHandler(IOptionsMonitor<SiteOAuthOptions> options, ILoggerFactory log, UrlEncoder encoder) : OAuthHandler<SiteOAuthOptions>(options, log, encoder)
{
    private const string CodeKey = "learning.code";

    private OAuthSettings Settings => Options.Settings;

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var address = base.BuildChallengeUrl(properties, redirectUri);
        if (Settings.ClientIdParameter != "client_id")
        {
            var query = QueryHelpers.ParseQuery(new Uri(address).Query);
            var renamed = query.Where(q => q.Key != "client_id").ToDictionary(q => q.Key, q => (string?)q.Value.ToString(), StringComparer.Ordinal);
            renamed[Settings.ClientIdParameter] = Options.ClientId;
            address = QueryHelpers.AddQueryString(new Uri(address).GetLeftPart(UriPartial.Path), renamed);
        }

        return QueryHelpers.AddQueryString(address, Settings.Parameters.ToDictionary(p => p.Key, p => (string?)p.Value, StringComparer.Ordinal));
    }

    protected override Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        if (Settings.CodeParameter != "code" && !Request.Query.ContainsKey("code") && Request.Query.TryGetValue(Settings.CodeParameter, out var code))
        {
            Request.QueryString = Request.QueryString.Add("code", code.ToString());
        }

        return base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        context.Properties.Items[CodeKey] = context.Code;
        if (Settings.Exchange == TokenExchange.Form && Settings is { TokenField: "access_token", TokenClientId: null, TokenClientSecret: null })
        {
            return await base.ExchangeCodeAsync(context);
        }

        using var request = TokenRequest(context);
        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        using var answer = await ReadAsync(response);
        return Text(answer?.RootElement, Settings.TokenField) is { } token
            ? OAuthTokenResponse.Success(JsonDocument.Parse(new JsonObject { ["access_token"] = token }.ToJsonString()))
            : OAuthTokenResponse.Failed(new AuthenticationFailureException($"The token endpoint answered {(int)response.StatusCode} without '{Settings.TokenField}'."));
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var address = Options.UserInformationEndpoint;
        if (Settings.TokenHeader.Length == 0)
        {
            address = QueryHelpers.AddQueryString(address, "access_token", tokens.AccessToken!);
        }

        if (Settings.Exchange == TokenExchange.Application)
        {
            address = QueryHelpers.AddQueryString(address, "code", properties.Items[CodeKey]!);
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Settings.TokenHeader.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(Settings.TokenHeader, Settings.TokenHeader == "Authorization" ? $"Bearer {tokens.AccessToken}" : tokens.AccessToken);
        }

        using var response = await Backchannel.SendAsync(request, Context.RequestAborted);
        using var user = await ReadAsync(response);
        var id = Text(user?.RootElement, Settings.IdField!)
            ?? throw new AuthenticationFailureException($"The user endpoint answered {(int)response.StatusCode} without '{Settings.IdField}'.");
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id, ClaimValueTypes.String, ClaimsIssuer));
        identity.AddClaim(new Claim(ClaimTypes.Name, (Settings.NameField is { } name ? Text(user?.RootElement, name) : null) ?? id, ClaimValueTypes.String, ClaimsIssuer));
        properties.Items.Remove(CodeKey);
        return new AuthenticationTicket(new ClaimsPrincipal(identity), properties, Scheme.Name);
    }

    private HttpRequestMessage TokenRequest(OAuthCodeExchangeContext context)
    {
        var (id, secret) = Settings.Exchange == TokenExchange.Json
            ? (Settings.TokenClientId ?? "clientId", Settings.TokenClientSecret ?? "clientSecret")
            : (Settings.TokenClientId ?? "client_id", Settings.TokenClientSecret ?? "client_secret");
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal) { [id] = Options.ClientId, [secret] = Options.ClientSecret };
        if (Settings.Exchange == TokenExchange.Application)
        {
            return new HttpRequestMessage(HttpMethod.Get, QueryHelpers.AddQueryString(Options.TokenEndpoint, fields));
        }

        fields["code"] = context.Code;
        fields[Settings.Exchange == TokenExchange.Json ? "grantType" : "grant_type"] = "authorization_code";
        if (Settings.Exchange == TokenExchange.Form)
        {
            fields["redirect_uri"] = context.RedirectUri;
        }

        if (context.Properties.Items.TryGetValue(OAuthConstants.CodeVerifierKey, out var verifier))
        {
            fields[OAuthConstants.CodeVerifierKey] = verifier;
        }

        return new HttpRequestMessage(HttpMethod.Post, Options.TokenEndpoint) { Content = Settings.Exchange == TokenExchange.Json ? JsonContent.Create(fields) : new FormUrlEncodedContent(fields) };
    }

    private async Task<JsonDocument?> ReadAsync(HttpResponseMessage response)
    {
        try
        {
            return response.IsSuccessStatusCode ? JsonDocument.Parse(await response.Content.ReadAsStringAsync(Context.RequestAborted)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field of an answer as text, dots for objects inside; null if it is not there or empty.</summary>
    private static string? Text(JsonElement? root, string field)
    {
        var found = root;
        foreach (var part in field.Split('.'))
        {
            found = found is { ValueKind: JsonValueKind.Object } inner && inner.TryGetProperty(part, out var value) ? value : null;
        }

        return found switch
        {
            { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 and <= 128 } plain => plain,
            { ValueKind: JsonValueKind.Number } number => number.GetRawText().ToString(CultureInfo.InvariantCulture),
            _ => null,
        };
    }
}
