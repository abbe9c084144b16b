using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Learning.Framework.Data;

/// <summary>One convention each for instants, versions and names of tables.</summary>
internal static partial class ModelConventions
{
    public static void Configure(ModelConfigurationBuilder configuration, bool sqlite)
    {
        if (sqlite)
        {
            // SQLite cannot order by DateTimeOffset.
            configuration.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
        }
        else
        {
            // Npgsql refuses an offset and drops 100 ns.
            configuration.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        }
    }

    public static void Finish(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsOwned()))
        {
            entity.SetTableName(TableName(entity.ClrType));
            if (entity.FindProperty("Version") is { } version && version.ClrType == typeof(int))
            {
                version.IsConcurrencyToken = true;
            }

            foreach (var key in entity.GetProperties().Where(p => p.ClrType == typeof(Guid) && p.IsPrimaryKey()))
            {
                // Ids are version 7 and set by us; EF's own on SQLite are random.
                key.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
            }
        }
    }

    private static string TableName(Type type)
    {
        var name = type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        var space = type.Namespace ?? "";
        var module = space.StartsWith("Microsoft.AspNetCore.Identity", StringComparison.Ordinal) || space.EndsWith(".Accounts", StringComparison.Ordinal) ? "accounts"
            : space.StartsWith("Learning.Core.", StringComparison.Ordinal) ? space.Split('.')[2]
            : space.Split('.')[1];
        return $"{module.ToLowerInvariant()}_{Words().Replace(name, "_$1").TrimStart('_').ToLowerInvariant()}";
    }

    [GeneratedRegex("(?<!^)([A-Z][a-z0-9]*)", RegexOptions.None, 1000)]
    private static partial Regex Words();

    private sealed class MillisecondsConverter() : ValueConverter<DateTimeOffset, long>(
        v => v.ToUnixTimeMilliseconds(), v => DateTimeOffset.FromUnixTimeMilliseconds(v));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
        v => DateTimeOffset.FromUnixTimeMilliseconds(v.ToUnixTimeMilliseconds()), v => v);
}
