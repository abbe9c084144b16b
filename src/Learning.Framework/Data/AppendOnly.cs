using System.Globalization;
using System.Reflection;
using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.Framework.Data;

/// <summary>Holds that money-like rows are written once: in the change tracker, and by triggers for whoever comes by SQL.</summary>
internal static class AppendOnly
{
    public static void Guard(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries())
        {
            var refused = entry switch
            {
                { State: EntityState.Deleted, Entity: IAppendOnly or IHistory } => true,
                { State: EntityState.Modified, Entity: IAppendOnly } => true,
                { State: EntityState.Modified, Entity: IHistory } => entry.Properties.Any(p =>
                    p.IsModified && (p.Metadata.Name != nameof(IHistory.ReplacedAt) || p.OriginalValue is not null)),
                _ => false,
            };
            if (refused)
            {
                throw new InvalidOperationException($"{entry.Metadata.DisplayName()} is append-only: add a reversal or a later row.");
            }
        }
    }

    /// <summary>Lets written rows go: they will not change, and comparing them again at each save is what a large unit would spend its time on.</summary>
    public static void LetGo(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries().Where(e => e is { State: EntityState.Unchanged, Entity: IAppendOnly }).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }

    /// <summary>Makes the triggers anew after every migration: a table rebuilt on SQLite loses them silently.</summary>
    public static async Task EnsureTriggersAsync(LearningDbContext db, CancellationToken cancellation)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(e => typeof(IAppendOnly).IsAssignableFrom(e.ClrType) || typeof(IHistory).IsAssignableFrom(e.ClrType)))
        {
            foreach (var statement in db.Database.IsSqlite() ? OnSqlite(entity) : OnPostgreSql(entity))
            {
                await db.Database.ExecuteSqlRawAsync(statement, cancellation);
            }
        }
    }

    private static IEnumerable<string> OnSqlite(IEntityType entity)
    {
        var table = entity.GetTableName()!;
        yield return $"DROP TRIGGER IF EXISTS {table}_no_delete";
        yield return $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END";
        yield return $"DROP TRIGGER IF EXISTS {table}_no_update";
        yield return $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {When(entity, "IS NOT", "BEGIN SELECT RAISE(ABORT, '{0} is append-only'); END")}";
    }

    private static IEnumerable<string> OnPostgreSql(IEntityType entity)
    {
        var table = entity.GetTableName()!;
        yield return "CREATE OR REPLACE FUNCTION learning_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$";
        yield return $"DROP TRIGGER IF EXISTS {table}_no_delete ON {table}";
        yield return $"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION learning_append_only()";
        yield return $"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}";
        yield return $"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION learning_append_only()";
        yield return $"DROP TRIGGER IF EXISTS {table}_no_update ON {table}";
        yield return $"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW {When(entity, "IS DISTINCT FROM", "EXECUTE FUNCTION learning_append_only()")}";
    }

    private static string When(IEntityType entity, string differs, string action)
    {
        var table = entity.GetTableName()!;
        var body = string.Format(CultureInfo.InvariantCulture, action, table);
        // What neither of the two lets through is refused.
        var refused = string.Join(" AND ", new[] { OfErasable(entity, differs), OfHistoryOrFiled(entity, differs) }.OfType<string>().Select(r => $"({r})"));
        return refused.Length == 0 ? body : $"WHEN ({refused}) {body}";
    }

    private static string? OfHistoryOrFiled(IEntityType entity, string differs)
    {
        var history = typeof(IHistory).IsAssignableFrom(entity.ClrType);
        var filed = typeof(IFiled).IsAssignableFrom(entity.ClrType);
        if (!history && !filed)
        {
            return null;
        }

        var free = new List<string>();
        free.AddRange(history ? [nameof(IHistory.ReplacedAt)] : []);
        free.AddRange(filed ? [nameof(IFiled.CountyId), nameof(IFiled.SchoolId)] : []);
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!);
        var held = entity.GetFlattenedProperties().Where(p => !free.Contains(p.Name)).Select(p => p.GetColumnName(store)).OfType<string>()
            .Select(c => $"OLD.\"{c}\" {differs} NEW.\"{c}\"").ToList();
        if (history)
        {
            var replaced = entity.FindProperty(nameof(IHistory.ReplacedAt))!.GetColumnName(store);
            held.Add($"(OLD.\"{replaced}\" IS NOT NULL AND OLD.\"{replaced}\" {differs} NEW.\"{replaced}\")");
        }

        return string.Join(" OR ", held);
    }

    /// <summary>Only emptying is let through: everything else stays as it was, and something was there to empty.</summary>
    private static string? OfErasable(IEntityType entity, string differs)
    {
        var store = StoreObjectIdentifier.Table(entity.GetTableName()!);
        var columns = entity.GetFlattenedProperties().Select(p => (
            Name: p.GetColumnName(store)!,
            Erasable: p.PropertyInfo?.GetCustomAttribute<ErasableAttribute>(),
            Mark: p.PropertyInfo?.IsDefined(typeof(ErasureMarkAttribute)) == true)).ToList();
        var erasable = columns.Where(c => c.Erasable is not null).ToList();
        if (erasable.Count == 0)
        {
            return null;
        }

        var others = columns.Where(c => c.Erasable is null && !c.Mark).Select(c => $"OLD.\"{c.Name}\" {differs} NEW.\"{c.Name}\"");
        var kept = erasable.Select(c => $"NEW.\"{c.Name}\" {differs} {(c.Erasable!.Emptied is { } text ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : "NULL")}");
        var marks = columns.Where(c => c.Mark).Select(c => $"(OLD.\"{c.Name}\" IS NOT NULL)");
        var nothing = $"NOT ({string.Join(" OR ", erasable.Select(c => $"OLD.\"{c.Name}\" {differs} NEW.\"{c.Name}\""))})";
        return string.Join(" OR ", others.Concat(kept).Concat(marks).Append(nothing));
    }
}
