using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Learning.WebTests.People.Accounts;

/// <summary>An identity provider of the tests' own on a real port. It speaks OAuth 2.0 with PKCE, and the two ways 企业微信 and 钉钉 do otherwise.</summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "learning", ClientSecret = "provider-secret";
    private readonly ConcurrentDictionary<string, (string? Challenge, string RedirectUri)> codes = new(StringComparer.Ordinal);
    private readonly WebApplication server;

    private SmallProvider(WebApplication server) => this.server = server;

    /// <summary>Who is signed in at the provider.</summary>
    public string User { get; set; } = "u-1";

    public Uri Address => new(server.Urls.First());

    public static async Task<SmallProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new SmallProvider(builder.Build());
        provider.Map();
        await provider.server.StartAsync();
        return provider;
    }

    public (string, string)[] Standard(string name = "province") =>
    [
        ($"Learning:SignIn:OAuth:{name}:Title", "省统一身份"), ($"Learning:SignIn:OAuth:{name}:ClientId", ClientId), ($"Learning:SignIn:OAuth:{name}:ClientSecret", ClientSecret),
        ($"Learning:SignIn:OAuth:{name}:AuthorizationEndpoint", $"{Address}authorize"), ($"Learning:SignIn:OAuth:{name}:TokenEndpoint", $"{Address}token"),
        ($"Learning:SignIn:OAuth:{name}:UserEndpoint", $"{Address}user"), ($"Learning:SignIn:OAuth:{name}:IdField", "sub"), ($"Learning:SignIn:OAuth:{name}:NameField", "profile.name"),
        ($"Learning:SignIn:OAuth:{name}:Scope", "openid profile"),
    ];

    public (string, string)[] DingTalk() =>
    [
        .. Standard("dingtalk"), ("Learning:SignIn:OAuth:dingtalk:CodeParameter", "authCode"), ("Learning:SignIn:OAuth:dingtalk:Exchange", "Json"),
        ("Learning:SignIn:OAuth:dingtalk:TokenField", "accessToken"), ("Learning:SignIn:OAuth:dingtalk:TokenHeader", "x-acs-dingtalk-access-token"),
        ("Learning:SignIn:OAuth:dingtalk:AuthorizationEndpoint", $"{Address}ding/authorize"), ("Learning:SignIn:OAuth:dingtalk:TokenEndpoint", $"{Address}ding/token"),
        ("Learning:SignIn:OAuth:dingtalk:UserEndpoint", $"{Address}ding/user"), ("Learning:SignIn:OAuth:dingtalk:IdField", "unionId"), ("Learning:SignIn:OAuth:dingtalk:NameField", "nick"),
        ("Learning:SignIn:OAuth:dingtalk:Pkce", "false"),
    ];

    public (string, string)[] WeCom() =>
    [
        .. Standard("wecom"), ("Learning:SignIn:OAuth:wecom:ClientIdParameter", "appid"), ("Learning:SignIn:OAuth:wecom:Parameters:agentid", "1000002"),
        ("Learning:SignIn:OAuth:wecom:Exchange", "Application"), ("Learning:SignIn:OAuth:wecom:TokenClientId", "corpid"), ("Learning:SignIn:OAuth:wecom:TokenClientSecret", "corpsecret"),
        ("Learning:SignIn:OAuth:wecom:TokenHeader", ""), ("Learning:SignIn:OAuth:wecom:AuthorizationEndpoint", $"{Address}wecom/authorize"),
        ("Learning:SignIn:OAuth:wecom:TokenEndpoint", $"{Address}wecom/gettoken"), ("Learning:SignIn:OAuth:wecom:UserEndpoint", $"{Address}wecom/getuserinfo"),
        ("Learning:SignIn:OAuth:wecom:IdField", "userid"), ("Learning:SignIn:OAuth:wecom:Pkce", "false"),
    ];

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static bool IsClient(string? id, string? secret) => id == ClientId && secret == ClientSecret;

    private void Map()
    {
        server.MapGet("/authorize", (HttpRequest request) => Authorize(request, "client_id", "code"));
        server.MapGet("/ding/authorize", (HttpRequest request) => Authorize(request, "client_id", "authCode"));
        server.MapGet("/wecom/authorize", (HttpRequest request) => request.Query["agentid"] == "1000002" ? Authorize(request, "appid", "code") : Results.BadRequest());
        server.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            return form["grant_type"] == "authorization_code" && IsClient(form["client_id"], form["client_secret"]) && Redeem(form["code"]!, form["code_verifier"], form["redirect_uri"])
                ? Results.Json(new { access_token = "token-of-" + User, token_type = "Bearer" })
                : Results.BadRequest(new { error = "invalid_grant" });
        });
        server.MapPost("/ding/token", (JsonElement asked) =>
            asked.GetProperty("grantType").GetString() == "authorization_code" && IsClient(asked.GetProperty("clientId").GetString(), asked.GetProperty("clientSecret").GetString())
            && Redeem(asked.GetProperty("code").GetString()!, null, null)
                ? Results.Json(new { accessToken = "token-of-" + User, expireIn = 7200 })
                : Results.BadRequest(new { code = "invalidParameter" }));
        server.MapGet("/wecom/gettoken", (string corpid, string corpsecret) => IsClient(corpid, corpsecret)
            ? Results.Json(new { errcode = 0, access_token = "app-token" })
            : Results.Json(new { errcode = 40001 }));
        server.MapGet("/user", (HttpRequest request) => request.Headers.Authorization == "Bearer token-of-" + User
            ? Results.Json(new { sub = User, profile = new { name = "王老师" } })
            : Results.Unauthorized());
        server.MapGet("/ding/user", (HttpRequest request) => request.Headers["x-acs-dingtalk-access-token"] == "token-of-" + User
            ? Results.Json(new { unionId = User, nick = "王老师" })
            : Results.Unauthorized());
        server.MapGet("/wecom/getuserinfo", (string access_token, string code) => access_token == "app-token" && Redeem(code, null, null)
            ? Results.Json(new { errcode = 0, userid = User })
            : Results.Json(new { errcode = 40029, errmsg = "invalid code" }));
    }

    private IResult Authorize(HttpRequest request, string clientParameter, string codeParameter)
    {
        if (request.Query[clientParameter] != ClientId || User.Length == 0)
        {
            return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"]!, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = request.Query["state"] }));
        }

        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        codes[code] = (request.Query["code_challenge"], request.Query["redirect_uri"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(request.Query["redirect_uri"]!, new Dictionary<string, string?> { [codeParameter] = code, ["state"] = request.Query["state"] }));
    }

    private bool Redeem(string code, string? verifier, string? redirectUri)
    {
        if (!codes.TryRemove(code, out var asked) || (redirectUri is not null && redirectUri != asked.RedirectUri))
        {
            return false;
        }

        return string.IsNullOrEmpty(asked.Challenge)
            || (verifier is not null && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == asked.Challenge);
    }
}
