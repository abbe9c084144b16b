using Learning.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Learning.People.Models;

/// <summary>A person as the search last saw them: what the terms were made from, so that a change writes only what differs.</summary>
internal sealed class SearchPerson
{
    /// <summary>A short number: it stands in every term.</summary>
    public required int Id { get; init; }

    public required Guid PersonId { get; init; }

    public required string SortKey { get; set; }

    public required string Name { get; set; }

    public required string Initials { get; set; }

    public string? StaffNumber { get; set; }

    /// <summary><c>county:school:role,role,~standing</c> for each place in post today, parted by <c>;</c>.</summary>
    public required string Places { get; set; }

    public int Version { get; set; }
}

/// <summary>
/// One thing a person is found by at one place, in the order of names: a page of people is a stretch of one index, whatever was asked.
/// Terms are in <see cref="Services.Finding.PeopleTerms"/>.
/// </summary>
internal sealed class SearchTerm
{
    public required string Term { get; init; }

    public required string SortKey { get; init; }

    /// <summary><see cref="SearchPerson.Id"/>.</summary>
    public required int Row { get; init; }

    /// <summary>Number of the county (see <see cref="Services.Finding.PeopleTerms.Number"/>); 0 outside any.</summary>
    public required int County { get; init; }

    /// <summary>Number of the school; 0 at a bureau.</summary>
    public required int School { get; init; }
}

internal sealed class SearchPersonConfiguration : IEntityTypeConfiguration<SearchPerson>
{
    public void Configure(EntityTypeBuilder<SearchPerson> person)
    {
        person.Property(p => p.Id).ValueGeneratedNever();
        person.Property(p => p.Name).HasMaxLength(60);
        person.Property(p => p.SortKey).HasMaxLength(200);
        person.Property(p => p.Initials).HasMaxLength(60);
        person.Property(p => p.StaffNumber).HasMaxLength(40);
        person.HasIndex(p => p.PersonId).IsUnique();
        person.HasOne<Person>().WithOne().HasForeignKey<SearchPerson>(p => p.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SearchTermConfiguration : IEntityTypeConfiguration<SearchTerm>
{
    public void Configure(EntityTypeBuilder<SearchTerm> term)
    {
        // Every column: the index alone answers, in order.
        term.HasKey(t => new { t.Term, t.SortKey, t.Row, t.County, t.School });
        term.Property(t => t.Term).HasMaxLength(80);
        term.Property(t => t.SortKey).HasMaxLength(200);
    }
}
