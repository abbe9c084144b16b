using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>The smallest unit: a text, perhaps a film, an exercise and a check.</summary>
internal sealed class Lesson
{
    public required Guid Id { get; init; }

    /// <summary>Natural key of recipes, and the lesson's address.</summary>
    public required string ContentItemId { get; init; }

    public Guid ProgrammeId { get; set; }

    /// <summary>The course of the plan it fills.</summary>
    public string Course { get; set; } = "";

    public int Number { get; set; }

    public string Title { get; set; } = "";

    public string Body { get; set; } = "";

    public bool Published { get; set; }

    public CreditHours Hours { get; set; }

    public string Objective { get; set; } = "";

    public string Summary { get; set; } = "";

    /// <summary>What the exercise asks, in a sentence.</summary>
    public string Exercise { get; set; } = "";

    public LessonMinutes Minutes { get; set; } = new(0, 0, 0, 0, 0);

    /// <summary>On crisis or abuse: help stands on top and a report hides the page.</summary>
    public bool Risk { get; set; }

    /// <summary>Every exam asks about it.</summary>
    public bool RedLine { get; set; }

    /// <summary>Key of its film; null where there is none.</summary>
    public string? Film { get; set; }

    /// <summary>Items of its check.</summary>
    public int QuizItems { get; set; }

    public IReadOnlyList<string> Sources { get; set; } = [];

    public int Version { get; set; }
}

/// <summary>How long each part takes, in minutes of clock time.</summary>
internal sealed record LessonMinutes(decimal Read, decimal Film, decimal Exercise, decimal Reflection, decimal Check)
{
    public decimal Total => Read + Film + Exercise + Reflection + Check;
}

internal sealed class LessonConfiguration : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> lesson)
    {
        lesson.Property(l => l.ContentItemId).HasMaxLength(80);
        lesson.Property(l => l.Course).HasMaxLength(60);
        lesson.Property(l => l.Film).HasMaxLength(80);
        lesson.Property(l => l.Hours).HasConversion(h => h.Hundredths, h => new CreditHours(h));
        lesson.Property(l => l.Minutes).HasJson();
        lesson.Property(l => l.Sources).HasJson();
        lesson.HasIndex(l => l.ContentItemId).IsUnique();
        lesson.HasIndex(l => new { l.ProgrammeId, l.Number }).IsUnique();
        lesson.HasOne<Programme>().WithMany().HasForeignKey(l => l.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}
