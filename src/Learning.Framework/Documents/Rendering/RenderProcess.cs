using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>The command <c>render</c> of the executable: draws what it is asked on standard input until that ends.</summary>
public static class RenderProcess
{
    public const string Argument = "render";

    /// <param name="arguments">What follows <c>render</c>: the number of threads and the memory limit in MiB.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (!Console.IsInputRedirected || arguments.Count != 2)
        {
            await Console.Error.WriteLineAsync("render: the site starts this command itself to draw documents.");
            return 2;
        }

        // Ctrl+C and systemd signal the whole group; the site ends this process when it has its last answers.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        ProcessLimits.Apply(int.Parse(arguments[1], CultureInfo.InvariantCulture));

        var input = Console.OpenStandardInput();
        var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        using var requests = new BlockingCollection<byte[]>();
        StartThreads(int.Parse(arguments[0], CultureInfo.InvariantCulture), requests, output);
        while (await RenderFrames.ReadAsync(input) is { } body)
        {
            requests.Add(body);
        }

        return 0;
    }

    // Threads of our own, since each keeps the fonts it has loaded.
    private static void StartThreads(int count, BlockingCollection<byte[]> requests, Stream output)
    {
        var gate = new Lock();
        for (var i = 0; i < count; i++)
        {
            new Thread(() =>
            {
                foreach (var body in requests.GetConsumingEnumerable())
                {
                    var reply = RenderFrames.Write(Draw(body));
                    lock (gate)
                    {
                        output.Write(reply);
                        output.Flush();
                    }
                }
            })
            {
                IsBackground = true,
                Name = $"drawing {i}",
            }.Start();
        }
    }

    private static RenderReply Draw(byte[] body)
    {
        var (id, request) = RenderFrames.ReadRequest(body);
        try
        {
            return new RenderReply(id, PdfDrawing.Draw(request), null);
        }
        catch (DocumentException failure)
        {
            return new RenderReply(id, null, failure.Message);
        }
    }
}
