using Learning.Core;
using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.Certificates.Models;

/// <summary>A person who meets a type's requirements and waits for the bureau's decision.</summary>
internal sealed class Proposal : IScoped
{
    public required Guid Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string TypeCode { get; init; }

    /// <summary>The type while the proposal is open, else null: unique with the person, so nobody is proposed twice at once.</summary>
    public string? OpenFor { get; set; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>The school as it was called on that day.</summary>
    public required string SchoolName { get; init; }

    public required DateOnly ProposedOn { get; init; }

    public required ProposalState State { get; set; }

    public Guid? NoticeId { get; set; }

    /// <summary>Why it was sent back, refused, withdrawn or held out.</summary>
    public string? Reason { get; set; }

    /// <summary>What the holder added after it was sent back.</summary>
    public string? HolderNote { get; set; }

    public int Version { get; set; }

    /// <summary>Moves on; a closed proposal makes room for another.</summary>
    public void MoveTo(ProposalState state, string? reason)
    {
        State = state;
        Reason = reason;
        OpenFor = state is ProposalState.Issued or ProposalState.Refused or ProposalState.Withdrawn ? null : TypeCode;
    }
}

internal enum ProposalState
{
    /// <summary>待签发.</summary>
    Waiting,

    /// <summary>退回补充: the holder adds something and hands it in again.</summary>
    Returned,

    /// <summary>公示中.</summary>
    OnNotice,

    /// <summary>An objection holds this one out.</summary>
    HeldOut,

    /// <summary>Closed: the certificate is issued.</summary>
    Issued,

    /// <summary>不予认定. Closed.</summary>
    Refused,

    /// <summary>A requirement is no longer met. Closed.</summary>
    Withdrawn,
}

/// <summary>Each step of a proposal, with reason and actor: written once.</summary>
internal sealed class ProposalDecision : IAppendOnly
{
    public required Guid Id { get; init; }

    public required Guid ProposalId { get; init; }

    public required ProposalState State { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Null for the site itself.</summary>
    public Guid? DecidedBy { get; init; }
}

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> proposal)
    {
        proposal.Property(p => p.TypeCode).HasMaxLength(40);
        proposal.Property(p => p.OpenFor).HasMaxLength(40);
        proposal.Property(p => p.SchoolName).HasMaxLength(100);
        proposal.Property(p => p.State).HasConversion<string>().HasMaxLength(20);
        proposal.Property(p => p.Reason).HasMaxLength(500);
        proposal.Property(p => p.HolderNote).HasMaxLength(500);
        proposal.HasIndex(p => new { p.PersonId, p.OpenFor }).IsUnique();
        proposal.HasIndex(p => new { p.State, p.TypeCode });
        proposal.HasIndex(p => p.NoticeId);
        proposal.HasIndex(p => new { p.CountyId, p.SchoolId });
        proposal.HasOne<Person>().WithMany().HasForeignKey(p => p.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ProposalDecisionConfiguration : IEntityTypeConfiguration<ProposalDecision>
{
    public void Configure(EntityTypeBuilder<ProposalDecision> decision)
    {
        decision.Property(d => d.State).HasConversion<string>().HasMaxLength(20);
        decision.Property(d => d.Reason).HasMaxLength(500);
        decision.HasIndex(d => d.ProposalId);
        decision.HasOne<Proposal>().WithMany().HasForeignKey(d => d.ProposalId).OnDelete(DeleteBehavior.Restrict);
    }
}
