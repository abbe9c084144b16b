using Learning.Framework.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>One sign-in on one device. The cookie names it; ended here, the cookie stops working within a minute.</summary>
internal sealed class AccountSession
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>Code of the browser, such as <c>chrome</c>; empty if unknown.</summary>
    public required string Browser { get; init; }

    /// <summary>Code of the operating system, such as <c>android</c>; empty if unknown.</summary>
    public required string System { get; init; }

    /// <summary>The address without its last parts.</summary>
    public required string Place { get; init; }

    /// <summary>Keyed hash of the address: says only whether two are the same.</summary>
    public required string Network { get; init; }

    /// <summary>How the person proved who they are: <c>password</c>, <c>code</c>, <c>passkey</c>, <c>setup</c> or a provider's name.</summary>
    public required string Method { get; init; }

    public required bool TwoFactors { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the person last proved who they are, by signing in or before a change to how they sign in.</summary>
    public required DateTimeOffset ProvedAt { get; set; }

    /// <summary>Last use, to five minutes.</summary>
    public required DateTimeOffset SeenAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> session)
    {
        session.Property(s => s.Browser).HasMaxLength(20);
        session.Property(s => s.System).HasMaxLength(20);
        session.Property(s => s.Place).HasMaxLength(45);
        session.Property(s => s.Network).HasMaxLength(44);
        session.Property(s => s.Method).HasMaxLength(40);
        session.HasIndex(s => new { s.AccountId, s.SeenAt });
        session.HasIndex(s => s.SeenAt);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
