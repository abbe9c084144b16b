using Learning.Core.People;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Turns rows of a sheet into entries, by the clerk's mapping. Pure: what it says of a row depends on the row alone.</summary>
internal sealed class RowReader(RosterMapping mapping, DateOnly today)
{
    private readonly SheetCells cells = new(mapping);
    private readonly RosterField[] read = [.. mapping.Columns.Where(f => f != RosterField.None).Distinct()];

    /// <summary>Entries of a row, one for each role it names.</summary>
    public IEnumerable<RosterEntry> Read(SheetRow row)
    {
        if (Cleaning.IsNote(row))
        {
            return [];
        }

        var problems = new List<RowProblem>();
        foreach (var field in read)
        {
            var cell = row.At(cells.Column(field));
            if (cell.Cut || cell.Kind == CellKind.Error)
            {
                problems.Add(new RowProblem(cell.Cut ? ProblemKind.CellTooLong : ProblemKind.CellError, cells.Of(field, row.Line)));
            }
        }

        var entry = new RosterEntry
        {
            Line = row.Line,
            Name = Name(row, problems),
            StaffNumber = StaffNumber(row, problems),
            SchoolCode = Word(row, RosterField.SchoolCode),
            School = Word(row, RosterField.School),
            Standing = Standing(row, problems),
            Phone = Phone(row, problems),
            IdentityNumber = IdentityNumber(row, problems),
            From = Day(row, RosterField.From, problems),
            To = Day(row, RosterField.To, problems),
            SaysTo = cells.Column(RosterField.To) >= 0,
            Cells = cells,
            Original = [.. row.Cells.Select(c => c.Kind == CellKind.Error ? "" : c.Text)],
        };
        CheckDays(entry, problems);
        var roles = Roles(row, problems);
        return roles.Select(r => entry with { Role = r.Role, Employment = r.Employment, Problems = problems });
    }

    /// <summary>As Excel names columns: A, B, … Z, AA.</summary>
    public static string ColumnName(int column) => column < 26 ? ((char)('A' + column)).ToString() : ColumnName(column / 26 - 1) + (char)('A' + column % 26);

    private string Name(SheetRow row, List<RowProblem> problems)
    {
        var name = Cleaning.Name(row.At(cells.Column(RosterField.Name)).Text);
        if (name.Length == 0)
        {
            problems.Add(new RowProblem(ProblemKind.NameMissing, cells.Of(RosterField.Name, row.Line)));
        }
        else if (name.Length > 60 || !name.EnumerateRunes().Any(System.Text.Rune.IsLetter))
        {
            problems.Add(new RowProblem(ProblemKind.NameWrong, cells.Of(RosterField.Name, row.Line)));
        }

        return name.Length > 60 ? name[..60] : name;
    }

    private string? StaffNumber(SheetRow row, List<RowProblem> problems)
    {
        var cell = row.At(cells.Column(RosterField.StaffNumber));
        var number = Cleaning.Text(cell.Text).Replace(" ", "", StringComparison.Ordinal);
        if (number.Length == 0)
        {
            return null;
        }

        if ((number.Contains('E', StringComparison.OrdinalIgnoreCase) && Cleaning.IsScientific(number)) || (cell.Kind == CellKind.Number && number.Length > 15))
        {
            problems.Add(new RowProblem(ProblemKind.StaffNumberLost, cells.Of(RosterField.StaffNumber, row.Line)));
            return null;
        }

        if (number.Length > 40 || !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            problems.Add(new RowProblem(ProblemKind.StaffNumberWrong, cells.Of(RosterField.StaffNumber, row.Line)));
            return null;
        }

        return number;
    }

