using Learning.Core.People;
using Learning.Framework.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>A kind of qualification given elsewhere that the bureau accepts, as the recipe states it.</summary>
internal sealed class QualificationKind
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Title { get; set; }

    /// <summary>What to look at when checking, and what is accepted: for the holder and the officer.</summary>
    public required string Note { get; set; }

    /// <summary>Whether the paper names a last day.</summary>
    public required bool Expires { get; set; }

    public required int Order { get; set; }

    /// <summary>No longer taken in; what was accepted stays.</summary>
    public required bool Retired { get; set; }

    public int Version { get; set; }
}

internal sealed class QualificationKindConfiguration : IEntityTypeConfiguration<QualificationKind>
{
    public void Configure(EntityTypeBuilder<QualificationKind> kind)
    {
        kind.Property(k => k.Code).HasMaxLength(40);
        kind.Property(k => k.Title).HasMaxLength(80);
        kind.Property(k => k.Note).HasMaxLength(300);
        kind.HasIndex(k => k.Code).IsUnique();
    }
}

internal enum QualificationState
{
    /// <summary>待核验.</summary>
    Waiting,

    /// <summary>退回补充: put right and handed in again, it waits once more.</summary>
    Returned,

    /// <summary>已核验: counts from now on, and nothing of it changes any more.</summary>
    Accepted,

    /// <summary>不予认定.</summary>
    Refused,

    /// <summary>Taken back before it was decided.</summary>
    Withdrawn,

    /// <summary>核验已撤销: counted once, no longer.</summary>
    Revoked,
}

/// <summary>A qualification a person says to have, and how the bureau's check stands.</summary>
internal sealed class Qualification
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string Kind { get; set; }

    /// <summary>Old papers carry the holder's identity number as theirs, so it is sealed like one. Null once erased.</summary>
    public byte[]? NumberSealed { get; private set; }

    /// <summary>Finds the same paper in another person's name.</summary>
    public byte[]? NumberHash { get; private set; }

    public required string Issuer { get; set; }

    public required DateOnly IssuedOn { get; set; }

    /// <summary>Last day, inclusive; null where the paper names none.</summary>
    public DateOnly? ExpiresOn { get; set; }

    public required QualificationState State { get; set; }

    /// <summary>Why it was sent back, refused or revoked.</summary>
    public string? Reason { get; set; }

    public required DateTimeOffset SubmittedAt { get; set; }

    /// <summary>The holder, or the colleague who entered it. Whoever did does not check it.</summary>
    public required Guid SubmittedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public int Version { get; set; }

    public string? Number(FieldCipher cipher) => NumberSealed is { } text ? cipher.Open(text, Purpose) : null;

    public void SetNumber(FieldCipher cipher, string normal)
    {
        NumberSealed = cipher.Seal(normal, Purpose);
        NumberHash = Hash(cipher, normal);
    }

    public static byte[] Hash(FieldCipher cipher, string normal) => cipher.Hash($"people.qualification {normal}");

    private string Purpose => $"people.qualification {Id:N}";
}

internal sealed class QualificationConfiguration : IEntityTypeConfiguration<Qualification>
{
    public const int NumberLength = 60, IssuerLength = 80, ReasonLength = 200;

    public void Configure(EntityTypeBuilder<Qualification> qualification)
    {
        qualification.Property(q => q.Kind).HasMaxLength(40);
        qualification.Property(q => q.Issuer).HasMaxLength(IssuerLength);
        qualification.Property(q => q.State).HasConversion<string>().HasMaxLength(12);
        qualification.Property(q => q.Reason).HasMaxLength(ReasonLength);
        qualification.HasIndex(q => q.PersonId);
        qualification.HasIndex(q => new { q.State, q.SubmittedAt });
        qualification.HasIndex(q => q.NumberHash);
        qualification.HasOne<Person>().WithMany().HasForeignKey(q => q.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>Each step of a check, with reason and actor: written once. What counted at an instant is read from here.</summary>
internal sealed class QualificationDecision : Core.IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid QualificationId { get; init; }

    public required QualificationState State { get; init; }

    /// <summary>Erased with the person.</summary>
    [Core.Erasable]
    public string? Reason { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required Guid DecidedBy { get; init; }
}

internal sealed class QualificationDecisionConfiguration : IEntityTypeConfiguration<QualificationDecision>
{
    public void Configure(EntityTypeBuilder<QualificationDecision> decision)
    {
        decision.Property(d => d.State).HasConversion<string>().HasMaxLength(12);
        decision.Property(d => d.Reason).HasMaxLength(QualificationConfiguration.ReasonLength);
        decision.HasIndex(d => d.QualificationId);
        decision.HasOne<Qualification>().WithMany().HasForeignKey(d => d.QualificationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The picture or PDF of the paper, sealed; gone some time after the check.</summary>
internal sealed class QualificationEvidence
{
    public required Guid QualificationId { get; init; }

    public required string MediaType { get; set; }

    public required int Bytes { get; set; }

    public required byte[] Sealed { get; set; }

    public int Version { get; set; }

    public static string Purpose(Guid qualification) => $"people.qualification-evidence {qualification:N}";
}

internal sealed class QualificationEvidenceConfiguration : IEntityTypeConfiguration<QualificationEvidence>
{
    public void Configure(EntityTypeBuilder<QualificationEvidence> evidence)
    {
        evidence.HasKey(e => e.QualificationId);
        evidence.Property(e => e.MediaType).HasMaxLength(40);
        evidence.HasOne<Qualification>().WithOne().HasForeignKey<QualificationEvidence>(e => e.QualificationId).OnDelete(DeleteBehavior.Cascade);
    }
}
