using System.Globalization;
using System.Runtime.InteropServices;

namespace Learning.Benchmarks.Reports;

/// <summary>What it was measured on. The load says whether others were working beside.</summary>
internal sealed record Machine(string Processor, int Cores, double MemoryGiB, string System, string Runtime, double LoadBefore)
{
    public static Machine Read() => new(
        Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(double.Parse((Value("/proc/meminfo", "MemTotal") ?? "0").Split(' ')[0], CultureInfo.InvariantCulture) / 1024 / 1024, 1),
        (File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) ?? "=Linux").Split('=')[1].Trim('"'),
        RuntimeInformation.FrameworkDescription,
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture));

    public string Words => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cores} cores ({Processor}), {MemoryGiB:0.#} GiB, {System}, {Runtime}; the load generator runs on the same cores.");

    private static string? Value(string file, string key) =>
        File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) is { } line ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() : null;
}
