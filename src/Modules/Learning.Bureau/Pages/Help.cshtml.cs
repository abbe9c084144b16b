using Learning.Bureau.Services;
using Learning.Framework.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Learning.Bureau.Pages;

/// <summary>/help: numbers to call first, then how to use the site.</summary>
[AllowAnonymous]
internal sealed class HelpModel(SettingsStore settings) : PageModel
{
    public SiteSettings Site { get; private set; } = SiteSettings.Default;

    /// <summary>Everything but the two emergency numbers, those that can be called first.</summary>
    public IReadOnlyList<Hotline> Lines { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Site = await settings.GetAsync(cancellation);
        Lines = [.. Site.Hotlines.Where(h => !Hotlines.Emergency.Contains(h.Number)).OrderBy(h => string.IsNullOrEmpty(h.Number))];
    }
}
