using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Learning.Testing;

/// <summary>A site as a process of its own: what can be measured from outside, and killed.</summary>
public sealed class SiteProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Queue<string> said = new();

    private SiteProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public int Id => process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>The end of what it wrote.</summary>
    public string LastWords
    {
        get
        {
            lock (said)
            {
                return string.Join('\n', said);
            }
        }
    }

    /// <summary>Starts a program that serves at the address added to its arguments, and waits for its first answer.</summary>
    public static async Task<SiteProcess> StartAsync(string program, IEnumerable<string> arguments, string firstPage, string workingDirectory, CancellationToken cancellation)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(program, [.. arguments, "--urls", address.GetLeftPart(UriPartial.Authority)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
        };
        var site = new SiteProcess(Process.Start(start)!, address);
        site.Listen();
        try
        {
            await site.WaitForAsync(firstPage, cancellation);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    /// <summary>A visitor with cookies of its own.</summary>
    public HttpClient Visitor(CookieContainer? cookies = null) =>
        new(new SocketsHttpHandler { CookieContainer = cookies ?? new CookieContainer() }) { BaseAddress = Address };

    /// <summary>Signs in through the form, as anyone does.</summary>
    /// <returns>The <c>Cookie</c> header from then on.</returns>
    public async Task<string> SignInAsync(string account, string password)
    {
        var cookies = new CookieContainer();
        using var visitor = Visitor(cookies);
        using var response = await visitor.SubmitAsync("/sign-in", form => form.Set("Input.UserName", account).Set("Input.Password", password));
        return cookies.GetCookies(Address)["learning"] is { } cookie ? $"{cookie.Name}={cookie.Value}" : throw new InvalidOperationException($"'{account}' could not sign in: {(int)response.StatusCode}.");
    }

    /// <summary>Ends it as a power cut does: no handler of its own runs.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var terminate = Process.Start("/bin/sh", ["-c", $"kill -TERM {process.Id}"]);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        process.Dispose();
    }

    private void Listen()
    {
        void Keep(string? line)
        {
            lock (said)
            {
                said.Enqueue(line ?? "");
                if (said.Count > 60)
                {
                    said.Dequeue();
                }
            }
        }

        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private async Task WaitForAsync(string page, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        using var visitor = Visitor();
        while (true)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The site ended with {process.ExitCode}:\n{LastWords}");
            }

            try
            {
                using var response = await visitor.GetAsync(new Uri(page, UriKind.Relative), patience.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }

                throw new InvalidOperationException($"{page} answers {(int)response.StatusCode}:\n{LastWords}");
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
