using Learning.Core.People;
using Learning.Framework.Commands;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Host;
using Learning.People.Models;
using Learning.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.WebTests.Framework;

/// <summary>A backup made while the site runs opens as a site of its own, sealed fields and chain included.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_OfARunningSite_OpensElsewhere()
    {
        await using var site = await LearningSite.StartAsync();
        var person = await site.AskAsync(async s =>
        {
            var db = s.GetRequiredService<LearningDbContext>();
            return await db.WriteAsync(
                async () =>
                {
                    var someone = await db.People.OrderBy(p => p.Id).FirstAsync(Cancellation);
                    var contact = new PersonContact { PersonId = someone.Id };
                    contact.SetPhone(s.GetRequiredService<FieldCipher>(), "13812345678");
                    db.Add(contact);
                    return someone.Id;
                },
                Cancellation);
        });
        var folder = site.DataFolder + "-backup";
        try
        {
            var text = await BackUpAsync(site, folder);
            var copy = Assert.Single(Directory.GetDirectories(folder));

            Assert.Contains(copy, text, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(copy, "keys", "field-01.key")));
            Assert.False(Directory.Exists(Path.Combine(copy, "films")));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(copy));
            }

            Assert.Equal(!LearningSite.OnPostgreSql, File.Exists(Path.Combine(copy, "learning.db")));
            Assert.Equal(LearningSite.OnPostgreSql, text.Contains("pg_dump", StringComparison.Ordinal));
            if (!LearningSite.OnPostgreSql)
            {
                await using var restored = Site.Build(["--data", copy, "--urls", "http://127.0.0.1:0"], Program.Modules());
                await using var scope = restored.Services.CreateAsyncScope();
                var contact = await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Set<PersonContact>().SingleAsync(c => c.PersonId == person, Cancellation);
                Assert.Equal("138****5678", PhoneNumbers.Mask(contact.Phone(scope.ServiceProvider.GetRequiredService<FieldCipher>())!));
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Backup_NoDatabase_SaysSoAndMakesNone()
    {
        var folder = Directory.CreateTempSubdirectory("learning-none-").FullName;
        try
        {
            await using var site = Site.Build(["--data", folder], Program.Modules());
            await using var scope = site.Services.CreateAsyncScope();
            await using var output = new StringWriter();
            var command = scope.ServiceProvider.GetServices<ISiteCommand>().Single(c => c.Name == "backup");

            await Assert.ThrowsAsync<CommandException>(() => command.RunAsync(CommandLine.Read(["--to", folder + "-copies"]), output, Cancellation));

            Assert.False(File.Exists(Path.Combine(folder, "learning.db")));
            await Assert.ThrowsAsync<CommandException>(() => command.RunAsync(CommandLine.Read(["--to", Path.Combine(folder, "inside")]), output, Cancellation));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> BackUpAsync(LearningSite site, string folder)
    {
        await using var output = new StringWriter();
        var code = await site.AskAsync(s => s.GetServices<ISiteCommand>().Single(c => c.Name == "backup").RunAsync(CommandLine.Read(["--to", folder]), output, Cancellation));
        Assert.Equal(0, code);
        return output.ToString();
    }
}
