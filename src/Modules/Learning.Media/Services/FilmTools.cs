using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Learning.Media.Services;

/// <summary>A film could not be measured or prepared; the message says why.</summary>
internal sealed class FilmException(string message) : Exception(message);

/// <summary>What ffprobe says of a film.</summary>
internal sealed record FilmFacts(int Milliseconds, int Width, int Height, bool PlaysAsItIs);

/// <summary>ffprobe and ffmpeg as child processes: arguments as a list, no shell, local files only, a time limit.</summary>
internal sealed class FilmTools(TimeProvider clock)
{
    private const int SegmentSeconds = 4;

    /// <summary>Whether both programs lie on the path.</summary>
    public static bool ArePresent => new[] { "ffmpeg", "ffprobe" }.All(program =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Any(folder => File.Exists(Path.Combine(folder, program))));

    public async Task<FilmFacts> MeasureAsync(string film, TimeSpan limit, CancellationToken cancellation)
    {
        var text = new List<string>();
        await RunAsync("ffprobe", ["-v", "error", "-protocol_whitelist", "file", "-of", "json", "-show_format", "-show_streams", film], text.Add, limit, cancellation);
        using var json = JsonDocument.Parse(string.Join('\n', text));
        return Read(json.RootElement, Path.GetFileName(film));
    }

    /// <summary>Writes playlist and segments of about 4 s; copies streams that phones play as they are.</summary>
    /// <param name="seconds">Told how many seconds are done.</param>
    public Task PrepareAsync(string film, string folder, string prefix, FilmFacts facts, Func<int, Task> seconds, TimeSpan limit, CancellationToken cancellation)
    {
        string[] streams = facts.PlaysAsItIs
            ? ["-c", "copy"]
            :
            [
                "-vf", "scale=w='min(1280,iw)':h='min(720,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2", "-c:v", "libx264", "-preset", "veryfast", "-crf", "23",
                "-profile:v", "high", "-pix_fmt", "yuv420p", "-force_key_frames", $"expr:gte(t,n_forced*{SegmentSeconds})", "-c:a", "aac", "-b:a", "96k", "-ac", "2",
            ];
        string[] arguments =
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-progress", "pipe:1", "-y", "-protocol_whitelist", "file", "-i", film, "-map", "0:v:0", "-map", "0:a:0?", .. streams,
            "-f", "hls", "-hls_time", SegmentSeconds.ToString(CultureInfo.InvariantCulture), "-hls_playlist_type", "vod", "-hls_flags", "independent_segments",
            "-hls_segment_filename", Path.Combine(folder, prefix + "-%04d.ts"), Path.Combine(folder, FilmFolders.Playlist),
        ];
        return RunAsync("ffmpeg", arguments, line => TellAsync(line, seconds), limit, cancellation);
    }

    private static Task TellAsync(string line, Func<int, Task> seconds) =>
        line.StartsWith("out_time_us=", StringComparison.Ordinal) && long.TryParse(line.AsSpan("out_time_us=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            ? seconds((int)(microseconds / 1_000_000))
            : Task.CompletedTask;

    private static FilmFacts Read(JsonElement probed, string name)
    {
        var streams = probed.GetProperty("streams").EnumerateArray().ToList();
        var picture = streams.FirstOrDefault(s => Is(s, "codec_type", "video"));
        var sound = streams.FirstOrDefault(s => Is(s, "codec_type", "audio"));
        if (picture.ValueKind == JsonValueKind.Undefined
            || !probed.GetProperty("format").TryGetProperty("duration", out var duration)
            || !double.TryParse(duration.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds is <= 0 or > 6 * 3600)
        {
            throw new FilmException($"{name} is no film of at most six hours.");
        }

        var (width, height) = (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32());
        var plays = Is(picture, "codec_name", "h264") && Is(picture, "pix_fmt", "yuv420p") && width <= 1280 && height <= 720
            && (sound.ValueKind == JsonValueKind.Undefined || Is(sound, "codec_name", "aac"));
        return new FilmFacts((int)(seconds * 1000), width, height, plays);
    }

    private static bool Is(JsonElement stream, string property, string value) => stream.TryGetProperty(property, out var found) && found.ValueEquals(value);

    private Task RunAsync(string program, string[] arguments, Action<string> line, TimeSpan limit, CancellationToken cancellation) =>
        RunAsync(
            program,
            arguments,
            text =>
            {
                line(text);
                return Task.CompletedTask;
            },
            limit,
            cancellation);

    private async Task RunAsync(string program, string[] arguments, Func<string, Task> line, TimeSpan limit, CancellationToken cancellation)
    {
        if (!ArePresent)
        {
            throw new FilmException("ffmpeg is missing. Run: apt-get install ffmpeg");
        }

        using var timer = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, timer.Token);
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new FilmException($"{program} did not start.");
        try
        {
            var complaint = LastAsync(process.StandardError, either.Token);
            while (await process.StandardOutput.ReadLineAsync(either.Token) is { } text)
            {
                await line(text);
            }

            await process.WaitForExitAsync(either.Token);
            if (process.ExitCode != 0)
            {
                throw new FilmException($"{program} ended with {process.ExitCode}: {await complaint}");
            }
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new FilmException($"{program} took longer than {limit.TotalMinutes:0} minutes.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Reads everything, so that the child never waits for us, and keeps the last line.</summary>
    private static async Task<string> LastAsync(StreamReader reader, CancellationToken cancellation)
    {
        var last = "";
        while (await reader.ReadLineAsync(cancellation) is { } text)
        {
            last = text.Length == 0 ? last : text[..Math.Min(text.Length, 300)];
        }

        return last;
    }
}
