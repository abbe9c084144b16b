using Learning.Certificates.Models;
using Learning.Core;
using Learning.Credentials;
using Microsoft.Extensions.Caching.Memory;

namespace Learning.Certificates.Services;

/// <summary>The answer to whoever verifies.</summary>
/// <param name="Verdict">Null: nothing is known under this number and name.</param>
/// <param name="Certificate">What was signed; null unless a trusted key signed it.</param>
/// <param name="Title">The type in the words of the paper, where the register knows it.</param>
/// <param name="DecidedOn">When it was revoked or suspended.</param>
/// <param name="CheckedAt">When the register was asked.</param>
internal sealed record VerificationAnswer(Verdict? Verdict, CertificatePayload? Certificate, string? Title, DateOnly? DecidedOn, DateTimeOffset CheckedAt);

/// <summary>Verifies tokens and numbers against the published keys and the register.</summary>
internal sealed class CertificateVerifier : IDisposable
{
    private const int Remembered = 50_000;
    private readonly PublishedKeys keys;
    private readonly RegisterLookup register;
    private readonly TimeProvider clock;
    private readonly MemoryCache signatures = new(new MemoryCacheOptions { SizeLimit = Remembered });
    private readonly Stand stand;

    public CertificateVerifier(PublishedKeys keys, RegisterLookup register, TimeProvider clock)
    {
        this.keys = keys;
        this.register = register;
        this.clock = clock;
        stand = Stand.Make(clock);
    }

    /// <summary>Verifies the digits of a QR code.</summary>
    public async Task<VerificationAnswer> TokenAsync(string digits, CancellationToken cancellation)
    {
        if (!CertificateToken.TryDecode(digits, out var token, out var refusal))
        {
            return new VerificationAnswer(refusal, null, null, null, clock.Instant());
        }

        var verifier = await keys.VerifierAsync(cancellation);
        var found = verifier.Verify(token);
        var row = found.Certificate is { } certificate ? await register.FindAsync(certificate.Number.Value, cancellation) : null;
        // Of two papers under one number the register vouches only for the one it holds.
        return Judge(verifier, found, row is not null && token.Bytes.Span.SequenceEqual(row.Token) ? row : null);
    }

    /// <summary>Verifies a number and a name a person typed.</summary>
    /// <remarks>
    /// One look-up, one signature and one comparison of names, whether there is such a number or not: neither the answer nor its
    /// time tells "no such number" from "another name". A signature once checked is remembered by the number asked for, in both cases alike.
    /// </remarks>
    public async Task<VerificationAnswer> NumberAsync(string? number, string? name, CancellationToken cancellation)
    {
        var asked = CertificateNumber.TryParse(number, out var parsed) ? parsed.Value : stand.Number;
        var row = await register.FindAsync(asked, cancellation);
        var verifier = await keys.VerifierAsync(cancellation);
        var found = Check(verifier, asked, row);
        var same = HolderName.Same(name, row?.HolderName ?? stand.Name);
        var answer = Judge(verifier, found, row);
        return row is not null && same ? answer : new VerificationAnswer(null, null, null, null, answer.CheckedAt);
    }

    public void Dispose() => signatures.Dispose();

    private Verification Check(TokenVerifier verifier, string number, RegisteredCertificate? row)
    {
        var today = clock.Today();
        if (signatures.TryGetValue(number, out Checked? known) && known!.Verifier == verifier && known.Day == today && known.Exists == row is not null)
        {
            return known.Found;
        }

        var found = row is null ? stand.Verifier.Verify(stand.Token) : verifier.Verify(row.Token);
        signatures.Set(number, new Checked(verifier, today, row is not null, found), new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(30) });
        return found;
    }

    private VerificationAnswer Judge(TokenVerifier verifier, Verification found, RegisteredCertificate? row)
    {
        var now = clock.Instant();
        var status = row is null ? CertificateStatus.Unknown : row.Decision switch
        {
            CertificateDecision.Revoke => CertificateStatus.Revoked,
            CertificateDecision.Suspend => CertificateStatus.Suspended,
            _ => CertificateStatus.Good,
        };
        var judged = verifier.Complete(found, new StatusAnswer(status, now));
        // Revoked outweighs out of date.
        var verdict = status == CertificateStatus.Revoked && judged.Certificate is not null ? Verdict.Revoked : judged.Verdict;
        return new VerificationAnswer(verdict, judged.Certificate, row?.Title, row?.DecidedOn, now);
    }

    private sealed record Checked(TokenVerifier Verifier, DateOnly Day, bool Exists, Verification Found);

    /// <summary>A certificate of nobody, for the work to be the same where there is none.</summary>
    private sealed record Stand(string Number, string Name, CertificateToken Token, TokenVerifier Verifier)
    {
        private static readonly DateOnly Day = new(2026, 1, 1);

        public static Stand Make(TimeProvider clock)
        {
            using var key = SigningKey.Create();
            var entry = new KeyEntry { Qr = 1, PublicKey = key.PublicKey, Use = KeyUse.Cert, NotBefore = Day, NotAfter = Day };
            var signer = new CertificateSigner(entry, key, new CertificateSite(new Uri("https://stand.invalid")));
            var number = CertificateNumber.New(CertificateKind.CounsellorC, 2026);
            return signer.TrySign(new CertificatePayload(number, "无此人", Day, null, new StatusIndex(0, 0)), out var token)
                ? new Stand(number.Value, "无此人", token, new TokenVerifier(new KeyRing([entry]), clock))
                : throw new InvalidOperationException("The stand-in certificate does not fit its code.");
        }
    }
}
