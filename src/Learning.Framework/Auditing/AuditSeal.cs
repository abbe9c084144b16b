using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Framework.Auditing;

/// <summary>One link of the chain over the audit rows: 1, 2, 3 … without a gap, each over the one before it.</summary>
internal sealed class AuditSeal : IAppendOnly
{
    public required long Sequence { get; init; }

    /// <summary>The audit row it seals.</summary>
    public required long RowId { get; init; }

    /// <summary>Of before, after and salt: what still vouches for a payload that was erased.</summary>
    public required byte[] PayloadDigest { get; init; }

    /// <summary>Of this row's digest and the chain before it.</summary>
    public required byte[] Chain { get; init; }
}

internal sealed class AuditSealConfiguration : IEntityTypeConfiguration<AuditSeal>
{
    public void Configure(EntityTypeBuilder<AuditSeal> seal)
    {
        seal.HasKey(s => s.Sequence);
        seal.Property(s => s.Sequence).ValueGeneratedNever();
        seal.HasIndex(s => s.RowId).IsUnique();
    }
}
