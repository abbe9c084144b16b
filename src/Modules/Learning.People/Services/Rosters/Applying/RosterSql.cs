using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>The few statements that apply or undo an import: the same on both databases, each over the whole import or, for what is written ahead, over some rows. {0} is the import, {1} the instant as the database keeps it, {2} and {3} the rows.</summary>
internal sealed class RosterSql(LearningDbContext db)
{
    /// <summary>Rows held back or left alone take no part.</summary>
    private const string Rows = "people_roster_row r WHERE r.\"ImportId\" = {0} AND r.\"Outcome\" = 'None'";

    /// <summary>Of an import being applied: rows held back have lost their steps.</summary>
    private const string Steps = "people_roster_post s WHERE s.\"ImportId\" = {0}";

    public object Instant(DateTimeOffset at) => db.Database.IsSqlite() ? at.ToUnixTimeMilliseconds() : at;

    public Task<int> DoAsync(string sql, Guid import, object instant, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(sql, [import, instant], cancellation);

    public Task<int> DoAsync(string sql, Guid import, int after, int last, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(sql, [import, 0, after, last], cancellation);

    // Ahead of applying: people without posts, to whom nothing leads yet.

    private const string SomeRows = Rows + " AND r.\"Number\" > {2} AND r.\"Number\" <= {3}";

    private const string NewContacts = " AND r.\"ContactWrite\" = 'Insert' AND r.\"Kind\" = 'New'";

    private const string ContactColumns = """
        INSERT INTO people_person_contact ("PersonId", "PhoneSealed", "PhoneHash", "IdentityNumberSealed", "IdentityNumberHash", "Version")
        SELECT r."PersonId", r."PhoneSealed", CASE WHEN r."PhoneSealed" IS NULL THEN NULL ELSE r."PhoneHash" END,
          r."IdentitySealed", CASE WHEN r."IdentitySealed" IS NULL THEN NULL ELSE r."IdentityHash" END, 0
        """;

    public const string AddPeople = $"""
        INSERT INTO people_person ("Id", "Name", "SortKey", "Initials", "StaffNumber", "Version")
        SELECT r."PersonId", r."Name", r."SortKey", r."Initials", r."StaffNumber", 0 FROM {SomeRows} AND r."PersonWrite" = 'Insert' ORDER BY r."Number"
        ON CONFLICT DO NOTHING
        """;

    public const string AddNewContacts = $"""
        {ContactColumns} FROM {SomeRows}{NewContacts} ORDER BY r."Number"
        ON CONFLICT DO NOTHING
        """;

    /// <summary>How many of them stand as the rows say.</summary>
    public const string Ahead = $"""
        SELECT (SELECT CAST(count(*) AS integer) FROM {Rows} AND r."PersonWrite" = 'Insert' AND EXISTS (SELECT 1 FROM people_person p WHERE p."Id" = r."PersonId" AND p."Name" = r."Name")) AS "People",
          (SELECT CAST(count(*) AS integer) FROM {Rows}{NewContacts} AND EXISTS (SELECT 1 FROM people_person_contact c WHERE c."PersonId" = r."PersonId"
            AND (r."PhoneSealed" IS NULL OR c."PhoneHash" = r."PhoneHash") AND (r."IdentitySealed" IS NULL OR c."IdentityNumberHash" = r."IdentityHash"))) AS "Contacts"
        """;

    /// <summary>Of rows that are held back after all. A seal is like no other: what somebody else wrote stays.</summary>
    public const string DropContactsAhead = """
        DELETE FROM people_person_contact WHERE "PersonId" IN (
          SELECT r."PersonId" FROM people_roster_row r JOIN people_person_contact c ON c."PersonId" = r."PersonId"
          WHERE r."ImportId" = {0} AND r."Outcome" = 'Held' AND r."Kind" = 'New' AND r."ContactWrite" = 'Insert' AND (c."PhoneSealed" = r."PhoneSealed" OR c."IdentityNumberSealed" = r."IdentitySealed"))
        """;

    public const string DropPeopleAhead = """
        DELETE FROM people_person WHERE "Id" IN (SELECT r."PersonId" FROM people_roster_row r WHERE r."ImportId" = {0} AND r."Outcome" = 'Held' AND r."PersonWrite" = 'Insert')
          AND NOT EXISTS (SELECT 1 FROM people_appointment a WHERE a."PersonId" = people_person."Id") AND NOT EXISTS (SELECT 1 FROM people_person_contact c WHERE c."PersonId" = people_person."Id")
        """;

    // Applying.

    /// <summary>Posts that hold, of everybody whose posts the import changes: their number and the newest.</summary>
    public const string HeldPosts = $"""
        SELECT CAST(count(*) AS integer) AS "Count", upper(max(CAST(a."Id" AS text))) AS "Newest" FROM people_appointment a WHERE a."ReplacedAt" IS NULL AND a."PersonId" IN (SELECT s."PersonId" FROM {Steps})
        """;

    /// <summary>
    /// On PostgreSQL a unit sees no row another inserted since it began: whoever adds a post by hand meanwhile changes the same person's row,
    /// and the later of the two fails on it and runs again. SQLite's writers go one by one.
    /// </summary>
    public const string ClaimPeople = $"""
        UPDATE people_person SET "Version" = "Version" + 1 WHERE "Id" IN (
          SELECT s."PersonId" FROM {Steps} AND s."PersonId" NOT IN (SELECT r."PersonId" FROM {Rows} AND r."PersonId" IS NOT NULL AND r."PersonWrite" <> 'None'))
        """;

    /// <summary>Of people who are there already; those of new people stand by now.</summary>
    public const string AddContacts = $"""
        {ContactColumns} FROM {Rows} AND r."ContactWrite" = 'Insert' AND r."Kind" <> 'New' ORDER BY r."Number"
        ON CONFLICT DO NOTHING
        """;

    /// <summary>The values before, kept in the row: undoing puts them back.</summary>
    public const string KeepContacts = """
        UPDATE people_roster_row AS r SET "OldPhoneSealed" = c."PhoneSealed", "OldPhoneHash" = c."PhoneHash", "OldIdentitySealed" = c."IdentityNumberSealed", "OldIdentityHash" = c."IdentityNumberHash"
        FROM people_person_contact c
        WHERE c."PersonId" = r."PersonId" AND r."ImportId" = {0} AND r."Outcome" = 'None' AND r."ContactWrite" = 'Update'
        """;

    public const string ChangeContacts = """
        UPDATE people_person_contact AS c SET
          "PhoneSealed" = COALESCE(r."PhoneSealed", c."PhoneSealed"), "PhoneHash" = CASE WHEN r."PhoneSealed" IS NULL THEN c."PhoneHash" ELSE r."PhoneHash" END,
          "IdentityNumberSealed" = COALESCE(r."IdentitySealed", c."IdentityNumberSealed"), "IdentityNumberHash" = CASE WHEN r."IdentitySealed" IS NULL THEN c."IdentityNumberHash" ELSE r."IdentityHash" END,
          "Version" = c."Version" + 1
        FROM people_roster_row r
        WHERE r."PersonId" = c."PersonId" AND r."ImportId" = {0} AND r."Outcome" = 'None' AND r."ContactWrite" = 'Update' AND r."ContactVersion" = c."Version"
        """;

    public const string ChangePeople = """
        UPDATE people_person AS p SET "Name" = r."Name", "SortKey" = r."SortKey", "Initials" = r."Initials", "StaffNumber" = r."NewStaffNumber", "Version" = p."Version" + 1
        FROM people_roster_row r
        WHERE r."PersonId" = p."Id" AND r."ImportId" = {0} AND r."Outcome" = 'None' AND r."PersonWrite" = 'Update' AND r."PersonVersion" = p."Version"
        """;

    public const string ReplacePosts = $$"""
        UPDATE people_appointment SET "ReplacedAt" = {1} WHERE "ReplacedAt" IS NULL AND "Id" IN (SELECT s."ReplacesId" FROM {{Steps}} AND s."ReplacesId" IS NOT NULL)
        """;

    public string AddPosts => Copy(
        "s.\"AppointmentId\"", column => column switch
        {
            "PersonId" or "OrganisationId" or "CountyId" or "SchoolId" or "Role" or "Employment" or "Standing" or "From" or "To" or "ReplacesId" => $"s.\"{column}\"",
            _ => null,
        },
        "people_roster_post s LEFT JOIN people_appointment a ON a.\"Id\" = s.\"CopiesId\" WHERE s.\"ImportId\" = {0} AND s.\"AppointmentId\" IS NOT NULL");

    // Undoing.

    /// <summary>People whose post was changed again, whose record or number is another by now, or who have an account: others have built on them. The rows are wide, so they are read once.</summary>
    private const string Used = """
        SELECT s."PersonId" FROM people_roster_post s JOIN people_appointment a ON a."Id" = s."AppointmentId" WHERE s."ImportId" = {0} AND a."ReplacedAt" IS NOT NULL
        UNION ALL
        SELECT r."PersonId" FROM people_roster_row r
          LEFT JOIN people_person p ON p."Id" = r."PersonId" LEFT JOIN people_person_contact c ON c."PersonId" = r."PersonId" LEFT JOIN accounts_account u ON u."PersonId" = r."PersonId"
          WHERE r."ImportId" = {0} AND (
            (r."PersonWrite" <> 'None' AND (p."Name" <> r."Name" OR COALESCE(p."StaffNumber", '') <> COALESCE(r."NewStaffNumber", '') OR p."MergedIntoId" IS NOT NULL))
            OR (r."PersonWrite" = 'Insert' AND u."Id" IS NOT NULL)
            OR (r."ContactWrite" <> 'None' AND (c."PersonId" IS NULL OR (r."PhoneSealed" IS NOT NULL AND c."PhoneHash" <> r."PhoneHash") OR (r."IdentitySealed" IS NOT NULL AND c."IdentityNumberHash" <> r."IdentityHash"))))
        """;

    /// <summary>Mostly nobody is, and then the rows need not be gone through again to be marked.</summary>
    public const string AnyUsed = $$"""
        SELECT CASE WHEN EXISTS (SELECT 1 FROM ({{Used}}) AS used) THEN 1 ELSE 0 END AS "Value"
        """;

    public const string MarkUsed = $$"""
        UPDATE people_roster_row AS t SET "Outcome" = 'Left', "Problems" = '[{{"{{"}}"Kind":"UsedSince"{{"}}"}}]'
        WHERE t."ImportId" = {0} AND t."Outcome" = 'None' AND t."PersonId" IN (SELECT used."PersonId" FROM ({{Used}}) AS used)
        """;

    /// <summary>Rows held back have no steps; of people left alone every row is marked.</summary>
    public const string TakeBackPosts = """
        UPDATE people_appointment SET "ReplacedAt" = {1} WHERE "ReplacedAt" IS NULL AND "Id" IN (
          SELECT s."AppointmentId" FROM people_roster_post s WHERE s."ImportId" = {0} AND s."AppointmentId" IS NOT NULL
            AND s."PersonId" NOT IN (SELECT r."PersonId" FROM people_roster_row r WHERE r."ImportId" = {0} AND r."Outcome" = 'Left' AND r."PersonId" IS NOT NULL))
        """;

    public string RestorePosts => Copy(
        "s.\"RestoreId\"", column => column == "ReplacesId" ? "s.\"AppointmentId\"" : null,
        "people_roster_post s JOIN people_roster_row r ON r.\"ImportId\" = s.\"ImportId\" AND r.\"Number\" = s.\"RowNumber\" JOIN people_appointment a ON a.\"Id\" = s.\"ReplacesId\" WHERE s.\"ImportId\" = {0} AND r.\"Outcome\" = 'None'");

    public const string RestorePeople = """
        UPDATE people_person AS p SET "Name" = r."OldName", "SortKey" = r."SortKey", "Initials" = r."Initials", "StaffNumber" = r."OldStaffNumber", "Version" = p."Version" + 1
        FROM people_roster_row r
        WHERE r."PersonId" = p."Id" AND r."ImportId" = {0} AND r."Outcome" = 'None' AND r."PersonWrite" = 'Update'
        """;

    public const string RestoreContacts = """
        UPDATE people_person_contact AS c SET "PhoneSealed" = r."OldPhoneSealed", "PhoneHash" = r."OldPhoneHash", "IdentityNumberSealed" = r."OldIdentitySealed", "IdentityNumberHash" = r."OldIdentityHash", "Version" = c."Version" + 1
        FROM people_roster_row r
        WHERE r."PersonId" = c."PersonId" AND r."ImportId" = {0} AND r."Outcome" = 'None' AND r."ContactWrite" = 'Update'
        """;

    public const string DropContacts = $"""
        DELETE FROM people_person_contact WHERE "PersonId" IN (SELECT r."PersonId" FROM {Rows} AND r."ContactWrite" = 'Insert')
        """;

    /// <summary>Puts posts in, each column from the step or from the post it goes on from: columns another part of the module adds to appointments come along.</summary>
    private string Copy(string id, Func<string, string?> said, string from)
    {
        var store = StoreObjectIdentifier.Table("people_appointment");
        var columns = db.Model.FindEntityType(typeof(Appointment))!.GetFlattenedProperties().Select(p => p.GetColumnName(store)!).ToList();
        var values = columns.Select(c => c switch
        {
            "Id" => id,
            "RecordedAt" => "{1}",
            "ReplacedAt" => "NULL",
            "CauseId" => "s.\"ImportId\"",
            _ => said(c) ?? $"a.\"{c}\"",
        });
        return $$"""
            INSERT INTO people_appointment ({{string.Join(", ", columns.Select(c => $"\"{c}\""))}})
            SELECT {{string.Join(", ", values)}}
            FROM {{from}} ORDER BY s."Number"
            """;
    }
}
