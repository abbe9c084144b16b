using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Events;
using Learning.Framework.Jobs;
using Learning.People.Handlers;
using Learning.People.Pages.Appointments;
using Learning.People.Pages.Organisations;
using Learning.People.Pages.YearChange;
using Learning.People.Services.Appointments;
using Learning.People.Services.Years;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services.Organisations;

/// <summary>Organisations and their changes, appointments, exemptions and the change of year.</summary>
internal static class OrganisationServices
{
    public static void AddOrganisations(this IServiceCollection services)
    {
        services.AddScoped<IExemptions, ExemptionRegister>().AddScoped<ExemptionDesk>();
        services.AddScoped<RoleBook>().AddScoped<AppointmentRows>().AddScoped<AppointmentRules>().AddScoped<AppointmentDesk>();
        services.AddScoped<AppointmentHistory>().AddScoped<EntryChoices>().AddScoped<TransferRules>().AddScoped<TransferDesk>().AddScoped<TransferList>().AddScoped<Leavers>().AddScoped<RoleSettings>().AddScoped<PeopleLinks>();
        services.AddScoped<OrganisationChanges>().AddScoped<ChangeWork>().AddScoped<OrganisationMoves>().AddScoped<OrganisationDesk>().AddScoped<OrganisationSheet>().AddScoped<FactBook>().AddScoped<ChangeChoices>();
        services.AddScoped<YearChanges>().AddScoped<YearPreview>().AddScoped<YearChoices>();
        services.AddScoped<IHandle<DayBegan>, DoChangesOfTheDay>().AddScoped<IJobWorker, ChangeWorker>().AddScoped<IJobWorker, YearChangeWorker>();
    }
}