    private string? Phone(SheetRow row, List<RowProblem> problems)
    {
        var cell = row.At(cells.Column(RosterField.Phone));
        if (cell.IsBlank || Cleaning.IsMasked(cell.Text))
        {
            return null;
        }

        // Saved as 1.38E+10 and opened again, a number has its length back, but not its digits.
        var lost = Cleaning.IsScientific(cell.Text) || (cell.Kind == CellKind.Number && cell.Text.EndsWith("000000", StringComparison.Ordinal));
        if (!lost && PhoneNumbers.TryNormalise(Cleaning.Text(cell.Text), out var phone))
        {
            return phone;
        }

        problems.Add(new RowProblem(lost ? ProblemKind.PhoneLost : ProblemKind.PhoneWrong, cells.Of(RosterField.Phone, row.Line)));
        return null;
    }

    private string? IdentityNumber(SheetRow row, List<RowProblem> problems)
    {
        var cell = row.At(cells.Column(RosterField.IdentityNumber));
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

        problems.Add(new RowProblem(lost ? ProblemKind.IdentityLost : ProblemKind.IdentityWrong, cells.Of(RosterField.IdentityNumber, row.Line)));
        return null;
    }

    private string? Standing(SheetRow row, List<RowProblem> problems)
    {
        if (Word(row, RosterField.Standing) is { } word)
        {
            if (RoleWords.TryStanding(word, out var standing))
            {
                // 在岗 says that someone is at work, 编制 how: the national export has both.
                return standing == Standings.InPost ? Employed(row) ?? standing : standing;
            }

            problems.Add(new RowProblem(ProblemKind.StandingUnknown, cells.Of(RosterField.Standing, row.Line), Short(word)));
            return null;
        }

        return Employed(row);
    }

    /// <summary>编制 says how someone is employed; only 代课, 返聘 and the like say how they stand.</summary>
    private string? Employed(SheetRow row) =>
        Word(row, RosterField.Establishment) is { } employed && RoleWords.TryStanding(employed, out var stands) && stands is not (Standings.InPost or Standings.Contract) ? stands : null;

    private DateOnly? Day(SheetRow row, RosterField field, List<RowProblem> problems)
    {
        var cell = row.At(cells.Column(field));
        if (cell.IsBlank || Cleaning.Text(cell.Text) is "-" or "/" or "无" or "至今" or "今")
        {
            return null;
        }

        if (Cleaning.TryDay(cell, out var day))
        {
            return day;
        }

        problems.Add(new RowProblem(ProblemKind.DateWrong, cells.Of(field, row.Line), Short(Cleaning.Text(cell.Text))));
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

    private List<(string? Role, string? Employment)> Roles(SheetRow row, List<RowProblem> problems)
    {
        var psychology = Word(row, RosterField.Subject) is { } subject && RoleWords.IsPsychology(subject);
        var column = Word(row, RosterField.Employment);
        var said = column is null ? null : RoleWords.Employment(column);
        var words = Cleaning.Both(Word(row, RosterField.Role) ?? "").Split(['、', ',', '，', ';', '；', '/', '|', '+', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var roles = new List<(string? Role, string? Employment)>();
        foreach (var word in words)
        {
            if (!RoleWords.TryRole(word, out var role, out var employment))
            {
                problems.Add(new RowProblem(ProblemKind.RoleUnknown, cells.Of(RosterField.Role, row.Line), Short(word)));
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

    private string? Word(SheetRow row, RosterField field) => Cleaning.Text(row.At(cells.Column(field)).Text) is { Length: > 0 } text ? text : null;

    private static string Short(string text) => text.Length > 20 ? text[..20] + "…" : text;
}

/// <summary>Cells of a sheet, as Excel names them.</summary>
internal sealed class SheetCells : ICellNames
{
    private readonly int[] columns;
    private readonly string[] letters;

    public SheetCells(RosterMapping mapping)
    {
        columns = [.. Enum.GetValues<RosterField>().Select(mapping.ColumnOf)];
        letters = [.. columns.Select(c => c < 0 ? "" : RowReader.ColumnName(c))];
    }

    public int Column(RosterField field) => columns[(int)field];

    public string? Of(RosterField field, int line) => columns[(int)field] < 0 ? null : letters[(int)field] + line.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
