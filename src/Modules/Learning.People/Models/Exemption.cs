using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>Somebody need not reach a target for a time: decided by an officer, with a reason.</summary>
internal sealed class Exemption : IHistory
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Natural key of the target; null for all.</summary>
    public string? TargetKey { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive; null while open.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Erased with the person: it may speak of their health.</summary>
    [Erasable("")]
    public required string Reason { get; init; }

    /// <summary>Who decided.</summary>
    public required Guid DecidedBy { get; init; }

    /// <summary>For which organisation the one who decided acted.</summary>
    public required Guid DecidedFor { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>The row this one took the place of; null for a new exemption.</summary>
    public Guid? ReplacesId { get; init; }
}

internal sealed class ExemptionConfiguration : IEntityTypeConfiguration<Exemption>
{
    public const int ReasonLength = 200;

    public void Configure(EntityTypeBuilder<Exemption> exemption)
    {
        exemption.Property(e => e.TargetKey).HasMaxLength(80);
        exemption.Property(e => e.Reason).HasMaxLength(ReasonLength);
        exemption.HasIndex(e => e.PersonId);
        exemption.HasIndex(e => e.From);
        exemption.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
