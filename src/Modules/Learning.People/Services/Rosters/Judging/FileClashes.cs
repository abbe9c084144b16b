using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>Rows of one file that contradict or repeat one another: the later is told of the earlier.</summary>
internal sealed class FileClashes
{
    private readonly Dictionary<string, Question> firstByNumber = new(StringComparer.OrdinalIgnoreCase), firstByIdentity = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, string Phone), Question> firstByPhone = [];
    private readonly Dictionary<(string Key, Guid Place, string Role), RosterEntry> firstByPost = [];

    public void Read(IEnumerable<Question> questions)
    {
        foreach (var question in questions)
        {
            var entry = question.Entry;
            _ = entry.StaffNumber is not null && firstByNumber.TryAdd(entry.StaffNumber, question);
            _ = question.IdentityHash is not null && firstByIdentity.TryAdd(question.IdentityHash, question);
            _ = question.PhoneHash is not null && firstByPhone.TryAdd((entry.Name, question.PhoneHash), question);
        }
    }

    /// <summary>One number under two names, or two numbers for one person.</summary>
    public RowProblem? Contradiction(Question question)
    {
        var entry = question.Entry;
        if (entry.StaffNumber is { } number && firstByNumber[number] is var owner && !ReferenceEquals(owner, question)
            && (owner.Entry.Name != entry.Name || Question.Differ(owner.IdentityHash, question.IdentityHash)))
        {
            return new RowProblem(ProblemKind.NumberOfAnother, entry.PlaceOf(RosterField.StaffNumber), Line(owner));
        }

        if (question.IdentityHash is { } identity && firstByIdentity[identity] is var holder && !ReferenceEquals(holder, question)
            && (holder.Entry.Name != entry.Name || Question.Differ(holder.Entry.StaffNumber, entry.StaffNumber)))
        {
            return new RowProblem(ProblemKind.IdentityOfAnother, entry.PlaceOf(RosterField.IdentityNumber), Line(holder));
        }

        return question.PhoneHash is { } phone && firstByPhone[(entry.Name, phone)] is var same && !ReferenceEquals(same, question) && Question.Differ(same.Entry.StaffNumber, entry.StaffNumber)
            ? new RowProblem(ProblemKind.ContactOfAnother, entry.PlaceOf(RosterField.Phone), Line(same))
            : null;
    }

    /// <summary>A post somebody has by an earlier row, of whose time this row is no part.</summary>
    public RowProblem? Repetition(string key, Guid place, IEnumerable<string> roles, RosterEntry entry)
    {
        foreach (var role in roles)
        {
            if (!firstByPost.TryAdd((key, place, role), entry) && firstByPost[(key, place, role)] is var first && !(entry.Parts is { } parts && first.Parts is { } others && parts.SequenceEqual(others)))
            {
                return new RowProblem(ProblemKind.Twice, null, Line(first.Line));
            }
        }

        return null;
    }

    private static string Line(Question question) => Line(question.Entry.Line);

    private static string Line(int line) => line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
