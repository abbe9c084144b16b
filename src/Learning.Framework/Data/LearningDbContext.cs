using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Data;

/// <summary>The one context. Entities come from the modules; pages query it directly, projected to what they show.</summary>
public sealed partial class LearningDbContext(
    DbContextOptions<LearningDbContext> options, ModuleCatalog modules, WriteGate gate, TimeProvider clock, IServiceProvider services)
    : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Person> People => Set<Person>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<OrganisationFact> OrganisationFacts => Set<OrganisationFact>();

    public DbSet<Appointment> Appointments => Set<Appointment>();

    internal TimeProvider Clock => clock;

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration) =>
        ModelConventions.Configure(configuration, Database.IsSqlite());

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        model.ApplyConfigurationsFromAssembly(typeof(LearningDbContext).Assembly);
        foreach (var assembly in modules.Assemblies.Where(HasEntities))
        {
            model.ApplyConfigurationsFromAssembly(assembly);
        }

        ModelConventions.Finish(model);
    }

    private static bool HasEntities(System.Reflection.Assembly assembly) =>
        assembly.GetTypes().Any(t => t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)));
}
