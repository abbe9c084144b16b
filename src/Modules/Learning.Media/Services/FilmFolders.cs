using System.Text.RegularExpressions;
using Learning.Framework;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Learning.Media.Services;

/// <summary>Where originals lie and where prepared films go, and what completes a film.</summary>
internal sealed partial class FilmFolders(IConfiguration configuration, IHostEnvironment environment, DataFolder data)
{
    public const string Playlist = "index.m3u8";

    private readonly string originals = Path.GetFullPath(configuration["Learning:Media"] ?? "media", environment.ContentRootPath);

    /// <summary>The share of a film that completes it.</summary>
    public double Share { get; } = Math.Clamp(configuration.GetValue("Learning:FilmShare", 0.95), 0.1, 1);

    /// <summary>How long one film may take to prepare.</summary>
    public TimeSpan TimeLimit { get; } = TimeSpan.FromMinutes(Math.Clamp(configuration.GetValue("Learning:FilmMinutes", 12), 1, 14));

    /// <summary>Prepared films; work in progress lies in it under a name no film can have.</summary>
    public string Prepared { get; } = Path.Combine(data.Path, "films");

    public static bool IsKey(string key) => Key().IsMatch(key);

    public string Original(string key) => Path.Combine(originals, Checked(key) + ".mp4");

    public string PreparedFilm(string key) => Path.Combine(Prepared, Checked(key));

    /// <summary>A temporary folder of one film's work: the same after a kill, so that nothing half stays behind.</summary>
    public string Unfinished(string key) => Path.Combine(Prepared, ".unfinished-" + Checked(key));

    public bool HasPoster(string key) => File.Exists(Path.Combine(originals, Checked(key) + ".jpg"));

    public bool HasCaptions(string key, string language) => File.Exists(Path.Combine(originals, $"{Checked(key)}.{language}.vtt"));

    /// <summary>The file behind an address, with its type; null for any name that is not a film's.</summary>
    public (string Path, string Type, bool Changes)? Served(string key, string file)
    {
        if (!IsKey(key))
        {
            return null;
        }

        return file switch
        {
            Playlist => (Path.Combine(PreparedFilm(key), Playlist), "application/vnd.apple.mpegurl", true),
            "poster.jpg" => (Path.Combine(originals, key + ".jpg"), "image/jpeg", true),
            "zh.vtt" or "en.vtt" => (Path.Combine(originals, $"{key}.{file}"), "text/vtt; charset=utf-8", true),
            _ when Segment().IsMatch(file) => (Path.Combine(PreparedFilm(key), file), file.EndsWith(".ts", StringComparison.Ordinal) ? "video/mp2t" : "video/iso.segment", false),
            _ => null,
        };
    }

    private static string Checked(string key) => IsKey(key) ? key : throw new ArgumentException($"'{key}' is not a film's name.", nameof(key));

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,79}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex(@"^[0-9a-f]{1,12}-[0-9]{4,6}\.(ts|m4s)\z", RegexOptions.NonBacktracking)]
    private static partial Regex Segment();
}
