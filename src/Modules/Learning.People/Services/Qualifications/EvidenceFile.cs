namespace Learning.People.Services.Qualifications;

/// <summary>The uploaded picture or PDF of a paper. What it is, its first bytes say, never its name.</summary>
internal sealed record EvidenceFile(string MediaType, byte[] Bytes)
{
    public const int Most = 10 * 1024 * 1024;

    /// <summary>What the file field offers to pick.</summary>
    public const string Accept = "image/jpeg,image/png,.pdf";

    private static readonly (string MediaType, byte[] Begins)[] Known =
    [
        ("application/pdf", "%PDF-"u8.ToArray()),
        ("image/jpeg", [0xFF, 0xD8, 0xFF]),
        ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    ];

    /// <returns>Null for anything but a JPEG, a PNG or a PDF.</returns>
    public static EvidenceFile? Read(byte[] bytes)
    {
        var known = Known.FirstOrDefault(k => bytes.AsSpan().StartsWith(k.Begins));
        return known.MediaType is null ? null : new EvidenceFile(known.MediaType, bytes);
    }

    public static string Extension(string mediaType) => mediaType switch
    {
        "application/pdf" => "pdf",
        "image/png" => "png",
        _ => "jpg",
    };
}
