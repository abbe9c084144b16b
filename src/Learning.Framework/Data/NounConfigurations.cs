using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Framework.Data;

/// <summary>The shared nouns, which every module may join and point a foreign key at.</summary>
internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Property(p => p.Name).HasMaxLength(60);
        person.Property(p => p.SortKey).HasMaxLength(200);
        person.Property(p => p.StaffNumber).HasMaxLength(40);
        person.Property(p => p.Initials).HasMaxLength(60);
        person.HasIndex(p => p.StaffNumber).IsUnique();
        person.HasIndex(p => p.Initials);
        person.HasIndex(p => new { p.SortKey, p.Id });
        // Almost nobody is: an index of everyone would be passed over for a scan.
        person.HasIndex(p => p.MergedIntoId).HasFilter("\"MergedIntoId\" IS NOT NULL");
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.Property(o => o.Code).HasMaxLength(40);
        organisation.Property(o => o.Name).HasMaxLength(100);
        organisation.Property(o => o.Kind).HasMaxLength(30);
        organisation.Property(o => o.DivisionCode).HasMaxLength(12);
        organisation.HasIndex(o => o.Code).IsUnique();
        organisation.HasIndex(o => new { o.CountyId, o.Order });
        organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        organisation.HasOne<Organisation>().WithMany().HasForeignKey(o => o.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganisationFactConfiguration : IEntityTypeConfiguration<OrganisationFact>
{
    public void Configure(EntityTypeBuilder<OrganisationFact> fact)
    {
        fact.Property(f => f.Fact).HasMaxLength(30);
        fact.HasIndex(f => new { f.OrganisationId, f.Fact, f.AsOf });
        fact.HasOne<Organisation>().WithMany().HasForeignKey(f => f.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AppointmentConfiguration : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.Property(a => a.Role).HasMaxLength(30);
        appointment.Property(a => a.Employment).HasMaxLength(20);
        appointment.Property(a => a.Standing).HasMaxLength(20);
        appointment.Property(a => a.OwnRole).HasMaxLength(30);
        appointment.Property(a => a.CountsAt).HasMaxLength(10);
        appointment.HasIndex(a => a.PersonId);
        // Few are recorded by a joint act or work away from their school on paper.
        appointment.HasIndex(a => a.CauseId).HasFilter("\"CauseId\" IS NOT NULL");
        appointment.HasIndex(a => a.OnPaperId).HasFilter("\"OnPaperId\" IS NOT NULL");
        appointment.HasIndex(a => new { a.OrganisationId, a.Role });
        appointment.HasIndex(a => new { a.CountyId, a.SchoolId });
        appointment.HasIndex(a => new { a.Role, a.From });
        // Appointments are replaced, a roster's by the ten thousand: with room beside it a row's next version needs no new entry in the indexes (0.25 s instead of 2 s).
        appointment.HasStorageParameter("fillfactor", 50);
        appointment.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        appointment.HasOne<Organisation>().WithMany().HasForeignKey(a => a.OnPaperId).OnDelete(DeleteBehavior.Restrict);
    }
}
