using Learning.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>How far an import has come.</summary>
internal enum RosterState
{
    /// <summary>Uploaded; the clerk says which column is which.</summary>
    Uploaded,

    /// <summary>Being read and compared.</summary>
    Checking,

    /// <summary>Nothing is changed yet; the report is there.</summary>
    Checked,
    Applying,
    Applied,
    Undoing,
    Undone,

    /// <summary>The file could not be read; nothing was changed.</summary>
    Refused,
}

/// <summary>One roster a clerk brought in: what it was, how it was read, what came of it.</summary>
internal sealed class RosterImport : IScoped
{
    public required Guid Id { get; init; }

    /// <summary>For which organisation the clerk acted; only its people go on with the import.</summary>
    public required Guid OrganisationId { get; init; }

    public Guid? CountyId { get; init; }

    public Guid? SchoolId { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Whoever pressed the button last, in whose scope a job acts; JSON of an <c>Actor</c>.</summary>
    public required string Actor { get; set; }

    public required RosterState State { get; set; }

    public required string FileName { get; init; }

    public required string Format { get; init; }

    public required int FileBytes { get; init; }

    /// <summary>UTF-8, GB18030 or UTF-16; null for a workbook.</summary>
    public string? Encoding { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CheckedAt { get; set; }

    public DateTimeOffset? AppliedAt { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>JSON of a <c>RosterMapping</c>; null for OneRoster.</summary>
    public string? Mapping { get; set; }

    /// <summary>JSON list of the file's headers, for the report.</summary>
    public string? Headers { get; set; }

    /// <summary>Where people without a place in the file work.</summary>
    public Guid? DefaultPlaceId { get; set; }

    /// <summary>What people without a role in the file are.</summary>
    public string? DefaultRole { get; set; }

    /// <summary>From when new posts without a first day, and changes, count.</summary>
    public DateOnly? CountsFrom { get; set; }

    /// <summary>Runs with each check, apply and undo: part of a job's key, so that each can be asked for again.</summary>
    public int Round { get; set; }

    public int Added { get; set; }

    public int Changed { get; set; }

    public int Unchanged { get; set; }

    public int Wrong { get; set; }

    public int Doubtful { get; set; }

    public int Missing { get; set; }

    /// <summary>Rows not applied because the data had changed since the check, or not undone because it had changed since the import.</summary>
    public int Left { get; set; }

    /// <summary>Code of why the file was refused, and a file's or column's name with it.</summary>
    public string? Refusal { get; set; }

    public string? RefusalDetail { get; set; }

    /// <summary>Why it was undone.</summary>
    public string? Reason { get; set; }

    /// <summary>The original rows and old values are gone: the import can no longer be undone.</summary>
    public bool Trimmed { get; set; }

    public int Version { get; set; }
}

internal sealed class RosterImportConfiguration : IEntityTypeConfiguration<RosterImport>
{
    public void Configure(EntityTypeBuilder<RosterImport> import)
    {
        import.Property(i => i.State).HasConversion<string>().HasMaxLength(12);
        import.Property(i => i.FileName).HasMaxLength(120);
        import.Property(i => i.Format).HasMaxLength(12);
        import.Property(i => i.Encoding).HasMaxLength(12);
        import.Property(i => i.DefaultRole).HasMaxLength(30);
        import.Property(i => i.Refusal).HasMaxLength(30);
        import.Property(i => i.RefusalDetail).HasMaxLength(60);
        import.Property(i => i.Reason).HasMaxLength(200);
        import.HasIndex(i => new { i.CountyId, i.SchoolId, i.CreatedAt });
    }
}

/// <summary>The uploaded file, sealed in pieces; gone when it is applied or has waited too long.</summary>
internal sealed class RosterFile
{
    public required Guid ImportId { get; init; }

    public required int Piece { get; init; }

    public required byte[] Sealed { get; init; }
}

internal sealed class RosterFileConfiguration : IEntityTypeConfiguration<RosterFile>
{
    public void Configure(EntityTypeBuilder<RosterFile> file)
    {
        file.HasKey(f => new { f.ImportId, f.Piece });
        file.HasOne<RosterImport>().WithMany().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Which column says what, kept for an organisation and a header.</summary>
internal sealed class RosterColumns
{
    public required Guid OrganisationId { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>JSON list of fields, by name.</summary>
    public required string Fields { get; set; }

    public int Version { get; set; }
}

internal sealed class RosterColumnsConfiguration : IEntityTypeConfiguration<RosterColumns>
{
    public void Configure(EntityTypeBuilder<RosterColumns> columns)
    {
        columns.HasKey(c => new { c.OrganisationId, c.Fingerprint });
        columns.Property(c => c.Fingerprint).HasMaxLength(32);
    }
}
