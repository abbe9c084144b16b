using Learning.Curricula.Models;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Curricula.Services;

/// <summary>What the module holds about a learner: enrolments, progress, papers and their answers, reports.</summary>
internal sealed class LearningData(LearningDbContext db, AnswerEraser answers, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities =>
        [typeof(Enrolment), typeof(LessonProgress), typeof(LessonCompletion), typeof(ProgrammeCompletion), typeof(QuizAttempt), typeof(QuizAnswer), typeof(AttemptResult), typeof(UnsafeReport)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await (
            from enrolment in db.Set<Enrolment>()
            join programme in db.Set<Programme>() on enrolment.ProgrammeId equals programme.Id
            where people.Contains(enrolment.PersonId)
            orderby enrolment.EnrolledAt
            select new { programme.Title, enrolment.EnrolledAt, enrolment.ExamPassedOn }).ReadAsync(
            Held.Erased("curricula.enrolments", T["报名的培训"], T["知道您在学什么，考核过没有。"]), cancellation,
            ("programme", T["培训项目"], e => e.Title), ("enrolledAt", T["报名时间"], e => e.EnrolledAt), ("examPassedOn", T["考核通过日期"], e => e.ExamPassedOn)),
        await (
            from progress in db.Set<LessonProgress>()
            join lesson in db.Set<Lesson>() on progress.LessonId equals lesson.Id
            where people.Contains(progress.PersonId)
            orderby lesson.Number
            select new { lesson.Title, progress.FilmWatchedAt, progress.ExerciseAt, progress.CheckPassedAt }).ReadAsync(
            Held.Erased("curricula.progress", T["每节课学到哪里"], T["下次接着学。"]), cancellation,
            ("lesson", T["课|名词"], p => p.Title), ("filmWatchedAt", T["看完视频"], p => p.FilmWatchedAt), ("exerciseAt", T["做完练习"], p => p.ExerciseAt), ("checkPassedAt", T["通过测验"], p => p.CheckPassedAt)),
        await CompletionsAsync(people, cancellation),
        await ResultsAsync(people, cancellation),
        await (
            from answer in db.Set<QuizAnswer>()
            join attempt in db.Set<QuizAttempt>() on answer.AttemptId equals attempt.Id
            where people.Contains(attempt.PersonId)
            orderby answer.SavedAt
            select new { attempt.StartedAt, answer.Number, answer.Chosen, answer.SavedAt }).ReadAsync(
            Held.Erased("curricula.answers", T["试卷上选的答案"], T["断网时不丢答案，交卷后对答案。"]), cancellation,
            ("startedAt", T["开始答卷"], a => a.StartedAt), ("number", T["第几题"], a => a.Number), ("chosen", T["选项"], a => string.Join(",", a.Chosen)), ("savedAt", T["保存时间"], a => a.SavedAt)),
        await (
            from report in db.Set<UnsafeReport>()
            join lesson in db.Set<Lesson>() on report.LessonId equals lesson.Id
            where people.Contains(report.PersonId) || (report.RestoredBy != null && people.Contains(report.RestoredBy.Value))
            orderby report.ReportedAt
            select new { lesson.Title, report.Reason, report.ReportedAt, report.Finding, report.RestoredAt }).ReadAsync(
            Held.Anonymous("curricula.reports", T["反映课程内容不妥，或处理别人的反映"], T["课程内容先隐藏、再核对。"], T["说明课程为什么改过；写的话会删掉，注销后不再带姓名。"]), cancellation,
            ("lesson", T["课|名词"], r => r.Title), ("reason", T["写的话"], r => r.Reason), ("reportedAt", T["反映时间"], r => r.ReportedAt), ("finding", T["处理意见"], r => r.Finding), ("restoredAt", T["处理时间"], r => r.RestoredAt)),
    ];

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        var attempts = db.Set<QuizAttempt>().Where(a => people.Contains(a.PersonId));
        await answers.EraseAsync(attempts, cancellation);
        await attempts.Where(a => a.HandedInAt == null).ExecuteDeleteAsync(cancellation);
        await db.Set<LessonProgress>().Where(p => people.Contains(p.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<Enrolment>().Where(e => people.Contains(e.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<UnsafeReport>().Where(r => people.Contains(r.PersonId)).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reason, ""), cancellation);
    }

    private Task<HeldData> CompletionsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => (
        from completion in db.Set<LessonCompletion>()
        join lesson in db.Set<Lesson>() on completion.LessonId equals lesson.Id
        where people.Contains(completion.PersonId)
        select new { lesson.Title, completion.CompletedOn, Whole = false })
        .Concat(
            from completion in db.Set<ProgrammeCompletion>()
            join programme in db.Set<Programme>() on completion.ProgrammeId equals programme.Id
            where people.Contains(completion.PersonId)
            select new { programme.Title, completion.CompletedOn, Whole = true })
        .OrderBy(c => c.CompletedOn).ReadAsync(
            Held.Anonymous("curricula.completions", T["学完的课和培训"], T["学时和证书的依据。"], T["学时和证书由它而来；注销后不再带姓名。"]), cancellation,
            ("title", T["名称"], c => c.Title), ("completedOn", T["学完日期"], c => c.CompletedOn), ("programme", T["整个培训"], c => c.Whole));

    private Task<HeldData> ResultsAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) => (
        from result in db.Set<AttemptResult>()
        join programme in db.Set<Programme>() on result.ProgrammeId equals programme.Id
        where people.Contains(result.PersonId)
        orderby result.HandedInAt
        select new { programme.Title, result.LessonId, result.Right, result.Total, result.Passed, result.HandedInAt, result.Answers }).ReadAsync(
        Held.Anonymous("curricula.results", T["测验和考核成绩"], T["证明考核通过。"], T["成绩是证书的依据；答案会删掉，只留对几题，注销后不再带姓名。"]), cancellation,
        ("programme", T["培训项目"], r => r.Title), ("final", T["结业考核"], r => r.LessonId is null), ("right", T["答对"], r => r.Right), ("total", T["题数"], r => r.Total),
        ("passed", T["通过|成绩"], r => r.Passed), ("handedInAt", T["交卷时间"], r => r.HandedInAt), ("answers", T["答案"], r => string.Join(" ", r.Answers.Select(a => $"{string.Join(",", a.Chosen)}{(a.Right ? "✓" : "✕")}"))));
}
