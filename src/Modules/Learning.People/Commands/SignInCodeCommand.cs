using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Auditing;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.People.Services.Accounts;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Commands;

/// <summary><c>learning sign-in-code</c>: a new one-time code for an administrator of the site, where no colleague is left who could agree.</summary>
internal sealed class SignInCodeCommand(LearningDbContext db, FirstSignIn first, Audit audit, TimeProvider clock) : ISiteCommand
{
    public string Name => "sign-in-code";

    public string Usage => """
        learning sign-in-code USERNAME [--data DIR] [--database FILE|CONNECTION]
          USERNAME  an administrator of the site who cannot sign in any more; the old password, passkeys and second factor end
        """;

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        line.RefuseOthers();
        var name = line.Words is [var only] ? only : throw new CommandException("Name one administrator: learning sign-in-code USERNAME.");
        var code = FirstSignIn.NewCode();
        var given = await db.WriteAsync(
            async () =>
            {
                var account = await db.Users.FirstOrDefaultAsync(u => u.UserName == name, cancellation);
                if (account is null || !await db.Appointments.ActiveOn(clock.Today()).AnyAsync(a => a.PersonId == account.PersonId && a.Role == Roles.Administrator, cancellation))
                {
                    return false;
                }

                await first.IssueAsync(account, code, cancellation);
                audit.Record("accounts.code", "person", account.PersonId.ToString(), null, new { account.UserName });
                return true;
            },
            cancellation);
        await output.WriteLineAsync(given
            ? $"  新的登录码，{FirstSignIn.Days}天内有效 New one-time code: {FirstSignIn.Grouped(code)}"
            : "  没有这个平台管理员，没有改动。There is no such administrator; nothing was changed.");
        return given ? 0 : 1;
    }
}
