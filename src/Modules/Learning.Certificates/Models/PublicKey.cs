using Learning.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Certificates.Models;

/// <summary>A published key. Kept for ever: what it signed must stay verifiable. The private half is a file outside the database.</summary>
internal sealed class PublicKey
{
    /// <summary>The byte that names it in a token.</summary>
    public required int Id { get; init; }

    public required string Kid { get; init; }

    public required KeyUse Use { get; init; }

    public required DateOnly NotBefore { get; init; }

    public required DateOnly NotAfter { get; set; }

    public required KeyState State { get; set; }

    public DateTimeOffset? Cutoff { get; set; }

    public required string X { get; init; }

    public required string Y { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Version { get; set; }
}

internal sealed class PublicKeyConfiguration : IEntityTypeConfiguration<PublicKey>
{
    public void Configure(EntityTypeBuilder<PublicKey> key)
    {
        key.Property(k => k.Id).ValueGeneratedNever();
        key.Property(k => k.Kid).HasMaxLength(43);
        key.Property(k => k.Use).HasConversion<string>().HasMaxLength(10);
        key.Property(k => k.State).HasConversion<string>().HasMaxLength(10);
        key.Property(k => k.X).HasMaxLength(43);
        key.Property(k => k.Y).HasMaxLength(43);
        key.HasIndex(k => k.Kid).IsUnique();
    }
}
