using Learning.Credentials;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Row = Learning.Certificates.Models.PublicKey;

namespace Learning.Certificates.Services;

/// <summary>The published keys in memory, as a verifier; a key made on another node is known at most 60 s later.</summary>
internal sealed class PublishedKeys(IServiceScopeFactory scopes, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);
    private volatile Loaded? loaded;

    public async ValueTask<TokenVerifier> VerifierAsync(CancellationToken cancellation)
    {
        if (loaded is { } current && clock.GetElapsedTime(current.At) < Fresh)
        {
            return current.Verifier;
        }

        await using var scope = scopes.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<LearningDbContext>().Set<Row>().AsNoTracking().ToListAsync(cancellation);
        var ring = new KeyRing(rows.Select(Entry));
        var json = ring.ToJson();
        // The same keys keep the same verifier, and with it what was already checked under them.
        var verifier = loaded is { } before && before.Json == json ? before.Verifier : new TokenVerifier(ring, clock);
        loaded = new Loaded(verifier, json, clock.GetTimestamp());
        return verifier;
    }

    public void Forget() => loaded = null;

    public static KeyEntry Entry(Row row) => new()
    {
        Qr = (byte)row.Id,
        PublicKey = Learning.Credentials.PublicKey.TryFromJwk(row.X, row.Y, out var key) ? key : throw new InvalidOperationException($"Key {row.Id} is not a P-256 key."),
        Use = row.Use,
        NotBefore = row.NotBefore,
        NotAfter = row.NotAfter,
        State = row.State,
        Cutoff = row.Cutoff,
    };

    private sealed record Loaded(TokenVerifier Verifier, string Json, long At);
}
