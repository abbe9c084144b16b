using Learning.Core.People;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Turns rows of a sheet into entries, by the clerk's mapping. Pure: what it says of a row depends on the row alone.</summary>
internal sealed class RowReader(RosterMapping mapping, DateOnly today)
{
    private readonly int[] columns = [.. Enum.GetValues<RosterField>().Select(mapping.ColumnOf)];

    /// <summary>Entries of a row, one for each role it names.</summary>
    public IEnumerable<RosterEntry> Read(SheetRow row)
    {
        var problems = new List<RowProblem>();
        var places = new Dictionary<RosterField, string>();
        foreach (var field in Enum.GetValues<RosterField>().Where(f => f != RosterField.None && columns[(int)f] >= 0))
        {
            var (cell, place) = (row.At(columns[(int)field]), ColumnName(columns[(int)field]) + row.Line.ToString(System.Globalization.CultureInfo.InvariantCulture));
            places[field] = place;
            if (cell.Cut || cell.Kind == CellKind.Error)
            {
                problems.Add(new RowProblem(cell.Cut ? ProblemKind.CellTooLong : ProblemKind.CellError, place));
            }
        }

        var entry = new RosterEntry
        {
            Line = row.Line,
            Name = Name(row, places, problems),
            StaffNumber = StaffNumber(row, places, problems),
            SchoolCode = Word(row, RosterField.SchoolCode),
            School = Word(row, RosterField.School),
            Standing = Standing(row, places, problems),
            Phone = Phone(row, places, problems),
            IdentityNumber = IdentityNumber(row, places, problems),
            From = Day(row, RosterField.From, places, problems),
            To = Day(row, RosterField.To, places, problems),
            SaysTo = columns[(int)RosterField.To] >= 0,
            Places = places,
            Original = [.. row.Cells.Select(c => c.Kind == CellKind.Error ? "" : c.Text)],
        };
        CheckDays(entry, problems);
        var roles = Roles(row, places, problems).ToList();
        return roles.Select(r => entry with { Role = r.Role, Employment = r.Employment, Problems = [.. problems] });
    }

