using System.Linq.Expressions;
using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Framework.Settings;
using Learning.People.Models;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Services.Finding;

/// <summary>
/// Turns a question into stretches of the index, to be walked one after the other. A stretch begins with the term that says most;
/// the area is a column of it, and what else was asked is looked up row by row.
/// </summary>
internal sealed class PeopleQuery(LearningDbContext db, OrganisationDirectory organisations, Scope scope, FieldCipher cipher)
{
    /// <summary>A text that fits more schools than this means none of them.</summary>
    private const int MostSchools = 5;

    /// <summary>Roles so many hold that the area says more.</summary>
    private static readonly string[] Common = [Roles.SubjectTeacher, Roles.HomeroomTeacher, Roles.OtherTeacher];

    public async Task<IReadOnlyList<Stretch>> StretchesAsync(PeopleQuestion question, CancellationToken cancellation)
    {
        var typed = Names.Clean(question.Text ?? "");
        var school = scope.Level == ScopeLevel.School ? scope.SchoolId : question.School;
        var all = All(question, school);
        if (typed.Length == 0)
        {
            return [all];
        }

        if (PhoneNumbers.TryNormalise(typed, out var phone) && await ReachedAsync(phone, cancellation) is { Count: > 0 } reached)
        {
            var (keys, numbers) = (reached.Select(p => p.SortKey).ToArray(), reached.Select(p => p.Id).ToArray());
            return [all with { Where = [.. all.Where, t => EF.Parameter(keys).Contains(t.SortKey) && EF.Parameter(numbers).Contains(t.Row)] }];
        }

        // A school has few people: they are gone through, whatever is asked of them.
        if (school is not null)
        {
            return [all with { Where = [.. all.Where, Named(typed)] }];
        }

        if (IsLatin(typed))
        {
            var letters = Letters(typed);
            string[] starts = letters.Length == 0 ? []
                : letters.All(char.IsAsciiDigit) ? [PeopleTerms.StaffNumber(letters)]
                : letters.Length == 1 ? [PeopleTerms.Pinyin(letters), PeopleTerms.StaffNumber(letters)]
                : [PeopleTerms.Initials(letters), PeopleTerms.Pinyin(letters), PeopleTerms.StaffNumber(typed)];
            return [.. starts.Select(s => all.On(s) with { Begins = true })];
        }

        var parts = PeopleTerms.OfPart(typed);
        return
        [
            parts.Skip(1).Aggregate(all.On(parts[0]), (stretch, part) => stretch.And(part)),
            .. (await SchoolsAsync(typed, all, cancellation)).Select(s => all.On(PeopleTerms.Place(PeopleTerms.Number(s))) with { Except = parts[0] }),
        ];
    }

    public static bool IsLatin(string typed) => typed.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '\'' or '_' or '.' or '/' or 'ü' or 'Ü');

    /// <summary>As pinyin is kept: small, without spaces, ü as v.</summary>
    public static string Letters(string typed) =>
        typed.ToLowerInvariant().Replace('ü', 'v').Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);

    /// <summary>Everyone the question is about as long as nothing is typed, by what says most of them.</summary>
    private Stretch All(PeopleQuestion question, Guid? school)
    {
        // The county of the acting officer holds whatever school was asked for.
        int? county = scope.Level is ScopeLevel.County or ScopeLevel.School ? PeopleTerms.Number(scope.Actor.CountyId)
            : question.County == PeopleQuestion.Direct ? 0
            : Guid.TryParse(question.County, out var id) ? PeopleTerms.Number(id)
            : null;
        var role = question.Role is { Length: > 0 } ? PeopleTerms.Role(question.Role) : null;
        var standing = question.Standing is { Length: > 0 } and not Standings.InPost ? PeopleTerms.Standing(question.Standing) : null;
        var first = school is not null ? PeopleTerms.Place(PeopleTerms.Number(school))
            : role is not null && (county is null || !Common.Contains(question.Role)) ? role
            : standing ?? (county is { } area ? PeopleTerms.Place(area) : PeopleTerms.Everyone);
        var all = new Stretch(first) { County = county, School = school is null ? null : PeopleTerms.Number(school), Where = Without(question.Without) };
        return new[] { role, standing }.OfType<string>().Aggregate(all, (stretch, term) => stretch.And(term));
    }

    private IReadOnlyList<Expression<Func<SearchTerm, bool>>> Without(string? what) => what switch
    {
        PeopleQuestion.NoAccount => [t => db.Set<SearchPerson>().Where(p => p.Id == t.Row && !db.Users.Any(u => u.PersonId == p.PersonId)).Select(p => (int?)p.Id).FirstOrDefault() != null],
        PeopleQuestion.NoPhone => [t => db.Set<SearchPerson>().Where(p => p.Id == t.Row && !db.Set<PersonContact>().Any(c => c.PersonId == p.PersonId && c.PhoneHash != null)).Select(p => (int?)p.Id).FirstOrDefault() != null],
        _ => [],
    };

    private Expression<Func<SearchTerm, bool>> Named(string typed)
    {
        if (!IsLatin(typed))
        {
            return t => db.Set<SearchPerson>().Where(p => p.Id == t.Row && p.Name.Contains(typed)).Select(p => (int?)p.Id).FirstOrDefault() != null;
        }

        var letters = Letters(typed);
        return t => db.Set<SearchPerson>()
            .Where(p => p.Id == t.Row && (p.Initials.StartsWith(letters) || p.SortKey.Replace(" ", "").StartsWith(letters) || (p.StaffNumber != null && p.StaffNumber.ToLower().StartsWith(letters))))
            .Select(p => (int?)p.Id).FirstOrDefault() != null;
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

    private async Task<List<Guid>> SchoolsAsync(string typed, Stretch all, CancellationToken cancellation)
    {
        if (typed.Length < 2)
        {
            return [];
        }

        var found = (await organisations.GetAsync(cancellation)).All
            .Where(o => o.SchoolId is not null && scope.Holds(o.CountyId, o.SchoolId) && o.Name.Contains(typed, StringComparison.Ordinal)).Take(MostSchools + 1).ToList();
        return found.Count > MostSchools ? [] : [.. found.Where(o => all.County is not { } county || PeopleTerms.Number(o.CountyId) == county).Select(o => o.Id)];
    }
}
