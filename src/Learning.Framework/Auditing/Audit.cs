using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Learning.Core;
using Learning.Framework.Accounts;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Framework.Auditing;

/// <summary>Who did what, when, to what, before and after. Written in the transaction of the act itself.</summary>
public sealed class AuditRow : IScoped, IAppendOnly
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Null for the site itself (a recipe, a job).</summary>
    public Guid? PersonId { get; init; }

    public Guid? OrganisationId { get; init; }

    /// <summary>Code of the act, such as <c>certificates.issue</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>certificate</c>.</summary>
    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>JSON, null where nothing was there or the payload was erased.</summary>
    [Erasable]
    public string? Before { get; init; }

    [Erasable]
    public string? After { get; init; }

    /// <summary>Goes into the digest of the payload and is erased with it, so that nobody can guess a short payload from its digest.</summary>
    [Erasable]
    public byte[]? Salt { get; init; }

    /// <summary>The row that records the erasure of this one's payload; null while it is there.</summary>
    [ErasureMark]
    public long? ErasedBy { get; init; }
}

internal sealed class AuditRowConfiguration : IEntityTypeConfiguration<AuditRow>
{
    public void Configure(EntityTypeBuilder<AuditRow> row)
    {
        row.Property(r => r.Action).HasMaxLength(60);
        row.Property(r => r.SubjectKind).HasMaxLength(40);
        row.Property(r => r.SubjectId).HasMaxLength(80);
        row.HasIndex(r => new { r.CountyId, r.SchoolId, r.Id });
        row.HasIndex(r => r.PersonId);
        row.HasIndex(r => new { r.SubjectKind, r.SubjectId });
        row.HasIndex(r => new { r.Action, r.Id });
        row.HasIndex(r => r.At);
        row.HasIndex(r => r.ErasedBy).HasFilter("\"ErasedBy\" IS NOT NULL");
    }
}

/// <summary>Writes audit rows for the acting person.</summary>
public sealed class Audit(LearningDbContext db, Scope scope, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Inside a unit of work. <paramref name="area"/> is where the subject lies, for who may read the row.</summary>
    public void Record(string action, string subjectKind, string subjectId, object? before, object? after, IScoped? area = null)
    {
        var actor = scope.ActorOrNone;
        db.Add(new AuditRow
        {
            At = clock.Instant(),
            PersonId = actor?.PersonId,
            OrganisationId = actor?.OrganisationId,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId,
            CountyId = area is null ? actor?.CountyId : area.CountyId,
            SchoolId = area is null ? actor?.SchoolId : area.SchoolId,
            Before = before is null ? null : JsonSerializer.Serialize(before, Json),
            After = after is null ? null : JsonSerializer.Serialize(after, Json),
            Salt = RandomNumberGenerator.GetBytes(16),
        });
    }
}
