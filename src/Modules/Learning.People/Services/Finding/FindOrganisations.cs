using Learning.Core.People;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Searching;
using Learning.Framework.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Finding;

/// <summary>Areas and schools of the own area, by any part of the name, its first letters or the code. A city has some hundred: they are gone through in memory.</summary>
internal sealed class FindOrganisations(LearningDbContext db, IMemoryCache memory, Scope scope, IStringLocalizer T) : ISearchSource
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    public int Order => 20;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        if (!Permissions.Holds(scope.Actor, Permissions.ViewOrganisations))
        {
            return null;
        }

        var letters = PeopleQuery.IsLatin(text) ? PeopleQuery.Letters(text) : null;
        var found = (await AllAsync(cancellation)).Where(o => scope.Holds(o.CountyId, o.SchoolId) && o.Is(text, letters)).Take(most + 1).ToList();
        return found.Count == 0 ? null : new SearchGroup(
            T["机构"],
            [.. found.Take(most).Select(o => new SearchHit(o.Name, o.Closed ? T["{0}，已撤销", PlaceWords.Kind(T, o.Kind)] : PlaceWords.Kind(T, o.Kind), $"/people/organisations/{o.Id}", "building"))],
            found.Count > most ? "/people/organisations?q=" + Uri.EscapeDataString(text) : null);
    }

    private async Task<IReadOnlyList<Known>> AllAsync(CancellationToken cancellation) => (await memory.GetOrCreateAsync(typeof(FindOrganisations), async entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = Kept;
        var all = await db.Organisations.AsNoTracking().OrderBy(o => o.SchoolId != null).ThenBy(o => o.Order).ThenBy(o => o.Code)
            .Select(o => new { o.Id, o.Code, o.Name, o.Kind, o.CountyId, o.SchoolId, o.ClosedOn }).ToListAsync(cancellation);
        return (IReadOnlyList<Known>)[.. all.Select(o => new Known(
            o.Id, o.Code, o.Name, o.Kind, o.CountyId, o.SchoolId, o.ClosedOn is not null, Pinyin.Initials(o.Name), Pinyin.SortKey(o.Name).Replace(" ", "", StringComparison.Ordinal)))];
    }))!;

    private sealed record Known(Guid Id, string Code, string Name, string Kind, Guid? CountyId, Guid? SchoolId, bool Closed, string Initials, string Letters)
    {
        public bool Is(string text, string? letters) =>
            Name.Contains(text, StringComparison.OrdinalIgnoreCase) || string.Equals(Code, text, StringComparison.OrdinalIgnoreCase)
            || (letters?.Length > 1 && (Initials.Contains(letters, StringComparison.Ordinal) || Letters.Contains(letters, StringComparison.Ordinal)));
    }
}
