using System.Text.Json;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Rosters;

/// <summary>What of a row nobody may read in the database.</summary>
internal sealed record RowDetails(IReadOnlyList<string> Cells, string? Phone, string? IdentityNumber);

/// <summary>Seals uploaded files and rows; opens them for the check and for the clerk's own report.</summary>
internal sealed class RosterVault(LearningDbContext db, FieldCipher cipher)
{
    private const int Piece = 384 * 1024;

    public IEnumerable<RosterFile> Seal(Guid import, byte[] file) =>
        file.Chunk(Piece).Select((piece, i) => new RosterFile { ImportId = import, Piece = i, Sealed = cipher.Seal(Convert.ToBase64String(piece), Purpose(import, i)) });

    /// <returns>Null where the file is no longer kept.</returns>
    public async Task<byte[]?> OpenAsync(Guid import, CancellationToken cancellation)
    {
        var pieces = await db.Set<RosterFile>().AsNoTracking().Where(f => f.ImportId == import).OrderBy(f => f.Piece).ToListAsync(cancellation);
        return pieces.Count == 0 ? null : [.. pieces.SelectMany(p => Convert.FromBase64String(cipher.Open(p.Sealed, Purpose(import, p.Piece))))];
    }

    public byte[] Seal(Guid import, RowDetails details) => cipher.Seal(JsonSerializer.Serialize(details), Purpose(import, -1));

    public RowDetails Open(Guid import, byte[] details) => JsonSerializer.Deserialize<RowDetails>(cipher.Open(details, Purpose(import, -1)))!;

    private static string Purpose(Guid import, int piece) => $"people.roster {import:N} {piece}";
}
