using Learning.Curricula.Models;

namespace Learning.Curricula.Services;

/// <summary>What a paper is drawn by.</summary>
/// <param name="Items">How many questions.</param>
/// <param name="CaseShare">Per cent of them that belong to cases.</param>
/// <param name="RedLineLessons">Lessons a red-line question of which must be in it.</param>
internal sealed record QuizBlueprint(int Items, int CaseShare, IReadOnlySet<Guid> RedLineLessons);

/// <summary>Draws a paper from a bank: cases whole and in their order, red lines first, topics by their shares, no question twice.</summary>
internal static class QuizDraw
{
    /// <returns>Fewer items than asked for only where the bank has no more.</returns>
    public static IReadOnlyList<DrawnItem> Draw(IReadOnlyList<Question> bank, QuizBlueprint blueprint, Random random)
    {
        var wanted = Math.Min(blueprint.Items, bank.Count);
        var blocks = DrawCases(bank, blueprint, wanted, random);
        var drawn = blocks.SelectMany(b => b).ToList();
        var singles = Shuffled(bank.Where(q => q.CaseCode is null), random);
        foreach (var lesson in blueprint.RedLineLessons.Where(l => !drawn.Exists(q => q.RedLine && q.LessonId == l)))
        {
            if (drawn.Count < wanted && singles.Find(q => q.RedLine && q.LessonId == lesson) is { } redLine)
            {
                Take(redLine);
            }
        }

        while (drawn.Count < wanted && singles.Count > 0)
        {
            Take(singles.MaxBy(q => Missing(q.Topic, drawn, wanted))!);
        }

        // Where single questions run out, the cases that are left fill up.
        foreach (var rest in Cases(bank.Except(drawn), random).TakeWhile(_ => drawn.Count < wanted))
        {
            var fitting = rest.Take(wanted - drawn.Count).ToList();
            blocks.Add(fitting);
            drawn.AddRange(fitting);
        }

        return [.. Shuffled(blocks, random).SelectMany(b => b).Select(q => new DrawnItem(q.Id, OptionOrder(q, random)))];

        void Take(Question question)
        {
            singles.Remove(question);
            drawn.Add(question);
            blocks.Add([question]);
        }
    }

    private static List<List<Question>> DrawCases(IReadOnlyList<Question> bank, QuizBlueprint blueprint, int wanted, Random random)
    {
        var left = (int)Math.Round(wanted * blueprint.CaseShare / 100m, MidpointRounding.AwayFromZero);
        // A red-line lesson whose red lines all stand in cases needs such a case.
        var forced = blueprint.RedLineLessons.Where(l => bank.Any(q => q.LessonId == l && q.RedLine) && !bank.Any(q => q.LessonId == l && q.RedLine && q.CaseCode is null)).ToHashSet();
        var blocks = new List<List<Question>>();
        foreach (var questions in Cases(bank, random).OrderByDescending(c => c.Exists(q => q.RedLine && forced.Contains(q.LessonId))))
        {
            if (left <= 0)
            {
                break;
            }

            var taken = questions.Take(left).ToList();
            left -= taken.Count;
            blocks.Add(taken);
        }

        return blocks;
    }

    private static IEnumerable<List<Question>> Cases(IEnumerable<Question> bank, Random random) =>
        Shuffled(bank.Where(q => q.CaseCode is not null).GroupBy(q => q.CaseCode, StringComparer.Ordinal).Select(g => g.OrderBy(q => q.Order).ToList()), random);

    private static double Missing(string topic, List<Question> drawn, int wanted) =>
        QuestionTopics.Shares.GetValueOrDefault(topic) * wanted / 100.0 - drawn.Count(q => q.Topic == topic);

    private static List<T> Shuffled<T>(IEnumerable<T> items, Random random)
    {
        var array = items.ToArray();
        random.Shuffle(array);
        return [.. array];
    }

    private static int[] OptionOrder(Question question, Random random)
    {
        var order = Enumerable.Range(0, question.Options.Count).ToArray();
        if (question.Kind != QuestionKinds.TrueFalse)
        {
            random.Shuffle(order);
        }

        return order;
    }
}
