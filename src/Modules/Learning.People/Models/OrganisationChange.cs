using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>A dated change of an organisation: kept with what was before, so that old names are found and the change can be undone.</summary>
internal sealed class OrganisationChange : IScoped
{
    /// <summary>Also the cause of the appointments it moved or ended.</summary>
    public required Guid Id { get; init; }

    public required Guid OrganisationId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required OrganisationChangeKind Kind { get; init; }

    /// <summary>The first day it is so.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The name before a renaming.</summary>
    public string? OldName { get; init; }

    /// <summary>The name after a renaming.</summary>
    public string? NewName { get; init; }

    /// <summary>What stood above before a move.</summary>
    public Guid? OldAboveId { get; init; }

    /// <summary>What stands above after a move; what it was merged into; where staff went when it closed.</summary>
    public Guid? OtherId { get; init; }

    /// <summary>Days of opening and closing before, for undoing.</summary>
    public DateOnly? OldOpenedOn { get; init; }

    public DateOnly? OldClosedOn { get; init; }

    /// <summary>Ids of the appointments that go to <see cref="OtherId"/> when it closes; the others end. JSON.</summary>
    public List<Guid> Going { get; init; } = [];

    /// <summary>Units below that were put under another, for undoing. JSON.</summary>
    public List<Guid> Below { get; set; } = [];

    /// <summary>Appointments that were taken back and put nowhere, for undoing. JSON.</summary>
    public List<Guid> TakenBack { get; set; } = [];

    public required string Reason { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required Guid RecordedBy { get; init; }

    /// <summary>Null while the day is to come.</summary>
    public DateTimeOffset? AppliedAt { get; set; }

    /// <summary>Code of why it could not be done on its day.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    public Guid? UndoneBy { get; set; }

    public int Version { get; set; }
}

internal enum OrganisationChangeKind
{
    Rename,
    Merge,
    Close,
    Reopen,
    Move,
}

internal sealed class OrganisationChangeConfiguration : IEntityTypeConfiguration<OrganisationChange>
{
    public const int ReasonLength = 200;

    public void Configure(EntityTypeBuilder<OrganisationChange> change)
    {
        change.Property(c => c.Kind).HasConversion<string>().HasMaxLength(20);
        change.Property(c => c.OldName).HasMaxLength(100);
        change.Property(c => c.NewName).HasMaxLength(100);
        change.Property(c => c.Reason).HasMaxLength(ReasonLength);
        change.Property(c => c.Problem).HasMaxLength(30);
        change.PrimitiveCollection(c => c.Going);
        change.PrimitiveCollection(c => c.Below);
        change.PrimitiveCollection(c => c.TakenBack);
        change.HasIndex(c => c.OrganisationId);
        change.HasIndex(c => c.OtherId);
        change.HasIndex(c => c.OldName);
        change.HasIndex(c => new { c.AppliedAt, c.On });
        change.HasOne<Organisation>().WithMany().HasForeignKey(c => c.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
