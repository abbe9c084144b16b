using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Services.Accounts.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Accounts.External;

/// <summary>Which identity of a provider belongs to which account. An account is never made by one.</summary>
internal sealed class AccountLinks(LearningDbContext db, Audit audit)
{
    public async Task<IReadOnlyList<IdentityUserLogin<Guid>>> OfAsync(Guid accountId, CancellationToken cancellation) =>
        await db.UserLogins.AsNoTracking().Where(l => l.UserId == accountId).OrderBy(l => l.LoginProvider).ToListAsync(cancellation);

    public Task<Account?> OwnerAsync(string provider, string key, CancellationToken cancellation) => (
        from login in db.UserLogins
        join user in db.Users.AsNoTracking() on login.UserId equals user.Id
        where login.LoginProvider == provider && login.ProviderKey == key
        select user).FirstOrDefaultAsync(cancellation);

    /// <returns>False if somebody else has this identity already.</returns>
    public Task<bool> AddAsync(Account account, PendingLink link, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            var owner = await OwnerAsync(link.Provider, link.Key, cancellation);
            if (owner is not null)
            {
                return owner.Id == account.Id;
            }

            // One identity of a provider an account: the new one replaces the old.
            await db.UserLogins.Where(l => l.UserId == account.Id && l.LoginProvider == link.Provider).ExecuteDeleteAsync(cancellation);
            db.Add(new IdentityUserLogin<Guid> { LoginProvider = link.Provider, ProviderKey = link.Key, ProviderDisplayName = link.Name, UserId = account.Id });
            audit.Record("accounts.link", "account", account.Id.ToString(), null, new { Provider = link.Provider });
            return true;
        },
        cancellation);

    public Task RemoveAsync(Guid accountId, string provider, CancellationToken cancellation) => db.WriteAsync(
        async () =>
        {
            if (await db.UserLogins.Where(l => l.UserId == accountId && l.LoginProvider == provider).ExecuteDeleteAsync(cancellation) > 0)
            {
                audit.Record("accounts.unlink", "account", accountId.ToString(), new { Provider = provider }, null);
            }
        },
        cancellation);
}
