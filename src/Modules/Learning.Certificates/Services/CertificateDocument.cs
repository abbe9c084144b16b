using System.Globalization;
using Learning.Certificates.Models;
using Learning.Credentials;
using Learning.Framework.Documents;

namespace Learning.Certificates.Services;

/// <summary>The certificate as a PDF, drawn when asked for from what was stored at issue.</summary>
internal sealed class CertificateDocument(DocumentRenderer renderer, PublicAddress address)
{
    private readonly Lazy<SvgTemplate> template = new(() => SvgTemplate.Parse(Read(CertificateIssuer.Template)));

    public Task<byte[]> DrawAsync(Certificate certificate, CancellationToken cancellation) =>
        renderer.DrawAsync(Fill(certificate), $"{certificate.Title} {certificate.HolderName} {certificate.RegisterNumber}", cancellation);

    /// <summary>Such as <c>王丽-学校心理辅导员（C级）-攀教心C〔2026〕0001号.pdf</c>.</summary>
    public static string FileName(Certificate certificate) =>
        $"{certificate.HolderName}-{Statements.Subject(certificate.Title)}-{certificate.RegisterNumber}.pdf";

    public string Link(Certificate certificate) => address.Link(TokenOf(certificate));

    internal string Fill(Certificate certificate)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["title"] = Statements.PaperTitle,
            ["typeTitle"] = Statements.Subject(certificate.Title),
            ["holder"] = certificate.HolderName,
            ["school"] = certificate.SchoolName,
            ["levelSentence"] = certificate.Statement,
            ["number"] = Grouped(certificate.Number),
            ["registerNumber"] = certificate.RegisterNumber,
            ["documentNumber"] = certificate.DocumentNumber,
            ["validUntil"] = certificate.ExpiresOn is { } last ? ChineseDay(last) : null,
            ["host"] = address.Host,
            ["bureau"] = certificate.Issuer,
            ["issuedOn"] = ChineseDay(certificate.IssuedOn),
        };
        return template.Value.Fill(values, new Dictionary<string, SlotDrawing>(StringComparer.Ordinal) { ["qr"] = QrCode.Of(Link(certificate)) });
    }

    public static string Grouped(string number) => CertificateNumber.TryParse(number, out var parsed) ? parsed.Grouped : number;

    private static CertificateToken TokenOf(Certificate certificate) => CertificateToken.TryDecode(certificate.Token.AsSpan(), out var token, out var refusal)
        ? token
        : throw new InvalidOperationException($"The token stored for {certificate.Number} cannot be read: {refusal}.");

    private static string ChineseDay(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    private static string Read(string name)
    {
        using var stream = typeof(CertificateDocument).Assembly.GetManifestResourceStream(name + ".svg")
            ?? throw new InvalidOperationException($"The template {name} is not in this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
