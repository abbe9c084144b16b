using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Commands;
using Learning.Framework.Events;
using Learning.People.Commands;
using Learning.People.Handlers;
using Learning.People.Services.Accounts.External;
using Learning.People.Services.Accounts.Passkeys;
using Learning.People.Services.Accounts.Passwords;
using Learning.People.Services.Accounts.Recoveries;
using Learning.People.Services.Accounts.SecondFactors;
using Learning.People.Services.Accounts.Sessions;
using Learning.People.Services.Accounts.SignIn;
using Learning.People.Services.Accounts.Slips;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services.Accounts;

internal static class AccountServices
{
    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<AccountMaker>().AddScoped<AccountDesk>().AddScoped<AccountCleaner>().AddScoped<FirstSignIn>();
        services.AddScoped<AccountNames>().AddScoped<Throttle>().AddScoped<SignInDesk>().AddScoped<SignInGate>().AddScoped<SignInFlow>().AddScoped<SecondStep>();
        services.AddScoped<SecondFactorRule>().AddScoped<FirstSignInTicket>().AddSingleton<SignInTicket>();
        services.AddScoped<IPasswordHasher<Account>, NormalisingHasher>().AddScoped<PasswordCheck>().AddScoped<PasswordDesk>().AddScoped<OwnWords>();
        services.AddScoped<SessionDesk>().AddScoped<SiteSignIn>().AddScoped<SignInManager<Account>>(p => p.GetRequiredService<SiteSignIn>());
        services.AddScoped<Authenticators>().AddSingleton<AuthenticatorSetUps>().AddScoped<TrustedDevices>().AddScoped<PasskeyDesk>();
        services.AddScoped<SlipDesk>().AddScoped<SlipSheet>();
        services.AddScoped<RecoveryDesk>().AddScoped<RecoveryRequests>().AddScoped<RecoveryQueue>().AddScoped<RecoveryNews>();
        services.AddScoped<AccountLinks>();
        services.AddScoped<IHandle<DayBegan>, ForgetOldSignIns>();
        services.AddScoped<ISiteCommand, SignInCodeCommand>();
        ExternalProviders.Add(services, configuration);
        services.Configure<SecurityStampValidatorOptions>(o => o.OnRefreshingPrincipal = refreshed =>
        {
            refreshed.NewPrincipal!.Identities.First().AddClaims(SiteSignIn.Kept(refreshed.CurrentPrincipal));
            return Task.CompletedTask;
        });
        services.Configure<IdentityPasskeyOptions>(o =>
        {
            o.UserVerificationRequirement = "required";
            o.ResidentKeyRequirement = "required";
            // Several addresses of one site (www., a port, an inner name) would each be another one to the browser.
            o.ServerDomain = configuration["Learning:PublicUrl"] is { Length: > 0 } url ? new Uri(url, UriKind.Absolute).IdnHost : null;
        });
    }
}
