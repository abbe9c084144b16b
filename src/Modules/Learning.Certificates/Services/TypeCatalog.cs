using Learning.Certificates.Models;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>A type as the module works with it.</summary>
internal sealed record TypeInfo(
    string Code, int TokenType, string Title, string Level, int Rank, string RegisterPattern, int ValidYears,
    IReadOnlyList<Requirement> Requirements, IReadOnlyList<Reading> Readings)
{
    public bool Mentions(string kind, string? value) => Requirements.Any(r => r.Kind == kind && (kind == Requirement.CertificateKind ? r.Type : r.Programme) == value);
}

/// <summary>Every type, lowest rank first, from memory: at most 60 s late on a second node.</summary>
internal sealed class TypeCatalog(TimeProvider clock)
{
    private volatile Loaded? loaded;
    private Guid touchedIn;

    public async ValueTask<IReadOnlyList<TypeInfo>> AllAsync(LearningDbContext db, CancellationToken cancellation)
    {
        // Within the unit of work that changes types, only its own connection sees them.
        if (db.Database.CurrentTransaction is { } transaction && transaction.TransactionId == touchedIn)
        {
            return await ReadAsync(db, cancellation);
        }

        if (loaded is { } current && clock.GetElapsedTime(current.At) < TimeSpan.FromSeconds(60))
        {
            return current.Types;
        }

        var types = await ReadAsync(db, cancellation);
        loaded = new Loaded(types, clock.GetTimestamp());
        return types;
    }

    public async ValueTask<TypeInfo?> FindAsync(LearningDbContext db, string code, CancellationToken cancellation) =>
        (await AllAsync(db, cancellation)).FirstOrDefault(t => t.Code == code);

    /// <summary>Inside a unit of work that changes types.</summary>
    public void Touch(LearningDbContext db)
    {
        touchedIn = db.Database.CurrentTransaction!.TransactionId;
        db.AfterCommit(() => loaded = null);
    }

    private static async Task<IReadOnlyList<TypeInfo>> ReadAsync(LearningDbContext db, CancellationToken cancellation) =>
    [
        .. (await db.Set<CertificateType>().AsNoTracking().OrderBy(t => t.Rank).ThenBy(t => t.Code).ToListAsync(cancellation))
            .Select(t => new TypeInfo(
                t.Code, t.TokenType, t.Title, t.Level, t.Rank, t.RegisterPattern, t.ValidYears,
                Columns.Read<List<Requirement>>(t.RequirementsJson), Columns.Read<List<Reading>>(t.ReadingsJson))),
    ];

    private sealed record Loaded(IReadOnlyList<TypeInfo> Types, long At);
}
