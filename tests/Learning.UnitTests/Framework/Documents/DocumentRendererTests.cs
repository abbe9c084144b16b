using System.Text;
using Learning.Framework.Documents;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Learning.UnitTests.Framework.Documents;

public sealed class DocumentRendererTests
{
    private const string Page = """<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm"><text x="20" y="50" font-family="Noto Serif CJK SC">满考核，㛃𠮷</text></svg>""";

    [Fact]
    public async Task DrawAsync_ManyAtOnce_DrawsEach()
    {
        using var renderer = Renderer(new DocumentOptions());

        var drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => renderer.DrawAsync(Page, "证书", TestContext.Current.CancellationToken)));

        Assert.All(drawn, pdf => Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal));
    }

    [Fact]
    public async Task DrawAsync_WrongSvg_SaysWhyAndGoesOn()
    {
        using var renderer = Renderer(new DocumentOptions());

        var unreadable = await Assert.ThrowsAsync<DocumentException>(() => renderer.DrawAsync("<svg", "一", TestContext.Current.CancellationToken));
        var process = renderer.ProcessId;
        await renderer.DrawAsync(Page, "二", TestContext.Current.CancellationToken);

        Assert.Contains("cannot be read", unreadable.Message, StringComparison.Ordinal);
        Assert.NotNull(process);
        Assert.Equal(process, renderer.ProcessId);
    }

    [Fact]
    public async Task DrawAsync_ProcessWasKilled_StartsAnother()
    {
        using var renderer = Renderer(new DocumentOptions());
        await renderer.DrawAsync(Page, "一", TestContext.Current.CancellationToken);
        using var killed = System.Diagnostics.Process.GetProcessById(renderer.ProcessId!.Value);

        killed.Kill();
        var pdf = await renderer.DrawAsync(Page, "二", TestContext.Current.CancellationToken);

        Assert.NotEmpty(pdf);
    }

    [Fact]
    public async Task DrawAsync_ProcessNeverAnswers_IsGivenUpAndEnded()
    {
        using var renderer = Renderer(new DocumentOptions { Command = ["/bin/sh", "-c", "exec cat >/dev/null"], TimeLimit = TimeSpan.FromMilliseconds(100) });

        var failure = await Assert.ThrowsAsync<DocumentException>(() => renderer.DrawAsync(Page, "证书", TestContext.Current.CancellationToken));

        Assert.Contains("within 0.1 seconds", failure.Message, StringComparison.Ordinal);
        Assert.Null(renderer.ProcessId);
    }

    [Theory]
    [InlineData("echo out of memory >&2; exit 134")]
    [InlineData("exec <&-; echo out of memory >&2; read -t 1 nothing <>/dev/null; exit 134")]
    public async Task DrawAsync_ProcessDies_SaysItsLastWords(string script)
    {
        using var renderer = Renderer(new DocumentOptions { Command = ["/bin/bash", "-c", script] });

        var failure = await Assert.ThrowsAsync<DocumentException>(() => renderer.DrawAsync(Page, "证书", TestContext.Current.CancellationToken));

        Assert.Contains("out of memory", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrawAsync_ProgramMissing_SaysWhich()
    {
        using var renderer = Renderer(new DocumentOptions { Command = ["/no/such/program"] });

        var failure = await Assert.ThrowsAsync<DocumentException>(() => renderer.DrawAsync(Page, "证书", TestContext.Current.CancellationToken));

        Assert.Contains("/no/such/program", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DrawAsync_Idle_TheProcessLeaves()
    {
        var clock = new ManualTimer();
        using var renderer = new DocumentRenderer(Options.Create(new DocumentOptions()), clock, NullLogger<DocumentRenderer>.Instance);
        await renderer.DrawAsync(Page, "证书", TestContext.Current.CancellationToken);
        Assert.NotNull(renderer.ProcessId);

        Assert.Equal(TimeSpan.FromSeconds(60), clock.Due);
        clock.Fire();

        Assert.Null(renderer.ProcessId);
    }

    private static DocumentRenderer Renderer(DocumentOptions options) => new(Options.Create(options), TimeProvider.System, NullLogger<DocumentRenderer>.Instance);

    // Its first timer is the idle one; those of the time limit stay real.
    private sealed class ManualTimer : TimeProvider, ITimer
    {
        private TimerCallback? idle;

        public TimeSpan Due { get; private set; }

        public void Fire() => idle!(null);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (idle is not null)
            {
                return base.CreateTimer(callback, state, dueTime, period);
            }

            idle = callback;
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
