using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Threading.RateLimiting;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Navigation;
using Learning.Framework.Privacy;
using Learning.Framework.Recipes;
using Learning.Framework.Recipes.Content;
using Learning.Framework.Settings;
using Learning.Framework.Texts;
using Learning.Framework.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Learning.Framework;

/// <summary>Everything modules share, put together once.</summary>
public static class FrameworkServices
{
    /// <param name="dataFolder">Holds the database, keys and prepared films.</param>
    public static IServiceCollection AddLearning(this IServiceCollection services, IConfiguration configuration, ModuleCatalog modules, string dataFolder, string recipesFolder)
    {
        services.AddSingleton(modules);
        services.AddSingleton<TimeProvider, SiteClock>();
        services.AddSingleton(new DataFolder(dataFolder));
        services.AddSingleton(new RecipeFolder(recipesFolder));
        services.AddLearningDatabase(DatabaseChoice.From(configuration["Learning:Database"], dataFolder));
        services.AddHttpContextAccessor();
        AddTexts(services, modules);
        AddAccounts(services, configuration, dataFolder);
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<SiteNavigation>();
        services.AddScoped<Audit>().AddScoped<AuditChain>().AddScoped<AuditVerifier>().AddScoped<AuditPayloads>().AddSingleton<AuditAnchor>();
        services.AddScoped<AuditRetention>().AddScoped<RetentionWorker>().AddScoped<IJobWorker>(p => p.GetRequiredService<RetentionWorker>()).AddScoped<IHandle<DayBegan>>(p => p.GetRequiredService<RetentionWorker>());
        services.AddScoped<ISiteCommand, AuditCommand>().AddScoped<ISiteCommand, BackupCommand>().AddScoped<ISiteCommand, FieldKeyCommand>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<FieldKeys>().AddSingleton(p => new FieldCipher(p.GetRequiredService<FieldKeys>()));
        services.AddScoped<JobQueue>().AddSingleton<JobSignal>().AddScoped<IJobWorker, DayBeganWorker>();
        services.AddHostedService<JobRunner>().AddHostedService<DayClock>().AddHostedService<AuditSealer>();
        services.AddScoped<RecipeRunner>().AddScoped<RecipeSchema>();
        services.AddScoped<IRecipeStep, SettingsStep>().AddScoped<IRecipeStep, ContentStep>();
        services.AddMemoryCache();
        foreach (var module in modules.Modules)
        {
            module.ConfigureServices(services, configuration);
        }

        return services;
    }

    private static void AddTexts(IServiceCollection services, ModuleCatalog modules)
    {
        services.AddSingleton<AreaNames>().AddHostedService<AreaNamesReader>();
        services.AddSingleton(provider => new Localizer(
            [.. modules.Assemblies, typeof(FrameworkServices).Assembly, .. AppDomain.CurrentDomain.GetAssemblies().Where(a => a.GetName().Name is "Learning.Theme" or "Learning.Host")], provider.GetRequiredService<AreaNames>()));
        services.AddSingleton<IStringLocalizerFactory>(p => p.GetRequiredService<Localizer>());
        services.AddSingleton<IStringLocalizer>(p => p.GetRequiredService<Localizer>());
        // Chinese goes out as Chinese, not as &#x…;.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var cultures = new[] { CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en") };
            options.DefaultRequestCulture = new RequestCulture(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = "language" }];
        });
    }

    private static void AddAccounts(IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddScoped<Scope>();
        services.AddSingleton<OrganisationDirectory>();
        services.AddIdentityCore<Account>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(10);
                options.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<LearningDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<ActorClaims>()
            .AddDefaultTokenProviders();
        services.AddScoped<ActorClaims>();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = configuration.GetValue("Learning:PasswordIterations", 210_000));
        // An ended appointment stops working at most 60 s late.
        services.Configure<SecurityStampValidatorOptions>(o => o.ValidationInterval = TimeSpan.FromSeconds(60));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/error/403";
            options.ReturnUrlParameter = "next";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.SlidingExpiration = true;
            options.Cookie.Name = "learning";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationCore();
        services.AddAuthorization();
        services.AddDataProtection().SetApplicationName("Learning").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(dataFolder, "keys")));
    }
}

/// <summary>The folder that holds the database, keys and prepared films.</summary>
public sealed record DataFolder(string Path);
