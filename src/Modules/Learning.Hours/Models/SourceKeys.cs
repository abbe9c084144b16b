using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Learning.Core.Curricula;

namespace Learning.Hours.Models;

/// <summary>Natural keys of postings: what makes the same cause post once.</summary>
internal static class SourceKeys
{
    public const string Record = "record/";

    public static string Lesson(Guid personId, Guid lessonId) => $"lesson/{personId:N}/{lessonId:N}";

    public static string Practicum(PracticumRecorded record) => record.RecordId is { } id
        ? $"practicum/{record.PersonId:N}/{id:N}"
        : $"practicum/{record.PersonId:N}/{record.ProgrammeCode}/{Day(record.RecordedOn)}/{Digest(record.Title)}";

    /// <summary>Same person, day and title; counted up when the earlier one was taken back.</summary>
    public static string Recorded(Guid personId, DateOnly on, string title, int takenBack) =>
        string.Create(CultureInfo.InvariantCulture, $"{RecordedStem(personId, on, title)}{takenBack}");

    public static string RecordedStem(Guid personId, DateOnly on, string title) => $"{Record}{personId:N}/{Day(on)}/{Digest(title)}/";

    public static string Reversal(Guid entryId) => $"reversal/{entryId:N}";

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Titles that differ only in spaces, width or case are the same title.</summary>
    private static string Digest(string title)
    {
        var plain = string.Concat(title.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain)).AsSpan(0, 8));
    }
}
