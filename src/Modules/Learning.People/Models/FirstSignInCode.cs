using Learning.Framework.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>The one-time code an account without a password signs in with. Only its hash is kept.</summary>
internal sealed class FirstSignInCode
{
    /// <summary>One code an account: a new one replaces the old.</summary>
    public required Guid AccountId { get; init; }

    public required string Hash { get; set; }

    public required DateTimeOffset ExpiresAt { get; set; }

    public int Version { get; set; }
}

internal sealed class FirstSignInCodeConfiguration : IEntityTypeConfiguration<FirstSignInCode>
{
    public void Configure(EntityTypeBuilder<FirstSignInCode> code)
    {
        code.HasKey(c => c.AccountId);
        code.Property(c => c.Hash).HasMaxLength(200);
        code.HasOne<Account>().WithOne().HasForeignKey<FirstSignInCode>(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
