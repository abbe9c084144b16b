using System.Globalization;
using Learning.Framework.Data;
using Learning.People.Services.Appointments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Pages;

/// <summary>/people/leavers: who stopped counting shortly before a day numbers are counted on.</summary>
[Authorize(Policy = Permissions.ViewLeavers)]
internal sealed class LeaversModel(Leavers leavers, IStringLocalizer T) : PageModel
{
    public static readonly IReadOnlyList<int> Spans = [15, 30, 60, 90];

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Days { get; set; } = 30;

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<CutOff> CutOffs { get; private set; } = [];

    public PageOf<Leaver> List { get; private set; } = null!;

    public string Words(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public string Words(CutOff cutOff) =>
        T["{0}：{1}", Words(cutOff.Day), cutOff.Targets.Count == 0 ? T["学年或年度结束"].Value : string.Join(T["、"], cutOff.Targets)];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        CutOffs = await leavers.CutOffsAsync(cancellation);
        Day = CutOffs.Any(c => c.Day == Day) ? Day : CutOffs[0].Day;
        Days = Spans.Contains(Days) ? Days : 30;
        List = await leavers.FindAsync(Day!.Value, Days, P, cancellation);
    }
}
