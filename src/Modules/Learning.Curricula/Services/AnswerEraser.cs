using Learning.Curricula.Models;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

/// <summary>Erases what was chosen on papers; how many were right stays, for certificates.</summary>
internal sealed class AnswerEraser(LearningDbContext db) : IRetention
{
    public string Code => "quiz-answers";

    public DateOnly? Before(RetentionPeriods periods, DateOnly today) => periods.QuizAnswerMonths > 0 ? today.AddMonths(-periods.QuizAnswerMonths) : null;

    public Task<int> EraseAsync(DateTimeOffset before, CancellationToken cancellation) =>
        EraseAsync(db.Set<QuizAttempt>().Where(a => a.HandedInAt != null && a.HandedInAt < before), cancellation);

    /// <summary>Inside a unit of work.</summary>
    /// <returns>How many papers.</returns>
    public async Task<int> EraseAsync(IQueryable<QuizAttempt> attempts, CancellationToken cancellation)
    {
        IReadOnlyList<AnsweredItem> noAnswers = [];
        IReadOnlyList<DrawnItem> noItems = [];
        await db.Set<QuizAnswer>().Where(a => attempts.Any(t => t.Id == a.AttemptId)).ExecuteDeleteAsync(cancellation);
        var erased = await db.Set<AttemptResult>().Where(r => attempts.Any(t => t.Id == r.Id) && r.Answers != noAnswers)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Answers, noAnswers), cancellation);
        await attempts.Where(a => a.HandedInAt != null && a.Items != noItems).ExecuteUpdateAsync(set => set.SetProperty(a => a.Items, noItems), cancellation);
        return erased;
    }
}
