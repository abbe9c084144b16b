using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Certificates.Models;

/// <summary>What can be earned. A certificate keeps its own words: changing a type never changes what was issued.</summary>
internal sealed class CertificateType
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    /// <summary>The kind written into the token (Learning.Credentials.CertificateKind).</summary>
    public required int TokenType { get; set; }

    public required string Title { get; set; }

    public required string Level { get; set; }

    public required int Rank { get; set; }

    public required string RegisterPattern { get; set; }

    /// <summary>0 when it does not expire.</summary>
    public required int ValidYears { get; set; }

    public required string RequirementsJson { get; set; }

    public required string ReadingsJson { get; set; }

    public int Version { get; set; }
}

/// <summary>One requirement, as the recipe states it.</summary>
internal sealed record Requirement(string Kind)
{
    public const string ProgrammeKind = "programme", ExamKind = "exam", HoursKind = "hours", CertificateKind = "certificate", QualificationKind = "qualification";

    public static readonly IReadOnlyList<string> Kinds = [ProgrammeKind, ExamKind, HoursKind, CertificateKind, QualificationKind];

    public string? Programme { get; init; }

    public string? Category { get; init; }

    public string? TrainingKind { get; init; }

    /// <summary>Hundredths of a 学时.</summary>
    public int AtLeast { get; init; }

    public string? Type { get; init; }

    /// <summary>Kinds of qualifications given elsewhere: holding one of them is what is asked.</summary>
    public IReadOnlyList<string>? Qualifications { get; init; }

    /// <summary>Kinds of qualifications given elsewhere: whoever holds one of them need not do this.</summary>
    public IReadOnlyList<string>? ExemptBy { get; init; }

    /// <summary>Every kind of qualification that matters to it.</summary>
    public IEnumerable<string> Named => (Qualifications ?? []).Concat(ExemptBy ?? []);
}

/// <summary>How what a policy leaves open was read, with the reason.</summary>
internal sealed record Reading(string Setting, string Value, string Reason);

/// <summary>How the module keeps JSON in a column: readable Chinese, nothing left to chance.</summary>
internal static class Columns
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;
}

internal sealed class CertificateTypeConfiguration : IEntityTypeConfiguration<CertificateType>
{
    public void Configure(EntityTypeBuilder<CertificateType> type)
    {
        type.Property(t => t.Code).HasMaxLength(40);
        type.Property(t => t.Title).HasMaxLength(80);
        type.Property(t => t.Level).HasMaxLength(4);
        type.Property(t => t.RegisterPattern).HasMaxLength(60);
        type.HasIndex(t => t.Code).IsUnique();
    }
}
