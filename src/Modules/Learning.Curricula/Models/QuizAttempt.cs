using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>A paper drawn for a learner: which wordings, in which order. Never leaves the server.</summary>
internal sealed class QuizAttempt
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid ProgrammeId { get; init; }

    /// <summary>The lesson it checks; null for the final exam.</summary>
    public Guid? LessonId { get; init; }

    /// <summary>The lesson's or, for the exam, the programme's id: one open paper of each.</summary>
    public required Guid SubjectId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Tries are counted by this day.</summary>
    public required DateOnly StartedOn { get; init; }

    public DateTimeOffset? HandedInAt { get; set; }

    public required IReadOnlyList<DrawnItem> Items { get; init; }

    public int Version { get; set; }
}

/// <summary>A drawn question.</summary>
/// <param name="Order">The stored options' indices in the order shown.</param>
internal sealed record DrawnItem(Guid QuestionId, IReadOnlyList<int> Order);

/// <summary>The answer to one item of an open paper, kept as soon as it is chosen.</summary>
internal sealed class QuizAnswer
{
    public required Guid AttemptId { get; init; }

    /// <summary>1 for the first item.</summary>
    public required int Number { get; init; }

    /// <summary>Indices of the stored options, not of the shown ones.</summary>
    public required IReadOnlyList<int> Chosen { get; set; }

    public required DateTimeOffset SavedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>What a handed-in paper came to, for ever.</summary>
internal sealed class AttemptResult : IAppendOnly
{
    /// <summary>The attempt's.</summary>
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required Guid ProgrammeId { get; init; }

    public Guid? LessonId { get; init; }

    public required int Right { get; init; }

    public required int Total { get; init; }

    public required bool Passed { get; init; }

    /// <summary>Empty once their period is over, or the person is erased.</summary>
    [Erasable("[]")]
    public required IReadOnlyList<AnsweredItem> Answers { get; init; }

    public required DateOnly HandedInOn { get; init; }

    public required DateTimeOffset HandedInAt { get; init; }
}

/// <param name="Chosen">Indices of the stored options; none when unanswered.</param>
internal sealed record AnsweredItem(Guid QuestionId, IReadOnlyList<int> Chosen, bool Right);

internal sealed class QuizAttemptConfiguration : IEntityTypeConfiguration<QuizAttempt>
{
    public void Configure(EntityTypeBuilder<QuizAttempt> attempt)
    {
        attempt.Property(a => a.Items).HasJson();
        attempt.HasIndex(a => new { a.PersonId, a.SubjectId, a.StartedOn });
        attempt.HasIndex(a => new { a.PersonId, a.SubjectId }).IsUnique().HasFilter("\"HandedInAt\" IS NULL");
        attempt.HasOne<Person>().WithMany().HasForeignKey(a => a.PersonId).OnDelete(DeleteBehavior.Restrict);
        attempt.HasOne<Programme>().WithMany().HasForeignKey(a => a.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class QuizAnswerConfiguration : IEntityTypeConfiguration<QuizAnswer>
{
    public void Configure(EntityTypeBuilder<QuizAnswer> answer)
    {
        answer.HasKey(a => new { a.AttemptId, a.Number });
        answer.Property(a => a.Chosen).HasJson();
        answer.HasOne<QuizAttempt>().WithMany().HasForeignKey(a => a.AttemptId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AttemptResultConfiguration : IEntityTypeConfiguration<AttemptResult>
{
    public void Configure(EntityTypeBuilder<AttemptResult> result)
    {
        result.Property(r => r.Answers).HasJson();
        result.HasIndex(r => new { r.PersonId, r.ProgrammeId, r.LessonId });
        result.HasOne<QuizAttempt>().WithOne().HasForeignKey<AttemptResult>(r => r.Id).OnDelete(DeleteBehavior.Restrict);
    }
}
