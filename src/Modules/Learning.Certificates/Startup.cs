using Learning.Certificates.Handlers;
using Learning.Certificates.Recipes;
using Learning.Certificates.Services;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Events;
using Learning.Framework.Navigation;
using Learning.Framework.Recipes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Certificates;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<TypeCatalog>().AddSingleton<StandingQueries>().AddSingleton<KeyFolder>().AddSingleton<PublishedKeys>().AddSingleton<PublicAddress>();
        services.AddScoped<Requirements>().AddScoped<Completion>().AddScoped<CertificateIssuer>().AddScoped<ReviewDesk>().AddScoped<RevocationDesk>().AddScoped<Proposer>().AddScoped<ProposalChecks>().AddScoped<IssuingKeys>();
        services.AddScoped<ICertificates, CertificateRegister>();
        services.AddScoped<IRecipeStep, CertificateTypesStep>();
        services.AddScoped<CheckProposals>();
        services.AddScoped<IHandle<ProgrammeCompleted>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<ExamPassed>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<HoursPosted>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<CertificateIssued>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<CertificateStatusChanged>>(p => p.GetRequiredService<CheckProposals>());
        services.AddScoped<IHandle<ProposalsDue>>(p => p.GetRequiredService<CheckProposals>());
    }

    public override IEnumerable<Permission> Permissions => Learning.Certificates.Permissions.All;

    public override IEnumerable<NavigationEntry> Navigation => [];
}
