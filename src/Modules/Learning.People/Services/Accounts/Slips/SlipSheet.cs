using System.Globalization;
using System.Text;
using Learning.Framework.Documents;
using Learning.Framework.Settings;
using Learning.Framework.Web;

namespace Learning.People.Services.Accounts.Slips;

/// <summary>What a slip says: no phone, no identity number.</summary>
internal sealed record Slip(string Name, string School, string UserName, string Code, DateOnly LastDay);

/// <summary>Slips for the first sign-in as a PDF: A4, eight on a sheet, cut lines between them.</summary>
internal sealed class SlipSheet(DocumentRenderer renderer, SiteAddress address, SettingsStore settings)
{
    public const int PerSheet = 8;
    private const int Columns = 2, Width = 1050, Height = 742;
    private static readonly Lazy<string> One = new(Read);
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, SvgTemplate> Sheets = new();

    public async Task<byte[]> DrawAsync(IReadOnlyList<Slip> slips, CancellationToken cancellation)
    {
        var site = (await settings.GetAsync(cancellation)).SiteName;
        var pages = slips.Chunk(PerSheet).Select(page => Fill(page, site)).ToList();
        return await renderer.DrawAsync(pages, $"{site} 登录码", cancellation);
    }

    /// <summary>The code stands behind the #, which no server and no log gets to see.</summary>
    public string Link(Slip slip) => address.Link($"/sign-in/first#a={Uri.EscapeDataString(slip.UserName)}&c={slip.Code}");

    internal string Fill(IReadOnlyList<Slip> slips, string site)
    {
        var template = Sheets.GetOrAdd(slips.Count, Sheet);
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        var codes = new Dictionary<string, SlotDrawing>(StringComparer.Ordinal);
        for (var i = 0; i < slips.Count; i++)
        {
            var slip = slips[i];
            values[$"site{i}"] = site;
            values[$"name{i}"] = slip.Name;
            values[$"school{i}"] = slip.School;
            values[$"account{i}"] = slip.UserName;
            values[$"code{i}"] = FirstSignIn.Grouped(slip.Code);
            values[$"host{i}"] = address.Host + "/sign-in";
            values[$"until{i}"] = slip.LastDay.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
            codes[$"qr{i}"] = QrCode.Of(Link(slip));
        }

        return template.Fill(values, codes);
    }

    private static SvgTemplate Sheet(int count)
    {
        var svg = new StringBuilder("""<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 2100 2970" xml:lang="zh-Hans">""");
        for (var i = 0; i < count; i++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"""<g transform="translate({i % Columns * Width} {i / Columns * Height})">""")
                .Append(One.Value.Replace("}}", i.ToString(CultureInfo.InvariantCulture) + "}}", StringComparison.Ordinal).Replace("data-slot=\"qr\"", $"data-slot=\"qr{i}\"", StringComparison.Ordinal))
                .Append("</g>");
        }

        return SvgTemplate.Parse(svg.Append("</svg>").ToString());
    }

    private static string Read()
    {
        using var stream = typeof(SlipSheet).Assembly.GetManifestResourceStream("slip.svg")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
