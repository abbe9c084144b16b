using Learning.Core;
using Learning.Credentials;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Row = Learning.Certificates.Models.PublicKey;

namespace Learning.Certificates.Services;

/// <summary>The keys certificates are signed with: made when first needed, the next a month before the last day of the current.</summary>
internal sealed class IssuingKeys(LearningDbContext db, KeyFolder folder, PublishedKeys published, TimeProvider clock)
{
    private const int LastId = byte.MaxValue;

    /// <summary>A key of this machine that may sign for these dates of issue. Call it before the unit of work that signs: it may write a file.</summary>
    public async Task<(KeyEntry Entry, SigningKey Key)> EnsureAsync(DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        for (var tries = 0; tries < 3; tries++)
        {
            var rows = await db.Set<Row>().AsNoTracking().OrderByDescending(k => k.NotBefore).ThenByDescending(k => k.Id).ToListAsync(cancellation);
            var usable = rows.Where(k => k.Use == KeyUse.Cert && k.State == KeyState.Active && k.NotBefore <= first && k.NotAfter >= last);
            foreach (var row in usable)
            {
                if (folder.Find(row.Id) is { } key)
                {
                    return (PublishedKeys.Entry(row), key);
                }
            }

            var today = clock.Today();
            await AddAsync(rows, first < today ? first : today, (last > today ? last : today).AddYears(1), cancellation);
        }

        throw new InvalidOperationException("No signing key could be made: the data folder's keys cannot be written.");
    }

    /// <summary>Publishes the next key when the current one ends within a month, so that verifiers know it before it signs.</summary>
    public async Task PrepareNextAsync(CancellationToken cancellation)
    {
        var rows = await db.Set<Row>().AsNoTracking().ToListAsync(cancellation);
        var mine = rows.Where(k => k.Use == KeyUse.Cert && k.State == KeyState.Active && folder.Find(k.Id) is not null).ToList();
        if (mine.Count > 0 && mine.Max(k => k.NotAfter) is var end && end < clock.Today().AddDays(30))
        {
            await AddAsync(rows, end.AddDays(1), end.AddYears(1), cancellation);
        }
    }

    private async Task AddAsync(List<Row> rows, DateOnly notBefore, DateOnly notAfter, CancellationToken cancellation)
    {
        var id = rows.Select(k => k.Id).DefaultIfEmpty(0).Max() + 1;
        if (id > LastId)
        {
            throw new InvalidOperationException("All 255 key numbers are used.");
        }

        var key = folder.FindOrCreate(id);
        await db.WriteAsync(
            async () =>
            {
                if (await db.Set<Row>().AnyAsync(k => k.Id == id, cancellation))
                {
                    return;
                }

                db.Add(new Row
                {
                    Id = id,
                    Kid = key.PublicKey.Kid,
                    Use = KeyUse.Cert,
                    NotBefore = notBefore,
                    NotAfter = notAfter,
                    State = KeyState.Active,
                    X = key.PublicKey.X,
                    Y = key.PublicKey.Y,
                    CreatedAt = clock.Instant(),
                });
                db.AfterCommit(published.Forget);
            },
            cancellation);
    }
}
