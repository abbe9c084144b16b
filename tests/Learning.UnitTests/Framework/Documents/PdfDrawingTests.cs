using System.Text;
using Learning.Framework.Documents;

namespace Learning.UnitTests.Framework.Documents;

/// <summary>With the real libraries, in this process.</summary>
public sealed class PdfDrawingTests
{
    private const string Text = "<text x='20' y='50' font-family='Noto Serif CJK SC'>修满60学时，考核合格</text>";

    [Fact]
    public void Draw_TwoPages_AreA4WithSmallEmbeddedFonts()
    {
        var pdf = PdfDrawing.Draw(new RenderRequest("学时证明", [Page("210mm", "297mm", Text), Page("297mm", "210mm", Text)]));

        var raw = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/MediaBox [ 0 0 595.275591 841.889764 ]", raw, StringComparison.Ordinal);
        Assert.Contains("/MediaBox [ 0 0 841.889764 595.275591 ]", raw, StringComparison.Ordinal);
        Assert.Contains("/CIDFontType0C", raw, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 1_000, 30_000);
    }

    [Theory]
    [InlineData("100%", "100%")]
    [InlineData("9000mm", "210mm")]
    public void Draw_NotAPageSize_IsRefused(string width, string height) =>
        Assert.Throws<DocumentException>(() => PdfDrawing.Draw(new RenderRequest("", [Page(width, height, Text)])));

    [Fact]
    public void Draw_CertificateTemplate_StaysBelow150Kilobytes()
    {
        var template = SvgTemplate.Parse(File.ReadAllText(Path.Combine(Root(), "src/Modules/Learning.Certificates/Templates/certificate.svg")));
        var values = template.Placeholders.ToDictionary(name => name, string? (_) => "阿卜杜热合曼·买买提依明");
        var modules = new bool[49, 49];
        for (var i = 0; i < 49 * 49; i++)
        {
            modules[i / 49, i % 49] = i % 2 == 0;
        }

        var svg = template.Fill(values, new Dictionary<string, SlotDrawing> { ["qr"] = QrPath.Of(modules) });

        Assert.InRange(PdfDrawing.Draw(new RenderRequest("证书", [Encoding.UTF8.GetBytes(svg)])).Length, 30_000, 150_000);
    }

    private static byte[] Page(string width, string height, string content) =>
        Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}' viewBox='0 0 300 300'>{content}</svg>");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Learning.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("Learning.sln is not above the tests.");
        }

        return folder.FullName;
    }
}
