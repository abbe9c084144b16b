using System.Globalization;
using System.Security.Cryptography;

namespace Learning.Framework.Auditing;

/// <summary>The last link the site saw: how many rows are sealed, and the digest over all of them. People note it down as <c>128-9f86…</c>.</summary>
internal sealed record AuditHead(long Sequence, string Chain)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}-{Chain}");

    public static AuditHead? TryParse(string? text)
    {
        var parts = (text ?? "").Trim().Split('-');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence > 0
            && parts[1].Length == AuditDigest.Size * 2 && parts[1].All(char.IsAsciiHexDigit)
            ? new AuditHead(sequence, parts[1].ToLowerInvariant())
            : null;
    }
}

/// <summary>Keeps the head beside the database (<c>keys/audit-head</c>): whoever only reaches the database can neither shorten the chain nor make it anew unseen.</summary>
internal sealed class AuditAnchor(DataFolder data)
{
    public const string FileName = "audit-head";

    private string FilePath => Path.Combine(data.Path, "keys", FileName);

    /// <returns>Null before the first seal, or where the file was taken away.</returns>
    /// <exception cref="InvalidDataException">The file holds something else.</exception>
    public AuditHead? Read() => !File.Exists(FilePath) ? null
        : AuditHead.TryParse(File.ReadAllText(FilePath)) ?? throw new InvalidDataException($"keys/{FileName} is damaged: put it back from the backup, or accept the chain as it is: learning audit reanchor.");

    public void Write(AuditHead head)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        var draft = $"{FilePath}.{RandomNumberGenerator.GetHexString(12, lowercase: true)}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(new FileStream(draft, options)))
        {
            file.Write(head.ToString());
        }

        File.Move(draft, FilePath, overwrite: true);
    }
}
