using Learning.Core.People;
using Learning.Framework.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>How to reach a person and which identity number they have; sealed, and found by keyed hashes.</summary>
internal sealed class PersonContact
{
    public required Guid PersonId { get; init; }

    public byte[]? PhoneSealed { get; private set; }

    public byte[]? PhoneHash { get; private set; }

    public byte[]? IdentityNumberSealed { get; private set; }

    public byte[]? IdentityNumberHash { get; private set; }

    public int Version { get; set; }

    /// <param name="phone">Normalised; null takes it away. The same number again changes nothing.</param>
    public void SetPhone(FieldCipher cipher, string? phone)
    {
        if (phone is null)
        {
            (PhoneSealed, PhoneHash) = (null, null);
        }
        else if (cipher.Hash(phone) is var hash && (PhoneHash is null || !hash.AsSpan().SequenceEqual(PhoneHash)))
        {
            (PhoneSealed, PhoneHash) = (cipher.Seal(phone, PhonePurpose), hash);
        }
    }

    /// <param name="number">Normalised; null takes it away. The same number again changes nothing.</param>
    public void SetIdentityNumber(FieldCipher cipher, string? number)
    {
        if (number is null)
        {
            (IdentityNumberSealed, IdentityNumberHash) = (null, null);
        }
        else if (cipher.Hash(number) is var hash && (IdentityNumberHash is null || !hash.AsSpan().SequenceEqual(IdentityNumberHash)))
        {
            (IdentityNumberSealed, IdentityNumberHash) = (cipher.Seal(number, IdentityPurpose), hash);
        }
    }

    public string? Phone(FieldCipher cipher) => PhoneSealed is null ? null : cipher.Open(PhoneSealed, PhonePurpose);

    public string? IdentityNumber(FieldCipher cipher) => IdentityNumberSealed is null ? null : cipher.Open(IdentityNumberSealed, IdentityPurpose);

    /// <summary>Seals with the newest key what an older one sealed.</summary>
    /// <returns>Whether there was anything to do.</returns>
    public bool Reseal(FieldCipher cipher)
    {
        var (phone, identity) = (PhoneSealed is not null && cipher.IsStale(PhoneSealed), IdentityNumberSealed is not null && cipher.IsStale(IdentityNumberSealed));
        PhoneSealed = phone ? cipher.Seal(Phone(cipher)!, PhonePurpose) : PhoneSealed;
        IdentityNumberSealed = identity ? cipher.Seal(IdentityNumber(cipher)!, IdentityPurpose) : IdentityNumberSealed;
        return phone || identity;
    }

    private string PhonePurpose => $"people.phone {PersonId:N}";

    private string IdentityPurpose => $"people.identity-number {PersonId:N}";
}

internal sealed class PersonContactConfiguration : IEntityTypeConfiguration<PersonContact>
{
    public void Configure(EntityTypeBuilder<PersonContact> contact)
    {
        contact.HasKey(c => c.PersonId);
        contact.HasIndex(c => c.PhoneHash);
        contact.HasIndex(c => c.IdentityNumberHash);
        contact.HasOne<Person>().WithOne().HasForeignKey<PersonContact>(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
