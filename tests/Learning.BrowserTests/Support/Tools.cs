using System.Diagnostics;

namespace Learning.BrowserTests.Support;

/// <summary>Programs that read a PDF as an outsider would.</summary>
internal static class Tools
{
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    /// <summary>Reads the QR of the first page from a 200-dpi picture.</summary>
    public static async Task<string> ScanAsync(string pdf)
    {
        var picture = Path.ChangeExtension(pdf, null);
        await RunAsync("pdftoppm", "-r", "200", "-png", "-f", "1", "-singlefile", pdf, picture);
        return await RunAsync("zbarimg", "--quiet", "--raw", picture + ".png");
    }
}
