using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>A learner's word that a lesson on crisis is unsafe: the page is hidden until an officer has looked.</summary>
internal sealed class UnsafeReport : IScoped
{
    public required Guid Id { get; init; }

    public required Guid LessonId { get; init; }

    public required Guid PersonId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }

    /// <summary>When an officer showed the page again; null while it is hidden.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    public Guid? RestoredBy { get; set; }

    /// <summary>What the officer found or had changed.</summary>
    public string? Finding { get; set; }

    public int Version { get; set; }
}

internal sealed class UnsafeReportConfiguration : IEntityTypeConfiguration<UnsafeReport>
{
    public const int ReasonLength = 500;

    public void Configure(EntityTypeBuilder<UnsafeReport> report)
    {
        report.Property(r => r.Reason).HasMaxLength(ReasonLength);
        report.Property(r => r.Finding).HasMaxLength(ReasonLength);
        report.HasIndex(r => new { r.RestoredAt, r.ReportedAt });
        report.HasIndex(r => new { r.PersonId, r.ReportedAt });
        report.HasOne<Lesson>().WithMany().HasForeignKey(r => r.LessonId).OnDelete(DeleteBehavior.Restrict);
        report.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
