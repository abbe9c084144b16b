using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>What an import means to do with a row.</summary>
internal enum RowKind
{
    New,
    Changed,
    Unchanged,
    Wrong,

    /// <summary>Perhaps someone who is there already: the clerk says.</summary>
    Doubtful,

    /// <summary>In post here, and not in the file.</summary>
    Missing,
}

/// <summary>What the clerk said about a row.</summary>
internal enum RowDecision
{
    None,

    /// <summary>The one the site knows.</summary>
    Same,

    /// <summary>Somebody else.</summary>
    Other,

    /// <summary>Left on <see cref="RosterRow.To"/>.</summary>
    End,
}

internal enum RowOutcome
{
    None,
    Applied,

    /// <summary>The data had changed since the check: not applied.</summary>
    Held,
    Undone,

    /// <summary>Changed by others since the import: not undone.</summary>
    Left,
}

/// <summary>What is done to a person or a contact.</summary>
internal enum RowWrite
{
    None,
    Insert,
    Update,
}

/// <summary>A row of the report: the entry as it was read, what it would do, and what came of it. Kept apart from people until it is applied.</summary>
internal sealed class RosterRow
{
    public required Guid ImportId { get; init; }

    public required int Number { get; init; }

    /// <summary>Line in the file; 0 for someone who is not in it.</summary>
    public required int Line { get; init; }

    public required RowKind Kind { get; set; }

    public RowDecision Decision { get; set; }

    public RowOutcome Outcome { get; set; }

    public required string Name { get; init; }

    public string? StaffNumber { get; init; }

    /// <summary>The place as the file names it, or as the site does where it is known.</summary>
    public string? Place { get; set; }

    public Guid? PlaceId { get; set; }

    public string? Role { get; set; }

    public string? Employment { get; set; }

    public string? Standing { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public byte[]? PhoneHash { get; init; }

    public byte[]? IdentityHash { get; init; }

    /// <summary>The original cells, the phone and the identity number, sealed for this import.</summary>
    public byte[]? Details { get; set; }

    /// <summary>JSON of the entry as read, without phone and identity number: judging again starts from it.</summary>
    public string? Said { get; set; }

    /// <summary>JSON of reasons.</summary>
    public string? Problems { get; set; }

    /// <summary>JSON of what changes.</summary>
    public string? Changes { get; set; }

    /// <summary>Hash of the judgement: judged again before it is applied, it has to be the same.</summary>
    public long Judgement { get; set; }

    /// <summary>Whom it concerns, already there or to be added; of a doubtful row, the one it may be.</summary>
    public Guid? PersonId { get; set; }

    public RowWrite PersonWrite { get; set; }

    public int? PersonVersion { get; set; }

    public string? SortKey { get; set; }

    public string? Initials { get; set; }

    public string? NewStaffNumber { get; set; }

    public string? OldName { get; set; }

    public string? OldStaffNumber { get; set; }

    public RowWrite ContactWrite { get; set; }

    public int? ContactVersion { get; set; }

    /// <summary>As the contact will keep them, sealed for the person.</summary>
    public byte[]? PhoneSealed { get; set; }

    public byte[]? IdentitySealed { get; set; }

    public byte[]? OldPhoneSealed { get; set; }

    public byte[]? OldPhoneHash { get; set; }

    public byte[]? OldIdentitySealed { get; set; }

    public byte[]? OldIdentityHash { get; set; }
}

internal sealed class RosterRowConfiguration : IEntityTypeConfiguration<RosterRow>
{
    public void Configure(EntityTypeBuilder<RosterRow> row)
    {
        row.HasKey(r => new { r.ImportId, r.Number });
        row.Property(r => r.Kind).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.Decision).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.PersonWrite).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.ContactWrite).HasConversion<string>().HasMaxLength(10);
        row.Property(r => r.Name).HasMaxLength(60);
        row.Property(r => r.StaffNumber).HasMaxLength(40);
        row.Property(r => r.Place).HasMaxLength(100);
        row.Property(r => r.Role).HasMaxLength(30);
        row.Property(r => r.Employment).HasMaxLength(20);
        row.Property(r => r.Standing).HasMaxLength(20);
        row.HasIndex(r => new { r.ImportId, r.Kind, r.Number });
        row.HasIndex(r => r.PersonId);
        row.HasOne<RosterImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>One step in somebody's posts that a row asks for: a post taken out of the present, a post put in, or both.</summary>
internal sealed class RosterPost
{
    public required Guid ImportId { get; init; }

    public required int Number { get; init; }

    public required int RowNumber { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>The post replaced; null where none is.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>The post put in; null where one is only taken out.</summary>
    public Guid? AppointmentId { get; init; }

    /// <summary>The post whose other columns the one put in takes over.</summary>
    public Guid? CopiesId { get; init; }

    /// <summary>What <see cref="ReplacesId"/> is put back as, when the import is undone.</summary>
    public Guid? RestoreId { get; init; }

    public Guid OrganisationId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public string Role { get; init; } = "";

    public string? Employment { get; init; }

    public string Standing { get; init; } = "";

    public DateOnly From { get; init; }

    public DateOnly? To { get; init; }
}

internal sealed class RosterPostConfiguration : IEntityTypeConfiguration<RosterPost>
{
    public void Configure(EntityTypeBuilder<RosterPost> post)
    {
        post.HasKey(p => new { p.ImportId, p.Number });
        post.Property(p => p.Role).HasMaxLength(30);
        post.Property(p => p.Employment).HasMaxLength(20);
        post.Property(p => p.Standing).HasMaxLength(20);
        post.HasIndex(p => new { p.ImportId, p.RowNumber });
        post.HasOne<RosterImport>().WithMany().HasForeignKey(p => p.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}
