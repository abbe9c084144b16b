using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

internal enum ErasureState
{
    Waiting,
    Erased,
    Refused,

    /// <summary>Taken back by whoever asked.</summary>
    Withdrawn,
}

/// <summary>A person's wish that what the site holds about them be erased, and what was decided.</summary>
internal sealed class ErasureRequest : IScoped
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The person while the request is open, else null: unique, so that nobody waits twice.</summary>
    public Guid? OpenFor { get; set; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The person, or the officer to whom they said or wrote it.</summary>
    public required Guid AskedBy { get; init; }

    /// <summary>What the person wished to say; erased with the rest.</summary>
    public string? Note { get; set; }

    public required ErasureState State { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public Guid? DecidedBy { get; set; }

    /// <summary>Why it was refused.</summary>
    public string? Reason { get; set; }

    public int Version { get; set; }

    public void Close(ErasureState state, DateTimeOffset at, Guid by, string? reason)
    {
        (State, DecidedAt, DecidedBy, Reason, OpenFor) = (state, at, by, reason, null);
        Note = state == ErasureState.Erased ? null : Note;
    }
}

internal sealed class ErasureRequestConfiguration : IEntityTypeConfiguration<ErasureRequest>
{
    public const int TextLength = 500;

    public void Configure(EntityTypeBuilder<ErasureRequest> request)
    {
        request.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        request.Property(r => r.Note).HasMaxLength(TextLength);
        request.Property(r => r.Reason).HasMaxLength(TextLength);
        request.HasIndex(r => r.OpenFor).IsUnique();
        request.HasIndex(r => r.PersonId);
        request.HasIndex(r => new { r.State, r.AskedAt });
        request.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
