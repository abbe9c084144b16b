using System.Globalization;
using System.IO.Compression;
using Learning.Core.People;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>
/// Reads a OneRoster 1.1 or 1.2 package of CSV files: staff and where they work. Pupils and families are passed over; passwords are never read.
/// Roles stand in <c>users.csv</c> (1.1) or <c>roles.csv</c> (1.2).
/// </summary>
internal static class OneRosterReader
{
    private static readonly Dictionary<string, string> RolesOf = new(StringComparer.OrdinalIgnoreCase)
    {
        ["teacher"] = Roles.SubjectTeacher,
        ["principal"] = Roles.Principal,
        ["counselor"] = Roles.Counsellor,
        ["aide"] = Roles.OtherTeacher,
        ["proctor"] = Roles.OtherTeacher,
        ["administrator"] = Roles.OtherTeacher,
        ["siteAdministrator"] = Roles.OtherTeacher,
        ["districtAdministrator"] = Roles.OtherTeacher,
        ["systemAdministrator"] = Roles.OtherTeacher,
    };

    private static readonly string[] NotStaff = ["student", "guardian", "parent", "relative"];

    public static readonly IReadOnlyList<string> Headers = ["姓名", "工号", "单位代码", "单位", "岗位", "手机号", "起始日期", "结束日期"];

