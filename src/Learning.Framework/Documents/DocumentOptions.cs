using System.Reflection;
using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>The section <c>Documents</c> of the configuration.</summary>
public sealed class DocumentOptions
{
    /// <summary>How long one document may be drawn before it is given up and the drawing process ended.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the drawing process stays without work.</summary>
    public TimeSpan IdleAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many documents are drawn at once.</summary>
    public int Threads { get; set; } = 2;

    /// <summary>The most memory the drawing process may take, in MiB; a template that wants more fails alone.</summary>
    public int MemoryLimit { get; set; } = 1024;

    /// <summary>The program and the arguments that start the drawing process; empty means this executable with <c>render</c>.</summary>
    public IList<string> Command { get; set; } = [];

    internal IReadOnlyList<string> CommandLine()
    {
        var command = Command.Count > 0 ? Command : [.. OwnExecutable(), RenderProcess.Argument];
        return [.. command, FormattableString.Invariant($"{Threads}"), FormattableString.Invariant($"{MemoryLimit}")];
    }

    private static IEnumerable<string> OwnExecutable()
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("The path of the running program is unknown.");
        var isMuxer = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var entry = Assembly.GetEntryAssembly()?.Location ?? "";
        if (Path.GetFileNameWithoutExtension(entry) is "" or "Learning.Host")
        {
            return isMuxer ? [self, entry] : [self];
        }

        // A test or a benchmark is running: the host lies beside it.
        var host = Path.Combine(AppContext.BaseDirectory, "Learning.Host.dll");
        return [isMuxer ? self : Muxer(), host];
    }

    // …/shared/Microsoft.NETCore.App/<version>/ is three levels below the directory of `dotnet`.
    private static string Muxer()
    {
        var path = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return File.Exists(path) ? path : "dotnet";
    }
}
