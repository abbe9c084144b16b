using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Pages.Issued;

/// <summary>/certificates/issued: what was issued in one's own area.</summary>
[Authorize(Policy = Permissions.SeeIssued)]
internal sealed class IndexModel(LearningDbContext db, TypeCatalog catalog, Scope scope, TimeProvider clock) : PageModel
{
    public const string InForce = "in-force", Revoked = "revoked", Suspended = "suspended", Expired = "expired";

    [FromQuery]
    public string? Q { get; set; }

    [FromQuery]
    public string? Type { get; set; }

    [FromQuery]
    public Guid? County { get; set; }

    [FromQuery]
    public string? State { get; set; }

    public PageOf<IssuedRow> Rows { get; private set; } = null!;

    public IReadOnlyList<TypeInfo> Types { get; private set; } = [];

    public IReadOnlyList<(Guid Id, string Name)> Counties { get; private set; } = [];

    public bool Unfiltered => string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Type) && County is null && string.IsNullOrEmpty(State);

    public DateOnly Today => clock.Today();

    public async Task OnGetAsync(int p, CancellationToken cancellation)
    {
        Types = await catalog.AllAsync(db, cancellation);
        Counties = scope.Level == ScopeLevel.City
            ? [.. (await db.Organisations.AsNoTracking().Within(scope).Where(o => o.CountyId == o.Id).OrderBy(o => o.Order).Select(o => new { o.Id, o.Name }).ToListAsync(cancellation)).Select(o => (o.Id, o.Name))]
            : [];
        Rows = await Query().ToPageAsync(p, cancellation);
    }

    private IQueryable<IssuedRow> Query()
    {
        var certificates = db.Set<Certificate>().AsNoTracking().Within(scope);
        if (!string.IsNullOrEmpty(Type))
        {
            certificates = certificates.Where(c => c.TypeCode == Type);
        }

        if (County is { } county)
        {
            certificates = certificates.Where(c => c.CountyId == county);
        }

        var rows = from certificate in certificates
                   join person in db.Set<Person>() on certificate.PersonId equals person.Id
                   let decision = db.Set<CertificateDecision>().Where(d => d.CertificateId == certificate.Id).OrderByDescending(d => d.Sequence).Select(d => d.Kind).FirstOrDefault()
                   select new { certificate, person, decision };
        if (!string.IsNullOrWhiteSpace(Q))
        {
            var words = Q.Trim();
            var pinyin = words.ToLowerInvariant();
            var number = CertificateNumber.TryParse(words, out var parsed) ? parsed.Value : words;
            rows = rows.Where(r => r.certificate.Number == number || r.certificate.RegisterNumber.Contains(words) || r.certificate.HolderName.Contains(words)
                || r.person.StaffNumber == words || r.person.SortKey.StartsWith(pinyin) || r.certificate.SchoolName.Contains(words));
        }

        var today = clock.Today();
        rows = State switch
        {
            InForce => rows.Where(r => (r.decision == null || r.decision == CertificateDecision.Reinstate) && (r.certificate.ExpiresOn == null || r.certificate.ExpiresOn >= today)),
            Revoked => rows.Where(r => r.decision == CertificateDecision.Revoke),
            Suspended => rows.Where(r => r.decision == CertificateDecision.Suspend),
            Expired => rows.Where(r => r.certificate.ExpiresOn < today),
            _ => rows,
        };
        return rows.OrderByDescending(r => r.certificate.IssuedOn).ThenBy(r => r.certificate.RegisterNumber)
            .Select(r => new IssuedRow(r.certificate.Number, r.certificate.RegisterNumber, r.certificate.HolderName, r.certificate.SchoolName, r.certificate.Title, r.certificate.IssuedOn, r.certificate.ExpiresOn, r.decision));
    }
}

/// <summary>One line of the list.</summary>
internal sealed record IssuedRow(string Number, string RegisterNumber, string Name, string SchoolName, string Title, DateOnly IssuedOn, DateOnly? ExpiresOn, string? Decision);
