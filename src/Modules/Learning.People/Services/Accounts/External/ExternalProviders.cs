using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services.Accounts.External;

/// <param name="Name">Code in addresses and settings.</param>
/// <param name="Title">What people call it.</param>
/// <param name="TwoFactors">The bureau trusts its sign-in as two factors.</param>
internal sealed record ExternalProvider(string Name, string Title, bool TwoFactors);

/// <summary>The identity providers of this site, as the settings name them: <c>Learning:SignIn:OAuth:{name}</c>.</summary>
internal sealed class ExternalProviders(IReadOnlyList<ExternalProvider> all)
{
    private const string Section = "Learning:SignIn:OAuth";

    public IReadOnlyList<ExternalProvider> All => all;

    public ExternalProvider? Find(string? name) => all.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a handler for each; a setting that is missing stops the start with its name.</summary>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var found = new List<ExternalProvider>();
        foreach (var section in configuration.GetSection(Section).GetChildren())
        {
            var settings = section.Get<OAuthSettings>() ?? new OAuthSettings();
            settings.Check(section.Path, section.Key);
            found.Add(new ExternalProvider(section.Key, settings.Title!, settings.TwoFactors));
            services.AddAuthentication().AddOAuth<SiteOAuthOptions, SiteOAuthHandler>(section.Key, settings.Title!, options => settings.Apply(options, section.Key));
        }

        services.AddSingleton(new ExternalProviders(found));
    }
}

/// <summary>How a provider wants the code exchanged for a token.</summary>
internal enum TokenExchange
{
    /// <summary>OAuth 2.0: a form with grant_type, code, client_id, client_secret, redirect_uri.</summary>
    Form,

    /// <summary>The same as JSON in camel case (钉钉).</summary>
    Json,

    /// <summary>A token of the application alone, without the code, asked for by GET; the code goes to the user endpoint (企业微信).</summary>
    Application,
}

/// <summary>What the bureau writes of one provider into its settings.</summary>
internal sealed class OAuthSettings
{
    public string? Title { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    public string? AuthorizationEndpoint { get; set; }

    public string? TokenEndpoint { get; set; }

    public string? UserEndpoint { get; set; }

    public string? Scope { get; set; }

    /// <summary>Parameter of the client in the authorization address: <c>client_id</c>, for 企业微信 <c>appid</c>.</summary>
    public string ClientIdParameter { get; set; } = "client_id";

    /// <summary>Parameter the code comes back in: <c>code</c>, for 钉钉 <c>authCode</c>.</summary>
    public string CodeParameter { get; set; } = "code";

    /// <summary>More parameters of the authorization address, such as 企业微信's <c>agentid</c>.</summary>
    public Dictionary<string, string> Parameters { get; set; } = [];

    public TokenExchange Exchange { get; set; }

    /// <summary>Names of the client's parameters at the token endpoint; by default those of OAuth 2.0, in JSON <c>clientId</c> and <c>clientSecret</c>.</summary>
    public string? TokenClientId { get; set; }

    public string? TokenClientSecret { get; set; }

    /// <summary>Field of the token in the answer: <c>access_token</c>, for 钉钉 <c>accessToken</c>.</summary>
    public string TokenField { get; set; } = "access_token";

    /// <summary>Header that carries the token to the user endpoint; empty for the query parameter <c>access_token</c>.</summary>
    public string TokenHeader { get; set; } = "Authorization";

    /// <summary>Field of the user's own id there, dots for objects inside: <c>sub</c>, <c>userid</c>, <c>unionId</c>, <c>data.user_id</c>.</summary>
    public string? IdField { get; set; }

    /// <summary>Field of a name to recognise the identity by.</summary>
    public string? NameField { get; set; }

    /// <summary>Proof key (RFC 7636); off for providers that refuse unknown parameters.</summary>
    public bool Pkce { get; set; } = true;

    public bool TwoFactors { get; set; }

    public void Check(string path, string name)
    {
        if (name.Length > 40 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new InvalidOperationException($"{path}: the name of a provider has letters, digits and dashes, at most 40.");
        }

        foreach (var (field, value) in new[]
        {
            (nameof(Title), Title), (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret), (nameof(AuthorizationEndpoint), AuthorizationEndpoint),
            (nameof(TokenEndpoint), TokenEndpoint), (nameof(UserEndpoint), UserEndpoint), (nameof(IdField), IdField),
        })
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                throw new InvalidOperationException($"{path}:{field} is missing.");
            }
        }
    }

    public void Apply(SiteOAuthOptions options, string name)
    {
        options.Settings = this;
        options.ClientId = ClientId!;
        options.ClientSecret = ClientSecret!;
        options.AuthorizationEndpoint = AuthorizationEndpoint!;
        options.TokenEndpoint = TokenEndpoint!;
        options.UserInformationEndpoint = UserEndpoint!;
        options.CallbackPath = $"/sign-in/external/{name}/back";
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.UsePkce = Pkce;
        options.SaveTokens = false;
        options.BackchannelTimeout = TimeSpan.FromSeconds(15);
        // The way back is a plain link, so Lax carries the cookie; None would be dropped over http in a local network.
        options.CorrelationCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        foreach (var scope in (Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            options.Scope.Add(scope);
        }

        options.Events.OnRemoteFailure = failed =>
        {
            failed.Response.Redirect("/sign-in/external?failed=" + Uri.EscapeDataString(name));
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }
}

internal sealed class SiteOAuthOptions : OAuthOptions
{
    public OAuthSettings Settings { get; set; } = new();
}
