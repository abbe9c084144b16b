using System.Diagnostics;
using Learning.Benchmarks.Reports;
using Learning.Benchmarks.Site;
using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Credentials;
using Learning.Framework.Documents;
using Learning.Framework.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Learning.Benchmarks;

/// <summary>Certificates drawn to PDF as for a download, all asked for at once; the drawing process has drawn before.</summary>
internal sealed class PdfBenchmark() : Benchmark("pdf")
{
    private const int Certificates = 100;
    private const string Surnames = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗", Given = "秀英桂兰玉梅建国晓燕丽娟志强海涛文静雪松雨桐欣怡浩然子涵";
    private static readonly string[] Schools = ["攀枝花市第三初级中学校", "米易县第一小学校", "攀枝花市仁和区大田镇中心学校", "盐边县渔门镇永兴九年一贯制民族寄宿制学校"];

    public override async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellation)
    {
        using var renderer = new DocumentRenderer(Options.Create(new DocumentOptions()), TimeProvider.System, NullLogger<DocumentRenderer>.Instance);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Learning:PublicUrl", "https://peixun.example.gov.cn")]).Build();
        var documents = new CertificateDocument(renderer, new PublicAddress(new SiteAddress(configuration, new HttpContextAccessor())));
        var certificates = Make();
        var first = Stopwatch.GetTimestamp();
        await documents.DrawAsync(certificates[0], cancellation);
        var cold = Stopwatch.GetElapsedTime(first);
        await Task.WhenAll(certificates.Take(20).Select(c => documents.DrawAsync(c, cancellation)));

        using var child = Process.GetProcessById(renderer.ProcessId ?? throw new InvalidOperationException("The drawing process left."));
        var before = child.TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var drawn = await Task.WhenAll(certificates.Skip(20).Select(c => documents.DrawAsync(c, cancellation)));
        var took = Stopwatch.GetElapsedTime(start);
        child.Refresh();
        var each = (child.TotalProcessorTime - before) / Certificates;
        var memory = ProcessMemory.Of(child.Id);
        const string Data = "distinct names, schools, numbers and codes; the product's template";
        return
        [
            new($"{Certificates} certificate PDFs, warm", took.TotalSeconds, "s", Goal.StayBelow(3), Data, FormattableString.Invariant($"{each.TotalMilliseconds:0} ms of processor each")),
            new("The largest of them", drawn.Max(d => d.Length) / 1024.0, "KiB", Goal.StayBelow(150), Data),
            new("The first after the drawing process was started", cold.TotalSeconds, "s", null, Data),
            new("Peak memory of the drawing process", memory.Peak, "MiB", null, Data),
        ];
    }

    private static IReadOnlyList<Certificate> Make()
    {
        var clock = new SiteClock();
        var today = clock.Today();
        using var key = SigningKey.Create();
        var entry = new KeyEntry { Qr = 1, PublicKey = key.PublicKey, Use = KeyUse.Cert, NotBefore = today.AddYears(-1), NotAfter = today.AddYears(1) };
        var holders = Enumerable.Range(0, Certificates + 20)
            .Select(i => new Holder(clock.NewId(), $"{Surnames[i % Surnames.Length]}{Given[i * 7 % Given.Length]}{Given[i * 11 % Given.Length]}", null, null, Schools[i % Schools.Length])).ToList();
        return CertificateRows.Make(holders, holders.Count, new CertificateSigner(entry, key, new CertificateSite(new Uri("https://peixun.example.gov.cn"))), entry.Qr, clock);
    }
}
