using Learning.Core.People;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>The few statements that apply or undo an import: the same on both databases, each over the whole import. {0} is the import, {1} the instant as the database keeps it.</summary>
internal sealed class RosterSql(LearningDbContext db)
{
    /// <summary>Rows held back or left alone take no part.</summary>
    private const string Rows = "people_roster_row r WHERE r.\"ImportId\" = {0} AND r.\"Outcome\" = 'None'";

    private const string Posts = "people_roster_post s JOIN people_roster_row r ON r.\"ImportId\" = s.\"ImportId\" AND r.\"Number\" = s.\"RowNumber\" WHERE s.\"ImportId\" = {0} AND r.\"Outcome\" = 'None'";

    public object Instant(DateTimeOffset at) => db.Database.IsSqlite() ? at.ToUnixTimeMilliseconds() : at;

    public Task<int> DoAsync(string sql, Guid import, object instant, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync(sql, [import, instant], cancellation);

    // Applying.

    public const string PeopleToAdd = Rows + " AND r.\"PersonWrite\" = 'Insert'";

    public const string PeopleToChange = Rows + " AND r.\"PersonWrite\" = 'Update'";

    public const string ContactsToAdd = Rows + " AND r.\"ContactWrite\" = 'Insert'";

    public const string ContactsToChange = Rows + " AND r.\"ContactWrite\" = 'Update'";

    public const string PostsToReplace = Posts + " AND s.\"ReplacesId\" IS NOT NULL";

    public const string PostsToAdd = Posts + " AND s.\"AppointmentId\" IS NOT NULL";

    /// <summary>Posts that hold, of everybody whose posts or record the import writes: their number and the newest.</summary>
    public const string HeldPosts = $"""
        SELECT CAST(count(*) AS integer) AS "Count", upper(max(CAST(a."Id" AS text))) AS "Newest" FROM people_appointment a WHERE a."ReplacedAt" IS NULL AND a."PersonId" IN (SELECT r."PersonId" FROM {Rows} AND (r."Kind" IN ('New', 'Changed') OR (r."Kind" = 'Missing' AND r."Decision" = 'End')))
        """;

    public const string AddPeople = $"""
        INSERT INTO people_person ("Id", "Name", "SortKey", "Initials", "StaffNumber", "Version")
        SELECT r."PersonId", r."Name", r."SortKey", r."Initials", r."StaffNumber", 0 FROM {PeopleToAdd} ORDER BY r."Number"
        ON CONFLICT DO NOTHING
        """;

    public const string AddContacts = $"""
        INSERT INTO people_person_contact ("PersonId", "PhoneSealed", "PhoneHash", "IdentityNumberSealed", "IdentityNumberHash", "Version")
        SELECT r."PersonId", r."PhoneSealed", CASE WHEN r."PhoneSealed" IS NULL THEN NULL ELSE r."PhoneHash" END,
          r."IdentitySealed", CASE WHEN r."IdentitySealed" IS NULL THEN NULL ELSE r."IdentityHash" END, 0 FROM {ContactsToAdd} ORDER BY r."Number"
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
        UPDATE people_appointment SET "ReplacedAt" = {1} WHERE "ReplacedAt" IS NULL AND "Id" IN (SELECT s."ReplacesId" FROM {{PostsToReplace}})
        """;

    public string AddPosts => Copy(
        "s.\"AppointmentId\"", column => column switch
        {
            "PersonId" or "OrganisationId" or "CountyId" or "SchoolId" or "Role" or "Employment" or "Standing" or "From" or "To" or "ReplacesId" => $"s.\"{column}\"",
            _ => null,
        },
        "LEFT JOIN people_appointment a ON a.\"Id\" = s.\"CopiesId\"", "AppointmentId");

    // Undoing.

    /// <summary>Rows whose post was changed again, whose record or number is another by now, or who has an account: others have built on them.</summary>
    public const string MarkUsed = $$"""
        UPDATE people_roster_row AS t SET "Outcome" = 'Left', "Problems" = '[{{"{{"}}"Kind":"UsedSince"{{"}}"}}]'
        WHERE t."ImportId" = {0} AND t."Outcome" = 'None' AND t."PersonId" IN (
          SELECT s."PersonId" FROM people_roster_post s JOIN people_appointment a ON a."Id" = s."AppointmentId" WHERE s."ImportId" = {0} AND a."ReplacedAt" IS NOT NULL
          UNION SELECT r."PersonId" FROM people_roster_row r JOIN people_person p ON p."Id" = r."PersonId"
            WHERE r."ImportId" = {0} AND r."PersonWrite" <> 'None' AND (p."Name" <> r."Name" OR COALESCE(p."StaffNumber", '') <> COALESCE(r."NewStaffNumber", '') OR p."MergedIntoId" IS NOT NULL)
          UNION SELECT r."PersonId" FROM people_roster_row r LEFT JOIN people_person_contact c ON c."PersonId" = r."PersonId"
            WHERE r."ImportId" = {0} AND r."ContactWrite" <> 'None' AND (c."PersonId" IS NULL OR (r."PhoneSealed" IS NOT NULL AND c."PhoneHash" <> r."PhoneHash") OR (r."IdentitySealed" IS NOT NULL AND c."IdentityNumberHash" <> r."IdentityHash"))
          UNION SELECT r."PersonId" FROM people_roster_row r JOIN accounts_account u ON u."PersonId" = r."PersonId" WHERE r."ImportId" = {0} AND r."PersonWrite" = 'Insert'
        )
        """;

    public const string TakeBackPosts = $$"""
        UPDATE people_appointment SET "ReplacedAt" = {1} WHERE "ReplacedAt" IS NULL AND "Id" IN (SELECT s."AppointmentId" FROM {{PostsToAdd}})
        """;

    public string RestorePosts => Copy(
        "s.\"RestoreId\"", column => column == "ReplacesId" ? "s.\"AppointmentId\"" : null, "JOIN people_appointment a ON a.\"Id\" = s.\"ReplacesId\"", "ReplacesId");

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
        DELETE FROM people_person_contact WHERE "PersonId" IN (SELECT r."PersonId" FROM {ContactsToAdd})
        """;

    public const string MarkUndone = """
        UPDATE people_roster_row SET "Outcome" = 'Undone' WHERE "ImportId" = {0} AND "Outcome" = 'None' AND "Kind" IN ('New', 'Changed', 'Missing')
        """;

    /// <summary>Puts posts in, each column from the step or from the post it goes on from: columns another part of the module adds to appointments come along.</summary>
    private string Copy(string id, Func<string, string?> said, string from, string needs)
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
            FROM people_roster_post s JOIN people_roster_row r ON r."ImportId" = s."ImportId" AND r."Number" = s."RowNumber" {{from}}
            WHERE s."ImportId" = {0} AND r."Outcome" = 'None' AND s."{{needs}}" IS NOT NULL ORDER BY s."Number"
            """;
    }
}
