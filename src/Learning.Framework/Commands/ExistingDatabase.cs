using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Framework.Commands;

/// <summary>For commands that look at a database as it is: there must be one, of this version.</summary>
internal static class ExistingDatabase
{
    /// <exception cref="CommandException">None there, or one of another version.</exception>
    public static async Task RequireAsync(DatabaseChoice choice, LearningDbContext db, CancellationToken cancellation)
    {
        if (choice.IsSqlite && !File.Exists(choice.File))
        {
            throw new CommandException($"没有这个数据库。There is no database {Path.GetFileName(choice.File)} there: name it with --data or --database.");
        }

        if ((await DatabaseMigrator.UnknownAsync(db, cancellation)).Count > 0)
        {
            throw new CommandException("数据库已由更新的版本升级过，请用新版本的程序。The database was upgraded by a newer version: use the program of that version.");
        }

        if ((await db.Database.GetPendingMigrationsAsync(cancellation)).Any())
        {
            throw new CommandException("数据库是旧版本的，先启动一次网站。The database is of an earlier version: start the site once, which migrates it.");
        }
    }
}
