using Learning.Core.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Framework.Accounts;

/// <summary>A way to sign in, one-to-one with a person. Roles come from appointments, never from here.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public Guid PersonId { get; set; }

    /// <summary>The organisation the person last acted for; null lets the site choose.</summary>
    public Guid? OrganisationId { get; set; }
}

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account)
    {
        account.HasIndex(a => a.PersonId).IsUnique();
        account.HasOne<Person>().WithOne().HasForeignKey<Account>(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
