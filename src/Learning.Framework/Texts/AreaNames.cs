using Learning.Framework.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Texts;

/// <summary>What the areas of this city are: counties, or the townships of a county-level city. Texts that name them follow it by themselves.</summary>
public sealed class AreaNames
{
    /// <summary>In a title or alone, then within a sentence.</summary>
    private static readonly Dictionary<string, string> OfTownships = new(StringComparer.Ordinal)
    {
        [TextKey.Of("区县")] = TextKey.Of("乡镇街道"),
        [TextKey.Of("按区县")] = TextKey.Of("按乡镇街道"),
        [TextKey.Of("区县|标题")] = TextKey.Of("乡镇街道|标题"),
        [TextKey.Of("区县级")] = TextKey.Of("乡镇街道级"),
        [TextKey.Of("区县|句中")] = TextKey.Of("乡镇街道|句中"),
    };

    private volatile bool townships;

    /// <summary>The areas are townships and no county is among them.</summary>
    public bool AreTownships
    {
        get => townships;
        set => townships = value;
    }

    /// <summary>The text as this city says it; the same text where it names no areas.</summary>
    public string Of(string text) => townships && OfTownships.TryGetValue(text, out var own) ? own : text;
}

/// <summary>Reads what the areas are at the start, then every minute: organisations are added on any node.</summary>
internal sealed class AreaNamesReader(OrganisationDirectory organisations, AreaNames names, TimeProvider clock, ILogger<AreaNamesReader> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception trouble) when (trouble is System.Data.Common.DbException or TimeoutException or InvalidOperationException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(trouble, "What the areas are could not be read; their name stays as it is");
            }
        }
    }

    private async Task ReadAsync(CancellationToken cancellation) => names.AreTownships = (await organisations.GetAsync(cancellation)).AreasAreTownships;
}
