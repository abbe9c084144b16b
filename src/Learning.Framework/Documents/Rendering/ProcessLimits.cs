using System.Runtime.InteropServices;

namespace Learning.Framework.Documents;

/// <summary>What the drawing process may take from the machine.</summary>
internal static class ProcessLimits
{
    // Of <sys/resource.h> on Linux. RLIMIT_AS would count what the runtime only reserves.
    private const int Data = 2;
    private const int Core = 4;

    public static void Apply(int mebibytes)
    {
        if (OperatingSystem.IsLinux())
        {
            Set(Data, (ulong)mebibytes << 20);
            Set(Core, 0);
        }
    }

    private static void Set(int resource, ulong most)
    {
        var limit = new Limit { Soft = most, Hard = most };
        if (setrlimit(resource, in limit) != 0)
        {
            throw new InvalidOperationException($"setrlimit({resource}, {most}) failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int setrlimit(int resource, in Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
