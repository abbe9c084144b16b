using Learning.Framework.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>The second factor of an account: an app that shows six digits (TOTP, RFC 6238).</summary>
internal sealed class AccountAuthenticator
{
    public required Guid AccountId { get; init; }

    public required byte[] SecretSealed { get; set; }

    public required DateTimeOffset ConfirmedAt { get; set; }

    /// <summary>The time step of the last code taken: neither it nor an older one is taken again.</summary>
    public required long LastStep { get; set; }

    public int Version { get; set; }
}

internal sealed class AccountAuthenticatorConfiguration : IEntityTypeConfiguration<AccountAuthenticator>
{
    public void Configure(EntityTypeBuilder<AccountAuthenticator> authenticator)
    {
        authenticator.HasKey(a => a.AccountId);
        authenticator.HasOne<Account>().WithOne().HasForeignKey<AccountAuthenticator>(a => a.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A code kept on paper for when the phone is gone (备用码). Only its keyed hash is kept; works once.</summary>
internal sealed class BackupCode
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required byte[] Hash { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    public int Version { get; set; }
}

internal sealed class BackupCodeConfiguration : IEntityTypeConfiguration<BackupCode>
{
    public void Configure(EntityTypeBuilder<BackupCode> code)
    {
        code.HasIndex(c => c.AccountId);
        code.HasOne<Account>().WithMany().HasForeignKey(c => c.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>A device that is not asked for the second factor for a while.</summary>
internal sealed class TrustedDevice
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>SHA-256 of the random token in the device's cookie.</summary>
    public required byte[] TokenHash { get; init; }

    public required string Browser { get; init; }

    public required string System { get; init; }

    public required DateTimeOffset RememberedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public int Version { get; set; }
}

internal sealed class TrustedDeviceConfiguration : IEntityTypeConfiguration<TrustedDevice>
{
    public void Configure(EntityTypeBuilder<TrustedDevice> device)
    {
        device.Property(d => d.Browser).HasMaxLength(20);
        device.Property(d => d.System).HasMaxLength(20);
        device.HasIndex(d => d.AccountId);
        device.HasOne<Account>().WithMany().HasForeignKey(d => d.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Since when an account has been told to set a second factor up.</summary>
internal sealed class SecondFactorNotice
{
    public required Guid AccountId { get; init; }

    public required DateTimeOffset FirstToldAt { get; init; }

    public int Version { get; set; }
}

internal sealed class SecondFactorNoticeConfiguration : IEntityTypeConfiguration<SecondFactorNotice>
{
    public void Configure(EntityTypeBuilder<SecondFactorNotice> notice)
    {
        notice.HasKey(n => n.AccountId);
        notice.HasOne<Account>().WithOne().HasForeignKey<SecondFactorNotice>(n => n.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}
