using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>One school's passage from a school year to the next: which appointments go on and which end with the year.</summary>
internal sealed class YearChange : IScoped
{
    public required Guid Id { get; init; }

    /// <summary>The act it belongs to: all schools of a county that were changed together.</summary>
    public required Guid ActId { get; init; }

    public required Guid OrganisationId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>Start of the year that ends: 2025 for 2025–2026学年.</summary>
    public required int StartYear { get; init; }

    /// <summary>The organisation and year while it stands, else null: unique, so no school passes a year twice.</summary>
    public string? StandsFor { get; set; }

    public int Carried { get; init; }

    public int Ended { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }

    public int Version { get; set; }
}

/// <summary>What was asked for when years were changed: the rules by role and those who are treated otherwise.</summary>
internal sealed class YearChangeAct : IScoped
{
    /// <summary>Also the cause of the appointments.</summary>
    public required Guid Id { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required int StartYear { get; init; }

    public required Guid RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>The schools, in the order they are done.</summary>
    public required List<Guid> Schools { get; init; }

    /// <summary>Roles whose appointments end with the year unless named in <see cref="Otherwise"/>.</summary>
    public required List<string> EndingRoles { get; init; }

    /// <summary>Appointments that go the other way than their role's rule says.</summary>
    public required List<Guid> Otherwise { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }

    /// <summary>Appointments changed again since, which undoing left as they are.</summary>
    public int LeftAsTheyAre { get; set; }

    public int Version { get; set; }
}

internal sealed class YearChangeConfiguration : IEntityTypeConfiguration<YearChange>
{
    public void Configure(EntityTypeBuilder<YearChange> change)
    {
        change.Property(c => c.StandsFor).HasMaxLength(50);
        change.HasIndex(c => c.StandsFor).IsUnique();
        change.HasIndex(c => c.ActId);
        change.HasIndex(c => new { c.CountyId, c.SchoolId, c.StartYear });
        change.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class YearChangeActConfiguration : IEntityTypeConfiguration<YearChangeAct>
{
    public void Configure(EntityTypeBuilder<YearChangeAct> act)
    {
        act.PrimitiveCollection(a => a.Schools);
        act.PrimitiveCollection(a => a.EndingRoles);
        act.PrimitiveCollection(a => a.Otherwise);
        act.HasIndex(a => new { a.CountyId, a.SchoolId, a.RequestedAt });
    }
}
