using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Certificates.Models;

/// <summary>What one holder was issued: the words that were signed and printed, kept as they were.</summary>
internal sealed class Certificate : IFiled, IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required string TypeCode { get; init; }

    public required string Title { get; init; }

    public required string Level { get; init; }

    public required string HolderName { get; init; }

    public required string SchoolName { get; init; }

    /// <summary>The sentence under the name on the paper.</summary>
    public required string Statement { get; init; }

    public required string Issuer { get; init; }

    /// <summary>核验码: thirteen characters, random.</summary>
    public required string Number { get; init; }

    /// <summary>编号, by the type's pattern.</summary>
    public required string RegisterNumber { get; init; }

    /// <summary>The year serials are counted in; 0 where the pattern names no year.</summary>
    public required int SerialYear { get; init; }

    public required int Serial { get; init; }

    public required string DocumentNumber { get; init; }

    public required DateOnly IssuedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    /// <summary>Entry of the status lists, packed; drawn at random.</summary>
    public required long StatusIndex { get; init; }

    public required int KeyByte { get; init; }

    /// <summary>The signed COSE_Sign1.</summary>
    public required byte[] Token { get; init; }

    /// <summary>Which drawing the PDF is made from.</summary>
    public required string Template { get; init; }

    public required Guid NoticeId { get; init; }

    public required Guid ProposalId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Null for the site itself.</summary>
    public Guid? IssuedBy { get; init; }
}

internal sealed class CertificateConfiguration : IEntityTypeConfiguration<Certificate>
{
    public void Configure(EntityTypeBuilder<Certificate> certificate)
    {
        certificate.Property(c => c.TypeCode).HasMaxLength(40);
        certificate.Property(c => c.Title).HasMaxLength(80);
        certificate.Property(c => c.Level).HasMaxLength(4);
        certificate.Property(c => c.HolderName).HasMaxLength(60);
        certificate.Property(c => c.SchoolName).HasMaxLength(100);
        certificate.Property(c => c.Statement).HasMaxLength(300);
        certificate.Property(c => c.Issuer).HasMaxLength(100);
        certificate.Property(c => c.Number).HasMaxLength(13);
        certificate.Property(c => c.RegisterNumber).HasMaxLength(60);
        certificate.Property(c => c.DocumentNumber).HasMaxLength(60);
        certificate.Property(c => c.Template).HasMaxLength(30);
        certificate.HasIndex(c => c.Number).IsUnique();
        certificate.HasIndex(c => c.RegisterNumber).IsUnique();
        certificate.HasIndex(c => new { c.TypeCode, c.SerialYear, c.Serial }).IsUnique();
        certificate.HasIndex(c => c.StatusIndex).IsUnique();
        certificate.HasIndex(c => c.ProposalId).IsUnique();
        certificate.HasIndex(c => c.PersonId);
        certificate.HasIndex(c => c.NoticeId);
        certificate.HasIndex(c => new { c.CountyId, c.SchoolId });
        certificate.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>What was decided about a certificate after it was issued. The latest decision is its status; none means it is in force.</summary>
internal sealed class CertificateDecision : IAppendOnly
{
    public const string Revoke = "revoke", Suspend = "suspend", Reinstate = "reinstate";

    public required Guid Id { get; init; }

    public required Guid CertificateId { get; init; }

    /// <summary>1, 2, 3 … for one certificate: unique, so of two decisions at once one has to look again.</summary>
    public required int Sequence { get; init; }

    public required string Kind { get; init; }

    public required string Reason { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    public required Guid DecidedBy { get; init; }
}

internal sealed class CertificateDecisionConfiguration : IEntityTypeConfiguration<CertificateDecision>
{
    public void Configure(EntityTypeBuilder<CertificateDecision> decision)
    {
        decision.Property(d => d.Kind).HasMaxLength(20);
        decision.Property(d => d.Reason).HasMaxLength(500);
        decision.HasIndex(d => new { d.CertificateId, d.Sequence }).IsUnique();
        decision.HasOne<Certificate>().WithMany().HasForeignKey(d => d.CertificateId).OnDelete(DeleteBehavior.Restrict);
    }
}
