using Learning.Certificates.Models;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Learning.Framework.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Certificates.Services;

/// <summary>Certificates by their number or register number: one's own, and for officers those of the own area.</summary>
internal sealed class FindCertificates(LearningDbContext db, Scope scope, IStringLocalizer T) : ISearchSource
{
    private const int Shortest = 4;

    public int Order => 40;

    public async Task<SearchGroup?> FindAsync(string text, int most, CancellationToken cancellation)
    {
        if (text.Length < Shortest || !text.Any(char.IsAsciiDigit))
        {
            return null;
        }

        var person = scope.Actor.PersonId;
        var officer = Permissions.All.Single(p => p.Name == Permissions.SeeIssued).Roles.Any(scope.Actor.Roles.Contains);
        var own = db.Set<Certificate>().AsNoTracking().Where(c => c.PersonId == person);
        var seen = officer ? db.Set<Certificate>().AsNoTracking().Within(scope) : own;
        var found = CertificateNumber.TryParse(text, out var number)
            ? await seen.Where(c => c.Number == number.Value).Union(own.Where(c => c.Number == number.Value)).ToListAsync(cancellation)
            : await seen.Where(c => c.RegisterNumber.Contains(text)).OrderByDescending(c => c.IssuedOn).ThenBy(c => c.RegisterNumber).Take(most + 1).ToListAsync(cancellation);
        return found.Count == 0 ? null : new SearchGroup(
            T["证书"],
            [.. found.Take(most).Select(c => new SearchHit(c.RegisterNumber, $"{c.HolderName} · {c.Title}", $"/certificates/{c.Number}", "certificate"))],
            found.Count > most && officer ? "/certificates/issued?q=" + Uri.EscapeDataString(text) : null);
    }
}
