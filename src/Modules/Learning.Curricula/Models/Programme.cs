using System.Text.Json.Serialization;
using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>A training plan (培训方案): courses, hours, mode, assessment.</summary>
internal sealed class Programme
{
    public required Guid Id { get; init; }

    /// <summary>Natural key of recipes.</summary>
    public required string ContentItemId { get; init; }

    /// <summary>What other modules and addresses call it.</summary>
    public required string Code { get; set; }

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public bool Published { get; set; }

    public string Audience { get; set; } = "";

    /// <summary>Roles it is meant for; none for everyone.</summary>
    public IReadOnlyList<string> Roles { get; set; } = [];

    public CreditHours Hours { get; set; }

    public string Category { get; set; } = "";

    public string TrainingKind { get; set; } = "";

    public string OrganiserLevel { get; set; } = "";

    public string Mode { get; set; } = "";

    public string Assessment { get; set; } = "";

    /// <summary>Per cent of right answers that pass a check or the exam.</summary>
    public int PassShare { get; set; }

    /// <summary>Tries a day.</summary>
    public int Attempts { get; set; }

    /// <summary>Items of the final exam; 0 for none.</summary>
    public int FinalItems { get; set; }

    /// <summary>Per cent of the exam's items that belong to cases.</summary>
    public int CaseShare { get; set; }

    /// <summary>Whether every red-line item of the exam must be right.</summary>
    public bool RedLines { get; set; }

    public int Order { get; set; }

    public IReadOnlyList<Course> Courses { get; set; } = [];

    public int Version { get; set; }

    /// <summary>Hour categories of a posting.</summary>
    public IReadOnlyList<string> Categories => Category == MentalHealth ? [MentalHealth] : [Category, MentalHealth];

    public bool HasExam => FinalItems > 0;

    private const string MentalHealth = "mental-health";
}

/// <summary>A part of a plan as it is named there, whether or not its lessons are written.</summary>
/// <param name="Hundredths">Hours in hundredths of a 学时.</param>
/// <param name="Practicum">Supervised practice, done at school, not on this site.</param>
internal sealed record Course(string Code, string Title, int Hundredths, bool Practicum)
{
    [JsonIgnore]
    public CreditHours Hours => new(Hundredths);
}

internal sealed class ProgrammeConfiguration : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> programme)
    {
        programme.Property(p => p.ContentItemId).HasMaxLength(80);
        programme.Property(p => p.Code).HasMaxLength(40);
        programme.Property(p => p.Hours).HasConversion(h => h.Hundredths, h => new CreditHours(h));
        programme.Property(p => p.Roles).HasJson();
        programme.Property(p => p.Courses).HasJson();
        programme.HasIndex(p => p.ContentItemId).IsUnique();
        programme.HasIndex(p => p.Code).IsUnique();
    }
}
