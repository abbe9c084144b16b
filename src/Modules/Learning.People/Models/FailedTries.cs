using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>Wrong guesses at a secret, counted for a name and an address, for a name alone and for an address alone, on every node alike.</summary>
internal sealed class FailedTries
{
    /// <summary>Keyed hash of what is guessed at; empty for an address alone.</summary>
    public required string Subject { get; init; }

    /// <summary>Keyed hash of the address; empty for a name alone.</summary>
    public required string Network { get; init; }

    public required int Count { get; set; }

    public required DateTimeOffset Since { get; set; }

    public DateTimeOffset? ClosedUntil { get; set; }

    public int Version { get; set; }
}

internal sealed class FailedTriesConfiguration : IEntityTypeConfiguration<FailedTries>
{
    public void Configure(EntityTypeBuilder<FailedTries> tries)
    {
        tries.HasKey(t => new { t.Subject, t.Network });
        tries.Property(t => t.Subject).HasMaxLength(44);
        tries.Property(t => t.Network).HasMaxLength(44);
        tries.HasIndex(t => t.Since);
    }
}
