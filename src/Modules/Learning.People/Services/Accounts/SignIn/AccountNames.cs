using System.Text;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.SignIn;

/// <summary>Finds an account by what a person types: user name, staff number or phone.</summary>
internal sealed class AccountNames(LearningDbContext db, FieldCipher cipher, ILookupNormalizer normalizer)
{
    /// <summary>As names are compared and counted: full-width letters narrow, no spaces, capitals; a phone is its eleven digits.</summary>
    public string Normal(string typed)
    {
        // Half of a surrogate pair cannot be normalised and is nobody's name.
        var whole = new string([.. typed.EnumerateRunes().Where(r => r != Rune.ReplacementChar).SelectMany(r => r.ToString())]);
        return PhoneNumbers.TryNormalise(whole, out var phone) ? phone : normalizer.NormalizeName(string.Concat(whole.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))));
    }

    /// <summary>The account; none if there is none or if a phone is several people's. Asks the same questions either way.</summary>
    public async Task<Account?> FindAsync(string typed, CancellationToken cancellation)
    {
        var (normal, narrow) = (Normal(typed), typed.Trim());
        var byName = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == normal, cancellation);
        var byNumber = await (
            from user in db.Users.AsNoTracking()
            join person in db.People on user.PersonId equals person.Id
            where person.StaffNumber == narrow || person.StaffNumber == normal
            select user).FirstOrDefaultAsync(cancellation);
        var phone = cipher.Hash(PhoneNumbers.TryNormalise(typed, out var number) ? number : "");
        var byPhone = await (
            from contact in db.Set<PersonContact>()
            join user in db.Users.AsNoTracking() on contact.PersonId equals user.PersonId
            where contact.PhoneHash == phone
            select user).Take(2).ToListAsync(cancellation);
        return byName ?? byNumber ?? (byPhone is [var only] ? only : null);
    }

    /// <summary>Every name a person may type for their account, as they are counted.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Account account, CancellationToken cancellation)
    {
        var number = await db.People.Where(p => p.Id == account.PersonId).Select(p => p.StaffNumber).FirstOrDefaultAsync(cancellation);
        var contact = await db.Set<PersonContact>().AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == account.PersonId, cancellation);
        return [.. new[] { account.UserName, number, contact?.Phone(cipher) }.OfType<string>().Select(Normal).Distinct(StringComparer.Ordinal)];
    }
}