    /// <summary>As Excel names columns: A, B, … Z, AA.</summary>
    public static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);

    private string Name(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var name = Cleaning.Name(row.At(columns[(int)RosterField.Name]).Text);
        var place = places.GetValueOrDefault(RosterField.Name);
        if (name.Length == 0)
        {
            problems.Add(new RowProblem(ProblemKind.NameMissing, place));
        }
        else if (name.Length > 60 || !name.EnumerateRunes().Any(System.Text.Rune.IsLetter))
        {
            problems.Add(new RowProblem(ProblemKind.NameWrong, place));
        }

        return name.Length > 60 ? name[..60] : name;
    }

    private string? StaffNumber(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var cell = row.At(columns[(int)RosterField.StaffNumber]);
        var number = Cleaning.Text(cell.Text).Replace(" ", "", StringComparison.Ordinal);
        if (number.Length == 0)
        {
            return null;
        }

        if (Cleaning.IsScientific(number) || (cell.Kind == CellKind.Number && number.Length > 15))
        {
            problems.Add(new RowProblem(ProblemKind.StaffNumberLost, places.GetValueOrDefault(RosterField.StaffNumber)));
            return null;
        }

        if (number.Length > 40 || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            problems.Add(new RowProblem(ProblemKind.StaffNumberWrong, places.GetValueOrDefault(RosterField.StaffNumber)));
            return null;
        }

        return number;
    }

    private string? Phone(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var cell = row.At(columns[(int)RosterField.Phone]);
        if (cell.IsBlank || Cleaning.IsMasked(cell.Text))
        {
            return null;
        }

        if (PhoneNumbers.TryNormalise(Cleaning.Text(cell.Text), out var phone))
        {
            return phone;
        }

        problems.Add(new RowProblem(Cleaning.IsScientific(cell.Text) ? ProblemKind.PhoneLost : ProblemKind.PhoneWrong, places.GetValueOrDefault(RosterField.Phone)));
        return null;
    }

    private string? IdentityNumber(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var cell = row.At(columns[(int)RosterField.IdentityNumber]);
        if (cell.IsBlank || Cleaning.IsMasked(cell.Text))
        {
            return null;
        }

        // A number keeps fifteen digits in Excel, an identity number has eighteen characters.
        var lost = Cleaning.IsScientific(cell.Text) || (cell.Kind == CellKind.Number && cell.Text.Length > 15);
        if (!lost && IdentityNumbers.TryNormalise(Cleaning.Text(cell.Text), out var number))
        {
            return number;
        }

        problems.Add(new RowProblem(lost ? ProblemKind.IdentityLost : ProblemKind.IdentityWrong, places.GetValueOrDefault(RosterField.IdentityNumber)));
        return null;
    }

    private string? Standing(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        if (Word(row, RosterField.Standing) is { } word)
        {
            if (RoleWords.TryStanding(word, out var standing))
            {
                return standing;
            }

            problems.Add(new RowProblem(ProblemKind.StandingUnknown, places.GetValueOrDefault(RosterField.Standing), Short(word)));
            return null;
        }

        // 编制 says how someone is employed; only 代课, 返聘 and the like say how they stand.
        return Word(row, RosterField.Establishment) is { } employed && RoleWords.TryStanding(employed, out var stands) && stands != Standings.InPost ? stands : null;
    }

    private DateOnly? Day(SheetRow row, RosterField field, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var cell = row.At(columns[(int)field]);
        if (cell.IsBlank || Cleaning.Text(cell.Text) is "-" or "/" or "无" or "至今" or "今")
        {
            return null;
        }

        if (Cleaning.TryDay(cell, out var day))
        {
            return day;
        }

        problems.Add(new RowProblem(ProblemKind.DateWrong, places.GetValueOrDefault(field), Short(Cleaning.Text(cell.Text))));
        return null;
    }

    private void CheckDays(RosterEntry entry, List<RowProblem> problems)
    {
        if (entry.From is { } from && (from.Year < 1950 || from > today.AddYears(1)))
        {
            problems.Add(new RowProblem(ProblemKind.DateFar, entry.PlaceOf(RosterField.From)));
        }

        if (entry.From is { } begins && entry.To is { } ends && ends < begins)
        {
            problems.Add(new RowProblem(ProblemKind.DatesReversed, entry.PlaceOf(RosterField.To)));
        }
    }

    private IEnumerable<(string? Role, string? Employment)> Roles(SheetRow row, Dictionary<RosterField, string> places, List<RowProblem> problems)
    {
        var psychology = Word(row, RosterField.Subject) is { } subject && RoleWords.IsPsychology(subject);
        var column = Word(row, RosterField.Employment);
        var said = column is null ? null : RoleWords.Employment(column);
        var place = places.GetValueOrDefault(RosterField.Role);
        var words = (Word(row, RosterField.Role) ?? "").Split(['、', ',', '，', ';', '；', '/', '|', '+', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var roles = new List<(string? Role, string? Employment)>();
        foreach (var word in words)
        {
            if (!RoleWords.TryRole(word, out var role, out var employment))
            {
                problems.Add(new RowProblem(ProblemKind.RoleUnknown, place, Short(word)));
                continue;
            }

            role = psychology && role == Core.People.Roles.SubjectTeacher ? Core.People.Roles.PsychologyTeacher : role;
            if (!roles.Exists(r => r.Role == role))
            {
                roles.Add((role, role == Core.People.Roles.PsychologyTeacher ? said ?? employment : null));
            }
        }

        if (words.Length == 0)
        {
            roles.Add((psychology ? Core.People.Roles.PsychologyTeacher : null, psychology ? said : null));
        }

        return roles.Count > 0 ? roles : [(null, null)];
    }

    private string? Word(SheetRow row, RosterField field) => Cleaning.Text(row.At(columns[(int)field]).Text) is { Length: > 0 } text ? text : null;

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;
}
