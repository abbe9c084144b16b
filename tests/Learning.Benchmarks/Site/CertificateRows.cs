using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Credentials;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Benchmarks.Site;

/// <summary>Who holds a certificate.</summary>
internal sealed record Holder(Guid PersonId, string Name, Guid? CountyId, Guid? SchoolId, string School);

/// <summary>Issued certificates, truly signed, as the register keeps them.</summary>
internal static class CertificateRows
{
    private const string Title = "学校心理辅导员（C级）培训合格证书";

    // Behind what a demo recipe issued.
    private const int FirstSerial = 10_001;

    /// <summary>Adds certificates to a register: one for each of the first teachers, and round again where there are fewer teachers.</summary>
    public static async Task<IReadOnlyList<Certificate>> AddAsync(IServiceProvider services, int count)
    {
        var db = services.GetRequiredService<LearningDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var today = clock.Today();
        var (entry, key) = await services.GetRequiredService<IssuingKeys>().EnsureAsync(today.AddYears(-1), today, CancellationToken.None);
        var holders = await (
            from appointment in db.Appointments
            join person in db.People on appointment.PersonId equals person.Id
            join school in db.Organisations on appointment.OrganisationId equals school.Id
            where appointment.To == null && appointment.SchoolId != null
            orderby person.Id, appointment.Id
            select new Holder(person.Id, person.Name, appointment.CountyId, appointment.SchoolId, school.Name)).AsNoTracking().ToListAsync();
        holders = [.. holders.DistinctBy(h => h.PersonId)];
        var rows = Make(holders, count, new CertificateSigner(entry, key, new CertificateSite(new Uri("https://peixun.example.gov.cn"))), entry.Qr, clock);
        foreach (var part in rows.Chunk(5000))
        {
            await db.WriteAsync(
                () =>
                {
                    db.AddRange(part);
                    return Task.CompletedTask;
                },
                CancellationToken.None);
        }

        return rows;
    }

    public static IReadOnlyList<Certificate> Make(IReadOnlyList<Holder> holders, int count, CertificateSigner signer, byte keyByte, TimeProvider clock)
    {
        var today = clock.Today();
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var holder = holders[i % holders.Count];
            var issuedOn = today.AddDays(-i % 300);
            var number = CertificateNumber.New(CertificateKind.CounsellorC, issuedOn.Year);
            var place = new StatusIndex(1, i);
            return signer.TrySign(new CertificatePayload(number, holder.Name, issuedOn, null, place), out var token)
                ? new Certificate
                {
                    Id = clock.NewId(), PersonId = holder.PersonId, CountyId = holder.CountyId, SchoolId = holder.SchoolId, TypeCode = "counsellor-c", Title = Title,
                    Level = "C", HolderName = holder.Name, SchoolName = holder.School, Issuer = "攀枝花市教育和体育局",
                    Statement = "参加学校心理辅导员（C级）资格专业培训，修完全部课程，考核合格，准予结业，特发此证。",
                    Number = number.Value, RegisterNumber = $"攀教心C〔{issuedOn.Year}〕{FirstSerial + i:0000}号", SerialYear = issuedOn.Year, Serial = FirstSerial + i,
                    DocumentNumber = $"攀教发〔{issuedOn.Year}〕12号", IssuedOn = issuedOn, StatusIndex = place.Packed, KeyByte = keyByte, Token = token.Bytes.ToArray(),
                    Template = CertificateIssuer.Template, NoticeId = holder.PersonId, ProposalId = clock.NewId(), IssuedAt = clock.Instant(),
                }
                : throw new InvalidOperationException("The certificate does not fit its code.");
        })];
    }
}
