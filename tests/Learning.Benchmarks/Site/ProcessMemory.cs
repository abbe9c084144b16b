using System.Globalization;

namespace Learning.Benchmarks.Site;

/// <summary>Memory of a process as the kernel counts it, in MiB.</summary>
/// <param name="Resident">In memory, shared libraries included.</param>
/// <param name="Own">Of that, not shared with any other process.</param>
/// <param name="Peak">The most that ever was resident.</param>
internal sealed record ProcessMemory(double Resident, double Own, double Peak)
{
    public static ProcessMemory Of(int process)
    {
        var status = Read($"/proc/{process}/status");
        var rollup = Read($"/proc/{process}/smaps_rollup");
        return new(status["VmRSS"], rollup["Private_Clean"] + rollup["Private_Dirty"], status["VmHWM"]);
    }

    private static Dictionary<string, double> Read(string file) =>
        File.ReadLines(file).Select(l => l.Split(':', 2)).Where(p => p.Length == 2 && p[1].EndsWith(" kB", StringComparison.Ordinal))
            .ToDictionary(p => p[0], p => double.Parse(p[1].AsSpan()[..^3], CultureInfo.InvariantCulture) / 1024, StringComparer.Ordinal);
}
