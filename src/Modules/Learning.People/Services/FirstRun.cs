using System.Security.Cryptography;
using System.Text;
using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.People.Models;
using Learning.People.Services.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services;

/// <param name="Bureau">Name of the bureau; used where no recipe has made it.</param>
internal sealed record FirstAdministrator(string Code, string Name, string UserName, string Password, string? Bureau);

internal enum FirstRunRefusal
{
    WrongCode,

    /// <summary>Another tab was first.</summary>
    AlreadyDone,
}

/// <summary>Makes the first administrator, once, for whoever can read the server's console.</summary>
internal sealed class FirstRun(LearningDbContext db, AccountMaker accounts, IPasswordHasher<Account> hasher, Audit audit, TimeProvider clock)
{
    /// <summary>Whether nobody administers this site yet.</summary>
    public async Task<bool> IsNeededAsync(CancellationToken cancellation)
    {
        var today = clock.Today();
        return !await (
            from appointment in db.Appointments.ActiveOn(today)
            join user in db.Users on appointment.PersonId equals user.PersonId
            where appointment.Role == Roles.Administrator
            select user.Id).AnyAsync(cancellation);
    }

    public Task<bool> HasBureauAsync(CancellationToken cancellation) =>
        db.Organisations.AnyAsync(o => o.Kind == OrganisationKinds.CityBureau, cancellation);

    /// <summary>A new code to print; any older one stops working.</summary>
    public async Task<string> NewCodeAsync(CancellationToken cancellation)
    {
        var code = FirstSignIn.NewCode(12);
        await db.WriteAsync(
            async () =>
            {
                if (await db.Set<SetupCode>().SingleOrDefaultAsync(cancellation) is { } old)
                {
                    old.Hash = Hash(code);
                }
                else
                {
                    db.Add(new SetupCode { Id = 1, Hash = Hash(code) });
                }
            },
            cancellation);
        return code;
    }

    public async Task<(Account? Account, FirstRunRefusal? Refusal)> CreateAsync(FirstAdministrator entered, CancellationToken cancellation)
    {
        var passwordHash = hasher.HashPassword(new Account(), entered.Password);
        return await db.WriteAsync<(Account?, FirstRunRefusal?)>(
            async () =>
            {
                var code = await db.Set<SetupCode>().SingleOrDefaultAsync(cancellation);
                if (code is null || !await IsNeededAsync(cancellation))
                {
                    return (null, FirstRunRefusal.AlreadyDone);
                }

                var typed = Encoding.ASCII.GetBytes(Hash(FirstSignIn.Plain(entered.Code)));
                if (!CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(code.Hash)))
                {
                    return (null, FirstRunRefusal.WrongCode);
                }

                db.Remove(code);
                return (await AddAsync(entered, passwordHash, cancellation), null);
            },
            cancellation);
    }

    private async Task<Account> AddAsync(FirstAdministrator entered, string passwordHash, CancellationToken cancellation)
    {
        var bureau = await db.Organisations.FirstOrDefaultAsync(o => o.Kind == OrganisationKinds.CityBureau, cancellation);
        if (bureau is null)
        {
            bureau = new Organisation { Id = clock.NewId(), Code = OrganisationTree.CodeOfFirstRun, Name = entered.Bureau ?? "", Kind = OrganisationKinds.CityBureau };
            OrganisationTree.Place(bureau, null);
            db.Add(bureau);
        }

        var person = Names.New(clock.NewId(), entered.Name, staffNumber: null);
        var account = accounts.Make(person, entered.UserName, passwordHash);
        db.Add(person);
        db.Add(account);
        db.Add(new Appointment
        {
            Id = clock.NewId(),
            PersonId = person.Id,
            OrganisationId = bureau.Id,
            Role = Roles.Administrator,
            From = clock.Today(),
            RecordedAt = clock.Instant(),
        });
        audit.Record("setup.administrator", "person", person.Id.ToString(), null, new { person.Name, entered.UserName, Organisation = bureau.Name }, bureau);
        db.Raise(new AppointmentsChanged([person.Id], [bureau.Id]));
        return account;
    }

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code)));
}
