using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>A colleague let go to a place outside the giver's area: nothing changes until that side receives.</summary>
internal sealed class Transfer : IScoped
{
    /// <summary>Also the cause of the appointments it ends and begins.</summary>
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The appointment to end.</summary>
    public required Guid AppointmentId { get; init; }

    public required Guid FromId { get; init; }

    /// <summary>Where the person is to go.</summary>
    public required Guid ToId { get; init; }

    /// <summary>County of the receiving side, which has the decision.</summary>
    public Guid? CountyId { get; init; }

    /// <summary>School of the receiving side.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>County of the giving side.</summary>
    public Guid? FromCountyId { get; init; }

    /// <summary>School of the giving side.</summary>
    public Guid? FromSchoolId { get; init; }

    public required string Role { get; init; }

    public string? OwnRole { get; init; }

    public string? Employment { get; init; }

    /// <summary>The person's other appointments at the old place end as well.</summary>
    public required bool EndsOthers { get; init; }

    /// <summary>First day at the new place.</summary>
    public required DateOnly On { get; init; }

    public required TransferState State { get; set; }

    /// <summary>The appointment while the transfer waits, else null: unique, so nobody is let go twice at once.</summary>
    public Guid? WaitingFor { get; set; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required Guid RequestedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; set; }

    public int Version { get; set; }
}

internal enum TransferState
{
    Waiting,
    Received,
    Declined,
    Withdrawn,
}

internal sealed class TransferConfiguration : IEntityTypeConfiguration<Transfer>
{
    public const int ReasonLength = 200;

    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.Property(t => t.Role).HasMaxLength(30);
        transfer.Property(t => t.OwnRole).HasMaxLength(30);
        transfer.Property(t => t.Employment).HasMaxLength(20);
        transfer.Property(t => t.State).HasConversion<string>().HasMaxLength(20);
        transfer.Property(t => t.Reason).HasMaxLength(ReasonLength);
        transfer.HasIndex(t => t.WaitingFor).IsUnique();
        transfer.HasIndex(t => t.PersonId);
        transfer.HasIndex(t => new { t.CountyId, t.SchoolId });
        transfer.HasIndex(t => new { t.FromCountyId, t.FromSchoolId });
        transfer.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
