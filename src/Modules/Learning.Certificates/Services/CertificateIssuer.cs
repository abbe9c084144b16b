using Learning.Certificates.Models;
using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Auditing;
using Learning.Framework.Data;
using Learning.Framework.Settings;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Services;

/// <summary>Why a batch was not issued.</summary>
internal enum IssueRefusal
{
    NoSuchNotice,
    NoticeRuns,
    NobodyLeft,
    OwnProposal,
    DocumentNumber,
    NameCannotBeSigned,
}

/// <summary>What to issue.</summary>
/// <param name="NoticeId">The list.</param>
/// <param name="DocumentNumber">发文字号, such as 攀教发〔2026〕12号.</param>
/// <param name="Day">Date of issue; pages give today's.</param>
/// <param name="Actor">Who decides; null for the site itself.</param>
/// <param name="Issuer">The bureau's name where the settings are not yet to be read (a recipe); null otherwise.</param>
internal sealed record IssueOrder(Guid NoticeId, string? DocumentNumber, DateOnly Day, Guid? Actor, string? Issuer = null);

/// <summary>What came of it.</summary>
/// <param name="Names">For <see cref="IssueRefusal.NameCannotBeSigned"/>: whose.</param>
internal sealed record IssueOutcome(int Issued, IssueRefusal? Refusal, IReadOnlyList<string> Names)
{
    public static IssueOutcome Refused(IssueRefusal refusal, params IReadOnlyList<string> names) => new(0, refusal, names);
}

