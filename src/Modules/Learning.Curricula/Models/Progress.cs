using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>A learner in a programme.</summary>
internal sealed class Enrolment
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required DateTimeOffset EnrolledAt { get; init; }

    /// <summary>The day the final exam was passed; null while it is not.</summary>
    public DateOnly? ExamPassedOn { get; set; }

    public int Version { get; set; }
}

/// <summary>What of a lesson a learner has done. Without a row: nothing.</summary>
internal sealed class LessonProgress
{
    public required Guid PersonId { get; init; }

    public required Guid LessonId { get; init; }

    public DateTimeOffset? FilmWatchedAt { get; set; }

    /// <summary>When the learner said that text and exercise are done.</summary>
    public DateTimeOffset? ExerciseAt { get; set; }

    public DateTimeOffset? CheckPassedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>That a lesson was completed, once for ever.</summary>
internal sealed class LessonCompletion : IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid LessonId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required DateOnly CompletedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>That every lesson published at the time was completed, once for ever.</summary>
internal sealed class ProgrammeCompletion : IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required DateOnly CompletedOn { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.HasIndex(e => new { e.PersonId, e.ProgrammeId }).IsUnique();
        enrolment.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
        enrolment.HasOne<Programme>().WithMany().HasForeignKey(e => e.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LessonProgressConfiguration : IEntityTypeConfiguration<LessonProgress>
{
    public void Configure(EntityTypeBuilder<LessonProgress> progress)
    {
        progress.HasKey(p => new { p.PersonId, p.LessonId });
        progress.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
        progress.HasOne<Lesson>().WithMany().HasForeignKey(p => p.LessonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class LessonCompletionConfiguration : IEntityTypeConfiguration<LessonCompletion>
{
    public void Configure(EntityTypeBuilder<LessonCompletion> completion)
    {
        completion.HasIndex(c => new { c.PersonId, c.LessonId }).IsUnique();
        completion.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        completion.HasOne<Lesson>().WithMany().HasForeignKey(c => c.LessonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProgrammeCompletionConfiguration : IEntityTypeConfiguration<ProgrammeCompletion>
{
    public void Configure(EntityTypeBuilder<ProgrammeCompletion> completion)
    {
        completion.HasIndex(c => new { c.PersonId, c.ProgrammeId }).IsUnique();
        completion.HasIndex(c => new { c.ProgrammeId, c.CompletedOn });
        completion.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
        completion.HasOne<Programme>().WithMany().HasForeignKey(c => c.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}