    public static RosterContent Read(byte[] file, DateOnly today, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false), ZipArchiveMode.Read);
        var manifest = Table(zip, "manifest.csv", cancellation)?.GroupBy(r => r["propertyName"], StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last()["value"], StringComparer.OrdinalIgnoreCase)
            ?? throw new RosterFileException(FileRefusal.OneRosterIncomplete, "manifest.csv");
        var orgs = (Table(zip, "orgs.csv", cancellation) ?? throw new RosterFileException(FileRefusal.OneRosterIncomplete, "orgs.csv"))
            .GroupBy(o => o["sourcedId"], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var users = Table(zip, "users.csv", cancellation) ?? throw new RosterFileException(FileRefusal.OneRosterIncomplete, "users.csv");
        var roles = Table(zip, "roles.csv", cancellation)?.ToLookup(r => r["userSourcedId"], StringComparer.Ordinal);
        if (roles is null && users.Count > 0 && users[0]["role"].Length == 0)
        {
            throw new RosterFileException(FileRefusal.OneRosterIncomplete, "roles.csv");
        }

        var entries = users.SelectMany(u => Entries(u, roles, orgs, today)).Take(RosterLimits.Rows + 1).ToList();
        return entries.Count > RosterLimits.Rows ? throw new RosterFileException(FileRefusal.TooManyRows)
            : entries.Count == 0 ? throw new RosterFileException(FileRefusal.NoRows)
            : new RosterContent(Headers, entries, string.Equals(manifest.GetValueOrDefault("file.users"), "delta", StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<RosterEntry> Entries(Line user, ILookup<string, Line>? roles, Dictionary<string, Line> orgs, DateOnly today)
    {
        var posts = roles is null
            ? user["orgSourcedIds"].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).DefaultIfEmpty("").Select(o => (Line: user, Org: o, Role: user["role"], Begin: "", End: ""))
            : roles[user["sourcedId"]].Where(r => r["status"] is not "tobedeleted").Select(r => (Line: r, Org: r["orgSourcedId"], Role: r["role"], Begin: r["beginDate"], End: r["endDate"]));
        foreach (var post in posts.Where(p => !NotStaff.Contains(p.Role, StringComparer.OrdinalIgnoreCase)).DistinctBy(p => (p.Org, RolesOf.GetValueOrDefault(p.Role, p.Role))))
        {
            var org = orgs.GetValueOrDefault(post.Org);
            var cells = new[]
            {
                NameOf(user), user["identifier"], org?["identifier"] ?? "", org?["name"] ?? "", post.Role, user["sms"].Length > 0 ? user["sms"] : user["phone"], post.Begin, post.End,
            };
            yield return Entry(user, cells, today) with { Line = user.Number };
        }
    }

    /// <summary>The same cleaning and the same refusals as for a sheet.</summary>
    private static RosterEntry Entry(Line user, string[] cells, DateOnly today)
    {
        var mapping = new RosterMapping(0, 1, [RosterField.Name, RosterField.StaffNumber, RosterField.SchoolCode, RosterField.School, RosterField.None, RosterField.Phone, RosterField.From, RosterField.To]);
        var entry = new RowReader(mapping, today).Read(new SheetRow(user.Number, [.. cells.Select(c => Cell.Of(c))])).Single();
        var known = RolesOf.TryGetValue(cells[4], out var role);
        string At(string column) => $"users.csv {column} {user.Number.ToString(CultureInfo.InvariantCulture)}";
        List<RowProblem> problems = [.. entry.Problems.Select(p => p with { Cell = At(ColumnOf(p.Kind)) })];
        if (!known)
        {
            problems.Add(new RowProblem(ProblemKind.RoleUnknown, At("role"), cells[4].Length > 20 ? cells[4][..20] : cells[4]));
        }

        if (user["status"] == "tobedeleted")
        {
            problems.Add(new RowProblem(ProblemKind.UserMarkedDeleted, At("status")));
        }

        return entry with
        {
            Role = role,
            // A landline is no mistake here: the column asks for any number.
            Problems = [.. problems.Where(p => p.Kind != ProblemKind.PhoneWrong)],
            SaysTo = cells[7].Length > 0,
            Original = cells,
            Cells = Cells,
        };
    }

    private static readonly ICellNames Cells = new UserCells();

    private sealed class UserCells : ICellNames
    {
        public string? Of(RosterField field, int line) => field switch
        {
            RosterField.Name => "familyName",
            RosterField.StaffNumber => "identifier",
            RosterField.School or RosterField.SchoolCode => "orgSourcedIds",
            RosterField.Role => "role",
            RosterField.Phone => "sms",
            _ => null,
        } is { } column ? $"users.csv {column} {line.ToString(CultureInfo.InvariantCulture)}" : null;
    }

    private static string ColumnOf(ProblemKind kind) => kind switch
    {
        ProblemKind.NameMissing or ProblemKind.NameWrong => "familyName",
        ProblemKind.StaffNumberWrong or ProblemKind.StaffNumberLost => "identifier",
        ProblemKind.PhoneLost => "sms",
        _ => "",
    };

    private static string NameOf(Line user)
    {
        var (family, given) = (Cleaning.Name(user["familyName"]), Cleaning.Name(user["givenName"]));
        return (family + given).Any(c => c >= '\u3400') ? family + given : string.Join(' ', new[] { given, Cleaning.Name(user["middleName"]), family }.Where(n => n.Length > 0));
    }

    private static List<Line>? Table(ZipArchive zip, string name, CancellationToken cancellation)
    {
        // Some systems put the files into a folder.
        var entry = zip.Entries.FirstOrDefault(e => string.Equals(Path.GetFileName(e.FullName.Replace('\\', '/')), name, StringComparison.OrdinalIgnoreCase));
        if (entry is null)
        {
            return null;
        }

        using var packed = entry.Open();
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        Dictionary<string, int>? columns = null;
        var lines = new List<Line>();
        foreach (var (number, record) in CsvRecords.Read(TextEncodings.Read(bytes.ToArray()).Text, cancellation))
        {
            columns ??= Columns(record);
            // Pupils share the file with staff, so it may be longer than a roster.
            _ = lines.Count > 10 * RosterLimits.Rows ? throw new RosterFileException(FileRefusal.TooManyRows) : 0;
            if (number > 1 && record.Any(c => c.Length > 0))
            {
                lines.Add(new Line(number, record, columns));
            }
        }

        return lines;
    }

    private static Dictionary<string, int> Columns(string[] headers) =>
        headers.Select((header, i) => (Name: header.Trim(), i)).GroupBy(h => h.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().i, StringComparer.OrdinalIgnoreCase);

    private sealed class Line(int number, string[] cells, Dictionary<string, int> columns)
    {
        public int Number => number;

        /// <summary>The cell of a column; nothing where the file has no such column.</summary>
        public string this[string column] => columns.TryGetValue(column, out var i) && i < cells.Length ? (cells[i].Length > RosterLimits.Cell ? cells[i][..RosterLimits.Cell] : cells[i]).Trim() : "";
    }
}
