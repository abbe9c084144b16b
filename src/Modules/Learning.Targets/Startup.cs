using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Framework;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Navigation;
using Learning.Framework.Privacy;
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
        new NavigationEntry("今年", "/my", "calendar", Audience.Teacher, 10),
        new NavigationEntry("指标依据", "/targets", "target", Audience.Officer, 60),
    ];

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<IPersonalData, ProgressData>();
        services.AddSingleton<TargetCatalogue>();
        services.AddScoped<PeopleFactsReader>().AddScoped<Attainments>().AddScoped<Evaluator>().AddScoped<ProgressUpdater>();
        services.AddScoped<TouchedSubjects>().AddScoped<ProgressQueue>();
        services.AddScoped<CoverageSources>().AddScoped<ITargets, CoverageReader>().AddScoped<MySources>().AddScoped<MyYearReader>();
        services.AddScoped<IJobWorker, RebuildWorker>();
        services.AddScoped<IRecipeStep, TargetsStep>();
        services.AddScoped<IHandle<SubjectsTouched>, EvaluateTouchedSubjects>();
        services.AddScoped<IHandle<DayBegan>, RebuildEverything>();
        services.AddScoped<IHandle<RosterChanged>, RebuildEverything>();
        services.AddScoped<IHandle<HoursPosted>, MoveProgress>();
        services.AddScoped<IHandle<CertificateIssued>, MoveProgress>();
        services.AddScoped<IHandle<CertificateStatusChanged>, MoveProgress>();
        services.AddScoped<IHandle<QualificationsChanged>, MoveProgress>();
        services.AddScoped<IHandle<ProgrammeCompleted>, MoveProgress>();
        services.AddScoped<IHandle<AppointmentsChanged>, MoveProgress>();
    }
}
