using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Framework.Settings;

/// <summary>What the areas of this city are: counties, or the townships of a county-level city.</summary>
public sealed class AreaNames(LearningDbContext db, IStringLocalizer T)
{
    private bool? townships;

    /// <summary>Heads a column or a choice.</summary>
    public async Task<string> HeadingAsync(CancellationToken cancellation) => await AreTownshipsAsync(cancellation) ? T["乡镇街道"] : T["区县"];

    /// <summary>Heads a list with one row for each of them.</summary>
    public async Task<string> ByAreaAsync(CancellationToken cancellation) => await AreTownshipsAsync(cancellation) ? T["按乡镇街道"] : T["按区县"];

    private async ValueTask<bool> AreTownshipsAsync(CancellationToken cancellation) =>
        townships ??= await db.Organisations.AnyAsync(o => o.Kind == "township", cancellation) && !await db.Organisations.AnyAsync(o => o.Kind == "county", cancellation);
}
