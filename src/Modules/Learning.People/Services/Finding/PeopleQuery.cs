using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>
/// Turns a question into stretches of the index, to be walked one after the other. A stretch begins with the term that says most;
/// the area is a column of it, and what else was asked is looked up row by row.
/// </summary>
internal sealed class PeopleQuery(LearningDbContext db, Scope scope, FieldCipher cipher)
{
    /// <summary>A text that fits more schools than this means none of them.</summary>
    private const int MostSchools = 5;

    /// <summary>Roles so many hold that the area says more.</summary>
    private static readonly string[] Common = [Roles.SubjectTeacher, Roles.HomeroomTeacher, Roles.OtherTeacher];

    public async Task<IReadOnlyList<Stretch>> StretchesAsync(PeopleQuestion question, CancellationToken cancellation)
    {
        var typed = Names.Clean(question.Text ?? "");
        var school = scope.Level == ScopeLevel.School ? scope.SchoolId : question.School;
        var narrowed = Narrowed(question, school);
        Stretch Rows(IQueryable<SearchTerm> stretch, bool one = true) => new(Filtered(stretch, narrowed), one);
        if (typed.Length == 0)
        {
            return [Rows(Of(First(question, school, narrowed)))];
        }

        if (PhoneNumbers.TryNormalise(typed, out var phone) && await ReachedAsync(phone, cancellation) is { Count: > 0 } reached)
        {
            var (keys, numbers) = (reached.Select(p => p.SortKey).ToArray(), reached.Select(p => p.Id).ToArray());
            return [Rows(Of(First(question, school, narrowed)).Where(t => EF.Parameter(keys).Contains(t.SortKey) && EF.Parameter(numbers).Contains(t.Row)))];
        }

        // A school has few people: they are gone through, whatever is asked of them.
        if (school is not null)
        {
            return [Rows(Of(PeopleTerms.Place(PeopleTerms.Number(school))).Where(Named(typed)))];
        }

        if (IsLatin(typed))
        {
            var letters = Letters(typed);
            string[] starts = letters.Length == 0 ? []
                : letters.All(char.IsAsciiDigit) ? [PeopleTerms.StaffNumber(letters)]
                : letters.Length == 1 ? [PeopleTerms.Pinyin(letters), PeopleTerms.StaffNumber(letters)]
                : [PeopleTerms.Initials(letters), PeopleTerms.Pinyin(letters), PeopleTerms.StaffNumber(typed)];
            return [.. starts.Select(s => Rows(Beginning(s), one: false))];
        }

        var parts = PeopleTerms.OfPart(typed);
        var named = parts.Skip(1).Aggregate(Of(parts[0]), Also);
        return [Rows(named), .. (await SchoolsAsync(typed, narrowed, cancellation)).Select(s => Rows(Except(Of(PeopleTerms.Place(PeopleTerms.Number(s))), parts[0])))];
    }

