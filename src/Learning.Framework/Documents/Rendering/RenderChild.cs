using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Documents;

/// <summary>The drawing process ended, for whatever reason, before it answered.</summary>
internal sealed class RenderChildLeftException(string message) : Exception(message);

/// <summary>The site's end of one drawing process.</summary>
internal sealed partial class RenderChild : IDisposable
{
    // The process reads templates that people upload: it gets what fonts and the runtime need, and no connection string.
    private static readonly string[] PassedOn =
    [
        "PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH", "DOTNET_ROOT", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT",
        "FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS",
    ];

    private readonly Process process;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<byte[]>> waiting = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private int lastId;
    private volatile string? lastComplaint;
    private readonly Lock gate = new();
    private volatile bool ending;
    private volatile bool left;

    private RenderChild(Process process, ILogger logger)
    {
        this.process = process;
        this.logger = logger;
        Id = process.Id;
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.BeginErrorReadLine();
        _ = ListenAsync();
    }

    public int Id { get; }

    public bool HasLeft => left || ending;

    public static RenderChild Start(IReadOnlyList<string> command, ILogger logger)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var name in PassedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            return new RenderChild(Process.Start(start)!, logger);
        }
        catch (System.ComponentModel.Win32Exception failure)
        {
            throw new DocumentException($"The drawing process could not be started: {string.Join(' ', command)}. {failure.Message}", failure);
        }
    }

    public async Task<byte[]> DrawAsync(RenderRequest request, TimeSpan limit, TimeProvider clock)
    {
        var id = Interlocked.Increment(ref lastId);
        var answer = new TaskCompletionSource<byte[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        try
        {
            return await AskAsync(RenderFrames.Write(id, request), answer.Task).WaitAsync(limit, clock);
        }
        catch (TimeoutException late)
        {
            Dispose();
            throw new DocumentException(FormattableString.Invariant($"“{request.Title}” was not drawn within {limit.TotalSeconds:0.###} seconds."), late);
        }
        finally
        {
            waiting.TryRemove(id, out _);
        }
    }

    /// <summary>Ends the process. It keeps nothing, so this loses nothing; the listener sees the end and cleans up.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            ending = true;
            if (!left)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private async Task<byte[]> AskAsync(byte[] frame, Task<byte[]> answer)
    {
        await writing.WaitAsync();
        try
        {
            if (left)
            {
                throw Left();
            }

            await process.StandardInput.BaseStream.WriteAsync(frame);
            await process.StandardInput.BaseStream.FlushAsync();
        }
        catch (IOException)
        {
            // It stopped reading because it is ending: the listener answers once its last words are in.
        }
        catch (ObjectDisposedException)
        {
            throw Left();
        }
        finally
        {
            writing.Release();
        }

        return await answer;
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await RenderFrames.ReadAsync(process.StandardOutput.BaseStream) is { } body)
            {
                Answer(RenderFrames.ReadReply(body));
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            Complain(broken.Message);
            Dispose();
        }

        await process.WaitForExitAsync();
        lock (gate)
        {
            left = true;
        }

        foreach (var answer in waiting.Values)
        {
            answer.TrySetException(Left());
        }

        process.Dispose();
    }

    private void Answer(RenderReply reply)
    {
        if (waiting.TryGetValue(reply.Id, out var answer))
        {
            _ = reply.Pdf is { } pdf ? answer.TrySetResult(pdf) : answer.TrySetException(new DocumentException(reply.Failure!));
        }
    }

    private RenderChildLeftException Left() => new($"The drawing process {Id} ended. {lastComplaint}".TrimEnd());

    private void Complain(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            // The lines of a stack trace are indented and say less than the line above them.
            lastComplaint = char.IsWhiteSpace(line[0]) ? lastComplaint : line;
            LogComplaint(Id, line);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Drawing process {ProcessId}: {Line}")]
    private partial void LogComplaint(int processId, string line);
}
