using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Learning.Framework.Documents;

/// <summary>Draws SVG pages to a PDF in a process of its own, started with the first document and ended when idle.</summary>
/// <remarks>
/// A slot per drawing thread is taken here, so a document's time limit counts its drawing and not its waiting. Whoever
/// is drawn beside a document that stalls or crashes the process is drawn again, alone: only the guilty one fails.
/// </remarks>
public sealed partial class DocumentRenderer : IDisposable
{
    private readonly DocumentOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<DocumentRenderer> logger;
    private readonly SemaphoreSlim slots;
    private readonly Lock gate = new();
    private readonly ITimer idle;
    private RenderChild? current;
    private int drawing;
    private bool disposed;

    public DocumentRenderer(IOptions<DocumentOptions> options, TimeProvider clock, ILogger<DocumentRenderer> logger)
    {
        this.options = options.Value;
        this.clock = clock;
        this.logger = logger;
        slots = new SemaphoreSlim(this.options.Threads);
        idle = clock.CreateTimer(_ => LeaveWhenIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The id of the drawing process while it runs: for measuring and for tests.</summary>
    internal int? ProcessId
    {
        get
        {
            lock (gate)
            {
                return current is { HasLeft: false } child ? child.Id : null;
            }
        }
    }

    /// <inheritdoc cref="DrawAsync(IReadOnlyList{string}, string, CancellationToken)"/>
    public Task<byte[]> DrawAsync(string svg, string title, CancellationToken cancellation) => DrawAsync([svg], title, cancellation);

    /// <summary>Draws each SVG as a page of one PDF.</summary>
    /// <param name="pages">Complete SVG documents whose width and height carry a unit, such as <c>297mm</c>.</param>
    /// <param name="title">The title a reader shows for the PDF.</param>
    /// <param name="cancellation">Stops the waiting; a page that is being drawn is drawn to its end.</param>
    /// <exception cref="DocumentException">The SVG is wrong, took too long or too much, or a library is missing.</exception>
    public async Task<byte[]> DrawAsync(IReadOnlyList<string> pages, string title, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfZero(pages.Count);
        var request = new RenderRequest(title, [.. pages.Select(System.Text.Encoding.UTF8.GetBytes)]);
        await slots.WaitAsync(cancellation);
        return await DrawInSlotAsync(request).WaitAsync(cancellation);
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            current?.Dispose();
            current = null;
        }

        idle.Dispose();
    }

    private async Task<byte[]> DrawInSlotAsync(RenderRequest request)
    {
        try
        {
            var child = Take();
            try
            {
                return await child.DrawAsync(request, options.TimeLimit, clock);
            }
            catch (RenderChildLeftException lost)
            {
                LogDrawingAgain(lost.Message);
                return await DrawAloneAsync(request);
            }
            finally
            {
                GiveBack();
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<byte[]> DrawAloneAsync(RenderRequest request)
    {
        using var child = RenderChild.Start(options.CommandLine(), logger);
        try
        {
            return await child.DrawAsync(request, options.TimeLimit, clock);
        }
        catch (RenderChildLeftException lost)
        {
            throw new DocumentException($"“{request.Title}” ended the drawing process. {lost.Message}", lost);
        }
    }

    private RenderChild Take()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            idle.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            if (current is null || current.HasLeft)
            {
                current?.Dispose();
                current = RenderChild.Start(options.CommandLine(), logger);
                LogStarted(current.Id);
            }

            drawing++;
            return current;
        }
    }

    private void GiveBack()
    {
        lock (gate)
        {
            if (--drawing == 0 && !disposed)
            {
                idle.Change(options.IdleAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void LeaveWhenIdle()
    {
        lock (gate)
        {
            if (drawing == 0 && current is not null)
            {
                current.Dispose();
                current = null;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Drawing process {ProcessId} started.")]
    private partial void LogStarted(int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A document is drawn again, alone: {Reason}")]
    private partial void LogDrawingAgain(string reason);
}
