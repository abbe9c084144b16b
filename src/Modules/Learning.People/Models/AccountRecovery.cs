using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>A person who cannot sign in any more: one officer knows them and asks, another one agrees, then there is a new one-time code.</summary>
internal sealed class AccountRecovery : IScoped
{
    public const string Asked = "asked", Requested = "requested", Confirmed = "confirmed", Refused = "refused";

    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Where the person works: whose officers see it.</summary>
    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>One of the constants above. What has run out is only late, its state stays.</summary>
    public required string State { get; set; }

    public required DateTimeOffset AskedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public Guid? RequestedById { get; set; }

    public DateTimeOffset? RequestedAt { get; set; }

    /// <summary>How the requester made sure who is asking.</summary>
    public string? Reason { get; set; }

    public Guid? DecidedById { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>When the person was told of it, at the next sign-in.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    public int Version { get; set; }
}

internal sealed class AccountRecoveryConfiguration : IEntityTypeConfiguration<AccountRecovery>
{
    public void Configure(EntityTypeBuilder<AccountRecovery> recovery)
    {
        recovery.Property(r => r.State).HasMaxLength(12);
        recovery.Property(r => r.Reason).HasMaxLength(200);
        recovery.HasIndex(r => r.PersonId);
        recovery.HasIndex(r => new { r.State, r.CountyId, r.SchoolId });
        recovery.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