/// <summary>Issues a whole list under one document number, in one transaction: a kill at any moment leaves no certificate or every one.</summary>
internal sealed class CertificateIssuer(
    LearningDbContext db, TypeCatalog catalog, IssuingKeys keys, PublicAddress address, SettingsStore settings, Audit audit, TimeProvider clock)
{
    public const string Template = "certificate-1";
    private const int LongestDocumentNumber = 60;

    /// <summary>Issues a list. The same list again is issued once.</summary>
    public async Task<IssueOutcome> IssueAsync(IssueOrder order, CancellationToken cancellation)
    {
        var document = order.DocumentNumber?.Trim() ?? "";
        if (document.Length is 0 or > LongestDocumentNumber)
        {
            return IssueOutcome.Refused(IssueRefusal.DocumentNumber);
        }

        var (noticeId, day) = (order.NoticeId, order.Day);
        var (entry, key) = await keys.EnsureAsync(day, day, cancellation);
        var signer = new CertificateSigner(entry, key, address.Site);
        var issuer = order.Issuer ?? (await settings.GetAsync(cancellation)).Bureau;
        return await db.WriteAsync(
            async () =>
            {
                var notice = await db.Set<Notice>().FirstOrDefaultAsync(n => n.Id == noticeId, cancellation);
                if (notice is null)
                {
                    return IssueOutcome.Refused(IssueRefusal.NoSuchNotice);
                }

                if (notice.IsIssued)
                {
                    return new IssueOutcome(await db.Set<Certificate>().CountAsync(c => c.NoticeId == noticeId, cancellation), null, []);
                }

                return notice.IsOver(day)
                    ? await IssueAsync(new Batch(notice, document, day, order.Actor, issuer, signer, entry.Qr), cancellation)
                    : IssueOutcome.Refused(IssueRefusal.NoticeRuns);
            },
            cancellation);
    }

    private async Task<IssueOutcome> IssueAsync(Batch batch, CancellationToken cancellation)
    {
        var candidates = await CandidatesAsync(batch.Notice.Id, cancellation);
        if (candidates.Count == 0)
        {
            return IssueOutcome.Refused(IssueRefusal.NobodyLeft);
        }

        if (candidates.Any(c => c.Proposal.PersonId == batch.Actor))
        {
            return IssueOutcome.Refused(IssueRefusal.OwnProposal);
        }

        var issued = new List<Certificate>();
        var unsignable = new List<string>();
        var places = new Queue<StatusIndex>(await FreePlacesAsync(candidates.Count, cancellation));
        foreach (var ofType in candidates.GroupBy(c => c.Proposal.TypeCode))
        {
            var type = await catalog.FindAsync(db, ofType.Key, cancellation) ?? throw new InvalidOperationException($"Certificate type {ofType.Key} is gone.");
            var serials = await SerialsAsync(type, batch.Day.Year, cancellation);
            foreach (var candidate in ofType)
            {
                if (Sign(batch, type, candidate, serials, places.Dequeue()) is { } certificate)
                {
                    issued.Add(certificate);
                }
                else
                {
                    unsignable.Add(candidate.Name);
                }
            }
        }

        if (unsignable.Count > 0)
        {
            return IssueOutcome.Refused(IssueRefusal.NameCannotBeSigned, unsignable);
        }

        Close(batch, candidates, issued);
        return new IssueOutcome(issued.Count, null, []);
    }

    private void Close(Batch batch, List<Candidate> candidates, List<Certificate> issued)
    {
        db.AddRange(issued);
        foreach (var candidate in candidates)
        {
            candidate.Proposal.MoveTo(ProposalState.Issued, null);
            db.Add(new ProposalDecision { Id = clock.NewId(), ProposalId = candidate.Proposal.Id, State = ProposalState.Issued, DecidedAt = clock.Instant(), DecidedBy = batch.Actor });
        }

        batch.Notice.DocumentNumber = batch.Document;
        batch.Notice.IssuedOn = batch.Day;
        batch.Notice.IssuedBy = batch.Actor;
        audit.Record(
            "certificates.issue", "notice", batch.Notice.Id.ToString(), null,
            new { batch.Document, batch.Day, issued.Count, First = issued[0].RegisterNumber, Last = issued[^1].RegisterNumber });
        foreach (var certificate in issued)
        {
            db.Raise(new CertificateIssued(certificate.Id, certificate.PersonId, certificate.TypeCode, certificate.IssuedOn));
        }
    }

    private Certificate? Sign(Batch batch, TypeInfo type, Candidate candidate, Serials serials, StatusIndex place)
    {
        var number = CertificateNumber.New((CertificateKind)type.TokenType, batch.Day.Year);
        var expires = type.ValidYears == 0 ? (DateOnly?)null : batch.Day.AddYears(type.ValidYears).AddDays(-1);
        if (!HolderName.TryNormalise(candidate.Name, out var name)
            || !batch.Signer.TrySign(new CertificatePayload(number, name, batch.Day, expires, place), out var token))
        {
            return null;
        }

        var proposal = candidate.Proposal;
        var serial = serials.Next();
        return new Certificate
        {
            Id = clock.NewId(),
            PersonId = proposal.PersonId,
            CountyId = proposal.CountyId,
            SchoolId = proposal.SchoolId,
            TypeCode = type.Code,
            Title = type.Title,
            Level = type.Level,
            HolderName = name,
            SchoolName = proposal.SchoolName,
            Statement = Statements.Of(type),
            Issuer = batch.Issuer,
            Number = number.Value,
            RegisterNumber = serials.Pattern.Format(batch.Day.Year, serial),
            SerialYear = serials.Year,
            Serial = serial,
            DocumentNumber = batch.Document,
            IssuedOn = batch.Day,
            ExpiresOn = expires,
            StatusIndex = place.Packed,
            KeyByte = batch.KeyByte,
            Token = token.Bytes.ToArray(),
            Template = Template,
            NoticeId = batch.Notice.Id,
            ProposalId = proposal.Id,
            IssuedAt = clock.Instant(),
            IssuedBy = batch.Actor,
        };
    }

    private async Task<List<Candidate>> CandidatesAsync(Guid noticeId, CancellationToken cancellation)
    {
        var rows = await (
            from proposal in db.Set<Proposal>()
            join person in db.Set<Person>() on proposal.PersonId equals person.Id
            where proposal.NoticeId == noticeId && proposal.State == ProposalState.OnNotice
            orderby person.SortKey, person.Id
            select new { proposal, person.Name }).ToListAsync(cancellation);
        return [.. rows.Select(r => new Candidate(r.proposal, r.Name))];
    }

    // Behind the gate (SQLite), or caught by the unique index and done again (PostgreSQL): no gap, no number twice.
    private async Task<Serials> SerialsAsync(TypeInfo type, int year, CancellationToken cancellation)
    {
        var pattern = RegisterPattern.Parse(type.RegisterPattern, out var wrong) ?? throw new InvalidOperationException($"{type.Code}: {wrong}");
        var counted = pattern.HasYear ? year : 0;
        var last = await db.Set<Certificate>().Where(c => c.TypeCode == type.Code && c.SerialYear == counted).MaxAsync(c => (int?)c.Serial, cancellation);
        return new Serials(pattern, counted, last ?? 0);
    }

    private async Task<IEnumerable<StatusIndex>> FreePlacesAsync(int count, CancellationToken cancellation)
    {
        var free = new HashSet<long>();
        var issued = await db.Set<Certificate>().CountAsync(cancellation);
        while (free.Count < count)
        {
            // A list is left at half full, so that a free place is found in about two draws.
            var drawn = Enumerable.Range(0, count - free.Count).Select(i => Draw((issued + i) / (StatusIndex.ListSize / 2))).Where(d => !free.Contains(d)).Distinct().ToArray();
            var taken = await db.Set<Certificate>().Where(c => drawn.Contains(c.StatusIndex)).Select(c => c.StatusIndex).ToListAsync(cancellation);
            free.UnionWith(drawn.Except(taken));
        }

        return free.Select(f => StatusIndex.FromPacked((uint)f));
    }

    private static long Draw(int list) => new StatusIndex(list, System.Security.Cryptography.RandomNumberGenerator.GetInt32(StatusIndex.ListSize)).Packed;

    private sealed record Candidate(Proposal Proposal, string Name);

    private sealed record Batch(Notice Notice, string Document, DateOnly Day, Guid? Actor, string Issuer, CertificateSigner Signer, int KeyByte);

    private sealed class Serials(RegisterPattern pattern, int year, int last)
    {
        private int current = last;

        public RegisterPattern Pattern => pattern;

        public int Year => year;

        public int Next() => ++current;
    }
}
