using Learning.Core;
using Learning.Core.People;
using Learning.Framework;
using Learning.Framework.Accounts;
using Learning.Framework.Commands;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.Framework.Privacy;
using Learning.Framework.Recipes;
using Learning.Framework.Searching;
using Learning.Framework.Web;
using Learning.People.Commands;
using Learning.People.Demo;
using Learning.People.Handlers;
using Learning.People.Pages;
using Learning.People.Pages.Privacy;
using Learning.People.Pages.Qualifications;
using Learning.People.Recipes;
using Learning.People.Services;
using Learning.People.Services.Accounts;
using Learning.People.Services.Appointments;
using Learning.People.Services.Finding;
using Learning.People.Services.Organisations;
using Learning.People.Services.Privacy;
using Learning.People.Services.Qualifications;
using Learning.People.Services.Rosters;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<PeopleSearch>().AddScoped<IWaitingPeople, WaitingPeopleQueue>().AddScoped<PlaceChoices>().AddScoped<PersonFile>().AddScoped<PersonDesk>().AddScoped<Roster>();
        services.AddScoped<OrganisationList>().AddScoped<OrganisationRegister>().AddScoped<AuditLog>().AddScoped<AuditFile>().AddScoped<FirstRun>();
        services.AddScoped<ContactDesk>().AddScoped<PersonFolder>().AddScoped<PersonDownload>().AddScoped<ErasureDesk>().AddScoped<ErasurePayloads>().AddScoped<ErasureQueue>();
        services.AddScoped<IPersonalData, RosterData>().AddScoped<IPersonalData, PersonData>().AddScoped<IPersonalData, AccountData>().AddScoped<IPersonalData, SecurityData>();
        services.AddScoped<IRetention, ContactPeriods>().AddScoped<IRetention, CodePeriods>();
        services.AddScoped<ResealContacts>().AddScoped<IJobWorker>(p => p.GetRequiredService<ResealContacts>()).AddScoped<IHandle<DayBegan>>(p => p.GetRequiredService<ResealContacts>());
        services.AddScoped<QualificationDesk>().AddScoped<QualificationList>().AddScoped<QualificationEntry>().AddScoped<IQualifications, QualificationRegister>();
        services.AddScoped<IPersonalData, QualificationsData>().AddScoped<IRetention, EvidencePeriods>();
        services.AddRosters();
        services.AddOrganisations();
        services.AddSingleton<FirstRunGate>();
        services.AddSingleton<LostSignIn>();
        services.AddSingleton<IAntiforgeryAdditionalDataProvider, OfficeForms>().Configure<MvcOptions>(o => o.Filters.Add<KeepOfficeForm>());
        services.AddAccounts(configuration);
        services.AddSingleton<IStartupFilter, PeopleMiddleware>();
        services.ConfigureApplicationCookie(o =>
        {
            o.Events.OnRedirectToLogin = PeopleMiddleware.ChallengeAsync;
            o.Events.OnRedirectToAccessDenied = PeopleMiddleware.ForbidAsync;
            o.Events.OnValidatePrincipal = PeopleMiddleware.ValidateAsync;
        });
        services.AddScoped<IRecipeStep, OrganisationsStep>().AddScoped<IRecipeStep, QualificationKindsStep>().AddScoped<IRecipeStep, DemoPeopleStep>().AddScoped<IRecipeStep, DemoQualificationsStep>();
        services.AddScoped<PeopleQuery>().AddScoped<PeopleIndex>().AddScoped<PeopleIndexQueue>().AddScoped<IJobWorker, PeopleIndexWorker>();
        services.AddScoped<IHandle<AppointmentsChanged>, FollowAppointments>().AddScoped<IHandle<RosterChanged>, FollowAppointments>().AddScoped<IHandle<DayBegan>, FollowAppointments>();
        services.AddScoped<IHandle<SchoolsMoved>, FollowAppointments>();
        services.AddScoped<ISearchSource, FindPeople>().AddScoped<ISearchSource, FindOrganisations>();
        services.AddScoped<CityWriter>().AddScoped<ISiteCommand, BenchDataCommand>();
        services.AddSingleton<IStartMessage, DemoAccountsMessage>();
        services.AddSingleton<IStartMessage>(p => p.GetRequiredService<FirstRunGate>());
    }

    public override IEnumerable<Permission> Permissions => People.Permissions.All;

    public override IEnumerable<Framework.Navigation.NavigationEntry> Navigation => People.Navigation.All;
}
