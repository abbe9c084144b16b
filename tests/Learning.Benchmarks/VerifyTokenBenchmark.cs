using System.Diagnostics;
using Learning.Benchmarks.Reports;
using Learning.Core;
using Learning.Credentials;

namespace Learning.Benchmarks;

/// <summary>The library alone: the digits of a QR code to a verdict, with the status asked of memory.</summary>
internal sealed class VerifyTokenBenchmark() : Benchmark("verify-token")
{
    private const int Tokens = 1000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2), Measure = TimeSpan.FromSeconds(5);

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        var clock = new SiteClock();
        using var key = SigningKey.Create();
        var (tokens, verifier) = Make(key, clock);
        var data = $"{Tokens:#,0} tokens of {tokens.Average(t => t.Length):0} digits on average, no caching of signatures";
        Run(tokens, verifier, WarmUp);
        var alone = Run(tokens, verifier, Measure);
        var both = (await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => Run(tokens, verifier, Measure), cancellation)))).Sum();
        return
        [
            new("Token verification in the library, one thread", alone, "/s", Goal.ReachAtLeast(5000), data),
            new("Token verification in the library, a thread a core", both, "/s", null, data),
        ];
    }

    private static (string[] Tokens, TokenVerifier Verifier) Make(SigningKey key, TimeProvider clock)
    {
        var today = clock.Today();
        var entry = new KeyEntry { Qr = 1, PublicKey = key.PublicKey, Use = KeyUse.Cert, NotBefore = today.AddYears(-1), NotAfter = today.AddYears(1) };
        var signer = new CertificateSigner(entry, key, new CertificateSite(new Uri("https://peixun.example.gov.cn")));
        var tokens = Enumerable.Range(0, Tokens).Select(i =>
        {
            var payload = new CertificatePayload(CertificateNumber.New(CertificateKind.CounsellorC, today.Year), $"王{(char)('一' + i)}明", today.AddDays(-i % 300), null, new StatusIndex(1, i));
            return signer.TrySign(payload, out var token) ? token.Digits : throw new InvalidOperationException("The certificate does not fit its code.");
        });
        return ([.. tokens], new TokenVerifier(new KeyRing([entry]), clock, new InForce(clock)));
    }

    private static double Run(string[] tokens, TokenVerifier verifier, TimeSpan length)
    {
        var start = Stopwatch.GetTimestamp();
        var count = 0L;
        while (Stopwatch.GetElapsedTime(start) < length)
        {
            for (var i = 0; i < 100; i++, count++)
            {
                if (verifier.Verify(tokens[count % tokens.Length]).Verdict != Verdict.Valid)
                {
                    throw new InvalidOperationException("A good token was refused.");
                }
            }
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private sealed class InForce(TimeProvider clock) : ICertificateStatusSource
    {
        public StatusAnswer Find(CertificatePayload certificate) => new(CertificateStatus.Good, clock.GetUtcNow());
    }
}
