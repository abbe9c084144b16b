using Learning.Core;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Privacy;
using Learning.People.Services.Rosters.Applying;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services.Rosters;

internal static class RosterServices
{
    public static IServiceCollection AddRosters(this IServiceCollection services) => services
        .AddScoped<RosterVault>().AddScoped<RosterStaging>().AddScoped<RosterSql>().AddScoped<RosterNews>().AddScoped<RosterAgain>().AddScoped<RosterAhead>()
        .AddScoped<RosterIntake>().AddScoped<RosterDecisions>().AddScoped<RosterReport>().AddScoped<RosterExport>()
        .AddScoped<IJobWorker, RosterCheckWorker>().AddScoped<IJobWorker, RosterApplyWorker>().AddScoped<IJobWorker, RosterUndoWorker>()
        .AddScoped<IJobWorker, RosterTellWorker>().AddScoped<IJobWorker, RosterTrimWorker>().AddScoped<IHandle<DayBegan>, RosterTrimWorker>();
}
