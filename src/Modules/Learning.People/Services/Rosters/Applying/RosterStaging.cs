using System.Text.Json;
using Learning.Core;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Text;
using Learning.People.Models;
using Learning.People.Services.Rosters.Judging;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Applying;

/// <summary>Rows of the report and the steps they ask for, ready to be applied by the database alone: ids, pinyin, seals and hashes are made here, outside any transaction.</summary>
internal sealed class RosterStaging(LearningDbContext db, RosterVault vault, FieldCipher cipher, TimeProvider clock)
{
    private readonly Dictionary<string, Guid> newPeople = new(StringComparer.Ordinal);
    private int posts;

    /// <summary>Starts numbering for an import; rows staged before stay.</summary>
    public void Begin(int postsSoFar)
    {
        newPeople.Clear();
        posts = postsSoFar;
    }

    public (RosterRow Row, IReadOnlyList<RosterPost> Posts) Stage(Guid import, int number, Question question, Verdict verdict)
    {
        var entry = question.Entry;
        var person = verdict.Person?.Id ?? (verdict.Kind == RowKind.New ? PersonOf(verdict) : null);
        var row = new RosterRow
        {
            ImportId = import,
            Number = number,
            Line = entry.Line,
            Kind = verdict.Kind,
            Decision = question.Decision,
            Name = entry.Name,
            StaffNumber = entry.StaffNumber,
            Place = verdict.Place?.Name ?? Cut(entry.School ?? entry.SchoolCode),
            PlaceId = verdict.Place?.Id,
            Role = verdict.Role,
            Employment = verdict.Employment,
            Standing = entry.Standing,
            From = entry.From,
            To = question.EndOn ?? entry.To,
            PhoneHash = Bytes(question.PhoneHash),
            IdentityHash = Bytes(question.IdentityHash),
            Details = question.Missing is null ? vault.Seal(import, new RowDetails(entry.Original, entry.Phone, entry.IdentityNumber)) : null,
            Said = question.Missing is null ? Said(entry) : null,
        };
        Judge(row, question, verdict, person);
        return (row, [.. verdict.Steps.Select(s => Post(import, number, person!.Value, s))]);
    }

    /// <summary>Writes a new judgement over a row already staged.</summary>
    public IReadOnlyList<RosterPost> Restage(RosterRow row, Question question, Verdict verdict)
    {
        var person = verdict.Person?.Id ?? (verdict.Kind == RowKind.New ? PersonOf(verdict) : null);
        row.Kind = verdict.Kind;
        row.Decision = question.Decision;
        row.To = question.EndOn ?? row.To;
        Judge(row, question, verdict, person);
        return [.. verdict.Steps.Select(s => Post(row.ImportId, row.Number, person!.Value, s))];
    }

    /// <summary>The entry of a staged row again, with the hashes in place of what they are of.</summary>
    public Question QuestionOf(RosterRow row, RowDetails? details = null) => new(
        row.Said is null
            ? new RosterEntry { Line = 0, Name = row.Name }
            : JsonSerializer.Deserialize<RosterEntry>(row.Said)! with { Phone = details?.Phone, IdentityNumber = details?.IdentityNumber, Original = details?.Cells ?? [] },
        KnownPeople.Hex(row.PhoneHash), KnownPeople.Hex(row.IdentityHash), row.Decision, row.PersonId, row.Line == 0 ? row.To : null)
    {
        Missing = row is { Line: 0, PersonId: { } person, PlaceId: { } place } ? (person, place) : null,
    };

    public Question Ask(RosterEntry entry) =>
        new(entry, entry.Phone is null ? null : Convert.ToHexString(cipher.Hash(entry.Phone)), entry.IdentityNumber is null ? null : Convert.ToHexString(cipher.Hash(entry.IdentityNumber)));

    /// <summary>Inside a unit of work.</summary>
    public async Task AddAsync(IReadOnlyCollection<RosterRow> rows, IReadOnlyCollection<RosterPost> steps, CancellationToken cancellation)
    {
        await db.AddManyAsync(rows, cancellation);
        await db.AddManyAsync(steps, cancellation);
    }

    private void Judge(RosterRow row, Question question, Verdict verdict, Guid? person)
    {
        var (entry, known) = (question.Entry, verdict.Person);
        row.Problems = RowProblem.Write([.. verdict.Problems]);
        row.Changes = RowChange.Write([.. verdict.Changes]);
        row.Judgement = verdict.Hash();
        row.PlaceId = verdict.Place?.Id;
        row.Role = verdict.Role;
        row.Employment = verdict.Employment;
        row.PersonId = person;
        row.PersonWrite = verdict.AddsPerson ? RowWrite.Insert : verdict.Renames || verdict.Renumbers ? RowWrite.Update : RowWrite.None;
        row.PersonVersion = known?.Version;
        (row.SortKey, row.Initials) = row.PersonWrite == RowWrite.None ? (null, null) : (Pinyin.SortKey(entry.Name), Pinyin.Initials(entry.Name));
        row.NewStaffNumber = entry.StaffNumber ?? known?.StaffNumber;
        (row.OldName, row.OldStaffNumber) = row.PersonWrite == RowWrite.Update ? (known!.Name, known.StaffNumber) : (null, null);
        row.ContactWrite = !verdict.SetsPhone && !verdict.SetsIdentity ? RowWrite.None : known?.Contact is null ? RowWrite.Insert : RowWrite.Update;
        row.ContactVersion = known?.Contact?.Version;
        (row.PhoneSealed, row.IdentitySealed) = (null, null);
        if (row.ContactWrite != RowWrite.None && person is { } id)
        {
            // Sealed for the person: moved to another row, the value would not open.
            var contact = new PersonContact { PersonId = id };
            contact.SetPhone(cipher, verdict.SetsPhone ? entry.Phone : null);
            contact.SetIdentityNumber(cipher, verdict.SetsIdentity ? entry.IdentityNumber : null);
            (row.PhoneSealed, row.IdentitySealed) = (contact.PhoneSealed, contact.IdentityNumberSealed);
        }
    }

    private Guid PersonOf(Verdict verdict)
    {
        if (!newPeople.TryGetValue(verdict.Key!, out var id))
        {
            newPeople[verdict.Key!] = id = clock.NewId();
        }

        return id;
    }

    private RosterPost Post(Guid import, int row, Guid person, PostStep step) => new()
    {
        ImportId = import,
        Number = ++posts,
        RowNumber = row,
        PersonId = person,
        ReplacesId = step.Replaces?.Id,
        AppointmentId = step.Put is null ? null : clock.NewId(),
        CopiesId = (step.Replaces ?? step.Copies)?.Id,
        RestoreId = step.Replaces is null ? null : clock.NewId(),
        OrganisationId = (step.Put?.Place.Id ?? step.Replaces?.OrganisationId)!.Value,
        CountyId = step.Put is null ? step.Replaces?.CountyId : step.Put.Place.CountyId,
        SchoolId = step.Put is null ? step.Replaces?.SchoolId : step.Put.Place.SchoolId,
        Role = step.Put?.Role ?? "",
        Employment = step.Put?.Employment,
        Standing = step.Put?.Standing ?? "",
        From = step.Put?.From ?? default,
        To = step.Put?.To,
    };

    private static string Said(RosterEntry entry) => JsonSerializer.Serialize(entry with { Phone = null, IdentityNumber = null, Original = [] }, Short);

    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };

    private static byte[]? Bytes(string? hex) => hex is null ? null : Convert.FromHexString(hex);

    private static string? Cut(string? text) => text?.Length > 100 ? text[..100] : text;
}
