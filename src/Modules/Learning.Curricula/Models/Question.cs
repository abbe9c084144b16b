using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Curricula.Models;

/// <summary>One wording of a question. A change makes a new row, so that what was once answered stays explainable.</summary>
internal sealed class Question
{
    public required Guid Id { get; init; }

    public required Guid ProgrammeId { get; init; }

    public required Guid LessonId { get; init; }

    /// <summary>Natural key within the programme.</summary>
    public required string Code { get; init; }

    /// <summary>1 for the first wording.</summary>
    public required int Revision { get; init; }

    /// <summary>Whether new papers may draw it.</summary>
    public bool Current { get; set; } = true;

    /// <summary>Place among the lesson's questions: the order of a case's sub-questions.</summary>
    public int Order { get; set; }

    /// <summary>One of <see cref="QuestionKinds"/>.</summary>
    public required string Kind { get; init; }

    public string? CaseCode { get; init; }

    public string? CaseText { get; init; }

    public required string Topic { get; init; }

    /// <summary>1 easy to 3 hard.</summary>
    public required int Difficulty { get; init; }

    public required bool RedLine { get; init; }

    public required string Stem { get; init; }

    public required string Source { get; init; }

    public required IReadOnlyList<QuestionOption> Options { get; init; }

    public int Version { get; set; }

    /// <summary>Whether it says the same, whoever may draw it.</summary>
    public bool SaysTheSameAs(Question other) => Wording() == other.Wording();

    private string Wording() => JsonColumn.Write(new { LessonId, Kind, CaseCode, CaseText, Topic, Difficulty, RedLine, Stem, Source, Options });
}

internal sealed record QuestionOption(string Text, bool Right, string Feedback);

internal static class QuestionKinds
{
    public const string Single = "single", Multiple = "multiple", TrueFalse = "truefalse";

    public static readonly IReadOnlyList<string> All = [Single, Multiple, TrueFalse];
}

/// <summary>Topics of the blueprint and their share of an exam, in per cent.</summary>
internal static class QuestionTopics
{
    public static readonly IReadOnlyDictionary<string, int> Shares = new Dictionary<string, int>(StringComparer.Ordinal)
    {
        ["role-ethics"] = 15,
        ["development"] = 10,
        ["talking"] = 15,
        ["emotion-class"] = 15,
        ["recognising"] = 20,
        ["crisis-reporting"] = 20,
        ["home-self"] = 5,
    };
}

internal sealed class QuestionConfiguration : IEntityTypeConfiguration<Question>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.Property(q => q.Code).HasMaxLength(40);
        question.Property(q => q.Kind).HasMaxLength(20);
        question.Property(q => q.CaseCode).HasMaxLength(40);
        question.Property(q => q.Topic).HasMaxLength(30);
        question.Property(q => q.Options).HasJson();
        question.HasIndex(q => new { q.ProgrammeId, q.Code, q.Revision }).IsUnique();
        question.HasIndex(q => new { q.LessonId, q.Current });
        question.HasOne<Programme>().WithMany().HasForeignKey(q => q.ProgrammeId).OnDelete(DeleteBehavior.Restrict);
        question.HasOne<Lesson>().WithMany().HasForeignKey(q => q.LessonId).OnDelete(DeleteBehavior.Restrict);
    }
}
