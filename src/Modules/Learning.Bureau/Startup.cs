using Learning.Bureau.Services;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Navigation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Bureau;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<Permission> Permissions => Bureau.Permissions.All;

    public override IEnumerable<NavigationEntry> Navigation => Bureau.Navigation.All;

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<Areas>();
        services.AddScoped<CoverageWords>();
        services.AddScoped<CoverageFiles>();
        services.AddScoped<CoverageDetail>();
        services.AddScoped<TodoSources>().AddScoped<Todo>();
    }
}
