using Learning.Testing;

namespace Learning.Benchmarks.Site;

/// <summary>The published site as a process of its own, set up as in use but for the rate limits.</summary>
internal static class PublishedSite
{
    public static Task<SiteProcess> StartAsync(DataDirectory data, CancellationToken cancellation) => StartAsync(
        "dotnet",
        [Checkout.PublishedHost, "serve", "--data", data.Path, "--Learning:Limits:VerifyPerMinute", "0", "--Learning:Limits:SecretsPerMinute", "0", "--Learning:SignIn:SecondFactor", "off", .. data.Database is null ? Array.Empty<string>() : ["--database", data.Database]],
        "/health/ready",
        cancellation);

    /// <summary>Starts a program that serves at the address added to its arguments, and waits for its first answer.</summary>
    public static Task<SiteProcess> StartAsync(string program, IEnumerable<string> arguments, string firstPage, CancellationToken cancellation) =>
        File.Exists(Checkout.PublishedHost)
            ? SiteProcess.StartAsync(program, arguments, firstPage, Checkout.Root, cancellation)
            : throw new InvalidOperationException("The site is not published: run ./learning bench");
}
