using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Finds lines of one person in one role at one place that follow one another without overlapping: times of one post, not a line too many.</summary>
internal static class PostParts
{
    public static IReadOnlyList<Question> Mark(IReadOnlyList<Question> questions)
    {
        var marked = questions.ToList();
        var lines = questions.Select((q, i) => (q.Entry, Number: q.Entry.StaffNumber ?? q.IdentityHash ?? q.PhoneHash, Index: i)).Where(q => q.Number is not null && q.Entry is { From: not null, Role: not null })
            .GroupBy(q => (q.Entry.Name, q.Number, q.Entry.SchoolCode, q.Entry.School, q.Entry.Role));
        foreach (var several in lines.Where(g => g.Skip(1).Any()).Select(g => g.OrderBy(q => q.Entry.From).ToList()))
        {
            // A line without a last day can only be the last.
            if (several.Zip(several.Skip(1)).All(pair => pair.First.Entry.To < pair.Second.Entry.From))
            {
                List<PostTime> parts = [.. several.Select(q => new PostTime(q.Entry.From!.Value, q.Entry.To))];
                several.ForEach(q => marked[q.Index] = questions[q.Index] with { Entry = q.Entry with { Parts = parts } });
            }
        }

        return marked;
    }
}
