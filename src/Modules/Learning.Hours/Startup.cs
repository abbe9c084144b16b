using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Events;
using Learning.Framework.Navigation;
using Learning.Framework.Privacy;
using Learning.Hours.Handlers;
using Learning.Hours.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Hours;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<Permission> Permissions => Hours.Permissions.All;

    public override IEnumerable<NavigationEntry> Navigation => Hours.Navigation.Entries;

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPersonalData, HoursData>();
        services.AddScoped<HoursLedger>();
        services.AddScoped<HourStatement>().AddScoped<Colleagues>();
        services.AddScoped<IHours, LedgerAnswers>();
        services.AddScoped<IHandle<LessonCompleted>, PostLessonHours>();
        services.AddScoped<IHandle<PracticumRecorded>, PostPracticumHours>();
        services.AddScoped<IHandle<SchoolsMoved>, FileHoursAnew>();
    }
}
