using Learning.Core;
using Learning.Framework;
using Learning.Framework.Events;
using Learning.Framework.Navigation;
using Learning.Framework.Recipes;
using Learning.Targets.Handlers;
using Learning.Targets.Recipes;
using Learning.Targets.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Targets;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<NavigationEntry> Navigation =>
    [
        new("今年", "/my", "calendar", Audience.Teacher, 10),
        new("指标依据", "/targets", "target", Audience.Officer, 60),
    ];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TargetCatalogue>();
        services.AddScoped<ProgressQueue>();
        services.AddScoped<IRecipeStep, TargetsStep>();
        services.AddScoped<IHandle<DayBegan>, RebuildWhenDayBegan>();
    }
}
