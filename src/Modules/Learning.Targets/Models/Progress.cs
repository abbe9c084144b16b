using Learning.Core;
using Learning.Targets.Evaluation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Targets.Models;

/// <summary>Read model: one subject's state towards a target in a period. May be thrown away and built again.</summary>
internal sealed class Progress : IScoped
{
    public required string TargetKey { get; init; }

    /// <summary>First day of the period; of a deadline's kept result, the deadline.</summary>
    public required DateOnly PeriodStart { get; init; }

    public required bool AtDeadline { get; init; }

    /// <summary>A person or an organisation.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>Where the subject is counted.</summary>
    public Guid? OrganisationId { get; set; }

    public Guid? CountyId { get; set; }

    public Guid? SchoolId { get; set; }

    /// <summary>Hundredths of the target's unit.</summary>
    public int Required { get; set; }

    /// <summary>Hundredths of the target's unit.</summary>
    public int Attained { get; set; }

    public bool Met { get; set; }

    public Counting Counting { get; set; }

    /// <summary>Code that explains it: the fact that is missing.</summary>
    public string? Note { get; set; }

    /// <summary>Takes over an outcome; EF writes only what differs.</summary>
    public void Take(Outcome outcome)
    {
        OrganisationId = outcome.OrganisationId;
        CountyId = outcome.CountyId;
        SchoolId = outcome.SchoolId;
        Required = (int)(outcome.Required * 100m);
        Attained = (int)Math.Clamp(outcome.Attained * 100m, int.MinValue, int.MaxValue);
        Met = outcome.Met;
        Counting = outcome.Counting;
        Note = outcome.Note;
    }
}

internal sealed class ProgressConfiguration : IEntityTypeConfiguration<Progress>
{
    public void Configure(EntityTypeBuilder<Progress> progress)
    {
        progress.HasKey(p => new { p.TargetKey, p.PeriodStart, p.AtDeadline, p.SubjectId });
        progress.Property(p => p.TargetKey).HasMaxLength(80);
        progress.Property(p => p.Note).HasMaxLength(60);
        progress.HasIndex(p => p.SubjectId);
        // Holds all that coverage sums, so that the rows themselves need not be read.
        progress.HasIndex(p => new { p.TargetKey, p.PeriodStart, p.AtDeadline, p.CountyId, p.SchoolId, p.Counting, p.Met });
        // The whole city's, in the order it is grouped by.
        progress.HasIndex(p => new { p.TargetKey, p.PeriodStart, p.AtDeadline, p.Counting, p.Met });
    }
}