    public static bool IsLatin(string typed) => typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\'' or '_' or '.' or '/' or 'ü' or 'Ü');

    /// <summary>As pinyin is kept: small, without spaces, ü as v.</summary>
    public static string Letters(string typed) =>
        typed.ToLowerInvariant().Replace('ü', 'v').Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    private IQueryable<SearchTerm> Of(string term) => db.Set<SearchTerm>().Where(t => t.Term == term);

    private IQueryable<SearchTerm> Beginning(string start)
    {
        var end = start[..^1] + (char)(start[^1] + 1);
        return db.Set<SearchTerm>().Where(t => string.Compare(t.Term, start) >= 0 && string.Compare(t.Term, end) < 0);
    }

    private IQueryable<SearchTerm> Also(IQueryable<SearchTerm> stretch, string term) =>
        stretch.Where(t => db.Set<SearchTerm>().Any(o => o.Term == term && o.SortKey == t.SortKey && o.Row == t.Row && o.County == t.County && o.School == t.School));

    private IQueryable<SearchTerm> Except(IQueryable<SearchTerm> stretch, string term) =>
        stretch.Where(t => !db.Set<SearchTerm>().Any(o => o.Term == term && o.SortKey == t.SortKey && o.Row == t.Row));

    /// <summary>What says most when nothing was typed.</summary>
    private static string First(PeopleQuestion question, Guid? school, Limits limits) =>
        school is not null ? PeopleTerms.Place(PeopleTerms.Number(school))
        : question.Role is { Length: > 0 } role && (limits.County is null || !Common.Contains(role)) ? PeopleTerms.Role(role)
        : question.Standing is { Length: > 0 } standing and not Standings.InPost ? PeopleTerms.Standing(standing)
        : limits.County is { } county ? PeopleTerms.Place(county)
        : PeopleTerms.Everyone;

    private Limits Narrowed(PeopleQuestion question, Guid? school)
    {
        int? county = scope.Level is ScopeLevel.County or ScopeLevel.School ? PeopleTerms.Number(scope.Actor.CountyId)
            : question.County == PeopleQuestion.Direct ? 0
            : Guid.TryParse(question.County, out var id) ? PeopleTerms.Number(id)
            : null;
        return new Limits(county, school is null ? null : PeopleTerms.Number(school), question);
    }

    private IQueryable<SearchTerm> Filtered(IQueryable<SearchTerm> stretch, Limits limits)
    {
        if (limits.School is { } school)
        {
            stretch = stretch.Where(t => t.School == school);
        }

        // The county of the acting officer holds whatever school was asked for.
        if (limits.County is { } county)
        {
            stretch = stretch.Where(t => t.County == county);
        }

        if (limits.Question.Role is { Length: > 0 } role)
        {
            stretch = Also(stretch, PeopleTerms.Role(role));
        }

        if (limits.Question.Standing is { Length: > 0 } standing and not Standings.InPost)
        {
            stretch = Also(stretch, PeopleTerms.Standing(standing));
        }

        return limits.Question.Without switch
        {
            PeopleQuestion.NoAccount => stretch.Where(t => db.Set<SearchPerson>().Any(p => p.Id == t.Row && !db.Users.Any(u => u.PersonId == p.PersonId))),
            PeopleQuestion.NoPhone => stretch.Where(t => db.Set<SearchPerson>().Any(p => p.Id == t.Row && !db.Set<PersonContact>().Any(c => c.PersonId == p.PersonId && c.PhoneHash != null))),
            _ => stretch,
        };
    }

    private System.Linq.Expressions.Expression<Func<SearchTerm, bool>> Named(string typed)
    {
        if (!IsLatin(typed))
        {
            return t => db.Set<SearchPerson>().Any(p => p.Id == t.Row && p.Name.Contains(typed));
        }

        var letters = Letters(typed);
        return t => db.Set<SearchPerson>().Any(p => p.Id == t.Row
            && (p.Initials.StartsWith(letters) || p.SortKey.Replace(" ", "").StartsWith(letters) || (p.StaffNumber != null && p.StaffNumber.ToLower().StartsWith(letters))));
    }

    private Task<List<SearchPerson>> ReachedAsync(string phone, CancellationToken cancellation)
    {
        var hash = cipher.Hash(phone);
        return (
            from contact in db.Set<PersonContact>()
            join person in db.Set<SearchPerson>() on contact.PersonId equals person.PersonId
            where contact.PhoneHash == hash
            select person).AsNoTracking().Take(20).ToListAsync(cancellation);
    }

    private async Task<List<Guid>> SchoolsAsync(string typed, Limits limits, CancellationToken cancellation)
    {
        if (typed.Length < 2)
        {
            return [];
        }

        var schools = db.Organisations.Within(scope).Where(o => o.SchoolId != null && o.Name.Contains(typed));
        var found = await schools.OrderBy(o => o.Order).ThenBy(o => o.Code).Take(MostSchools + 1).Select(o => new { o.Id, o.CountyId }).ToListAsync(cancellation);
        return found.Count > MostSchools ? [] : [.. found.Where(o => limits.County is not { } county || PeopleTerms.Number(o.CountyId) == county).Select(o => o.Id)];
    }

    private sealed record Limits(int? County, int? School, PeopleQuestion Question);
}
