using Learning.Certificates.Endpoints;
using Learning.Certificates.Handlers;
using Learning.Certificates.Recipes;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Navigation;
using Learning.Framework.Privacy;
using Learning.Framework.Recipes;
using Learning.Framework.Searching;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Certificates;

public sealed class Startup : ModuleStartup
{
    public override IEnumerable<Permission> Permissions => Learning.Certificates.Permissions.All;

    public override IEnumerable<NavigationEntry> Navigation => Learning.Certificates.Navigation.All;

    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<ISearchSource, FindCertificates>();
        services.AddScoped<IPersonalData, CertificatesData>();
        services.AddSingleton<TypeCatalog>().AddSingleton<StandingQueries>();
        services.AddSingleton<KeyFolder>().AddSingleton<PublishedKeys>().AddSingleton<PublicAddress>();
        services.AddSingleton<RegisterLookup>().AddSingleton<CertificateVerifier>().AddSingleton<CertificateDocument>();
        services.AddScoped<Requirements>().AddScoped<Completion>().AddScoped<Proposer>().AddScoped<ProposalChecks>();
        services.AddScoped<ICertificates, CertificateRegister>();
        services.AddScoped<CertificateAccess>().AddScoped<ReviewList>().AddScoped<NoticeBoard>();
        services.AddScoped<DemoDesk>().AddScoped<ReviewDesk>().AddScoped<RevocationDesk>().AddScoped<CertificateIssuer>();
        services.AddScoped<IssuingKeys>().AddScoped<IJobWorker, NextKeyWorker>().AddScoped<IHandle<DayBegan>, NextKeyWorker>();
        services.AddScoped<IRecipeStep, CertificateTypesStep>().AddScoped<IRecipeStep, DemoCertificatesStep>().AddScoped<IHandle<DemoCertificatesDue>, IssueDemoCertificates>();
        AddHandlers(services);
        services.Configure<RateLimiterOptions>(options =>
        {
            PdfEndpoint.AddLimit(options, configuration);
            VerifyLimits.AnswerInJson(options);
        });
    }

    public override void MapEndpoints(IEndpointRouteBuilder routes)
    {
        routes.MapVerify();
        routes.MapPdf();
    }

    private static void AddHandlers(IServiceCollection services)
    {
        services.AddScoped<IHandle<SchoolsMoved>, FileCertificatesAnew>();
        services.AddScoped<CheckProposals>();
        services.AddScoped<IHandle<ProgrammeCompleted>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<ExamPassed>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<HoursPosted>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<CertificateIssued>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<CertificateStatusChanged>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<QualificationsChanged>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<ProposalsDue>>(p => p.GetRequiredService<CheckProposals>());
    }
}
