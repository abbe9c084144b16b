using Learning.Core;
using Learning.Core.People;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Learning.People.Services;
using Microsoft.EntityFrameworkCore;

namespace Learning.People.Recipes;

internal sealed record OrganisationsModel
{
    public required IReadOnlyList<Entry> Organisations { get; init; }

    public sealed record Entry
    {
        /// <summary>The bureau's own code, the natural key.</summary>
        public required string Code { get; init; }

        public required string Name { get; init; }

        /// <summary><c>city-bureau</c>, an area, a kind of school or a unit.</summary>
        public required string Kind { get; init; }

        /// <summary>Code of the organisation above, earlier in the list or known already; null for the city.</summary>
        public string? Parent { get; init; }

        /// <summary>Official order among siblings.</summary>
        public int Order { get; init; }

        public string? DivisionCode { get; init; }
    }
}

/// <summary>The city, its county-level areas, and schools a recipe knows.</summary>
internal sealed class OrganisationsStep(LearningDbContext db, TimeProvider clock) : RecipeStep<OrganisationsModel>("organisations")
{
    protected override async Task ExecuteAsync(OrganisationsModel model, RecipeRun run, CancellationToken cancellation)
    {
        var known = await db.Organisations.ToDictionaryAsync(o => o.Code, StringComparer.Ordinal, cancellation);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < model.Organisations.Count; i++)
        {
            var entry = model.Organisations[i];
            var at = $"organisations[{i}]";
            Check(entry, at, run, seen);
            var parent = Parent(entry, at, run, known);
            if (!known.TryGetValue(entry.Code, out var organisation))
            {
                organisation = SetUpByHand(entry, known) ?? Add(entry, known);
                organisation.Code = entry.Code;
                known[entry.Code] = organisation;
            }

            organisation.Name = entry.Name;
            organisation.Kind = entry.Kind;
            organisation.Order = entry.Order;
            organisation.DivisionCode = entry.DivisionCode;
            OrganisationTree.Place(organisation, parent);
        }
    }

    private Organisation Add(OrganisationsModel.Entry entry, Dictionary<string, Organisation> known)
    {
        var organisation = new Organisation { Id = clock.NewId(), Code = entry.Code, Name = entry.Name, Kind = entry.Kind };
        db.Add(organisation);
        return organisation;
    }

    /// <summary>A site set up before any recipe has its bureau already.</summary>
    private static Organisation? SetUpByHand(OrganisationsModel.Entry entry, Dictionary<string, Organisation> known)
    {
        if (entry.Kind != OrganisationKinds.CityBureau || !known.Remove(OrganisationTree.CodeOfFirstRun, out var bureau))
        {
            return null;
        }

        return bureau;
    }

    private static void Check(OrganisationsModel.Entry entry, string at, RecipeRun run, HashSet<string> seen)
    {
        if (entry.Code.Length is 0 or > 40)
        {
            throw run.Problem($"{at}.code", "expected a code of 1 to 40 characters");
        }

        if (!seen.Add(entry.Code))
        {
            throw run.Problem($"{at}.code", $"the code '{entry.Code}' is there twice");
        }

        if (entry.Name.Length is 0 or > 100)
        {
            throw run.Problem($"{at}.name", "expected a name of 1 to 100 characters");
        }

        if (!OrganisationKinds.All.Contains(entry.Kind))
        {
            throw run.Problem($"{at}.kind", $"no kind is called '{entry.Kind}'; there are: {string.Join(", ", OrganisationKinds.All)}");
        }
    }

    private static Organisation? Parent(OrganisationsModel.Entry entry, string at, RecipeRun run, Dictionary<string, Organisation> known)
    {
        if (entry.Kind == OrganisationKinds.CityBureau)
        {
            if (entry.Parent is not null)
            {
                throw run.Problem($"{at}.parent", "the city's bureau stands on top: expected null");
            }

            if (known.Values.FirstOrDefault(o => o.Kind == OrganisationKinds.CityBureau && o.Code != entry.Code && o.Code != OrganisationTree.CodeOfFirstRun) is { } other)
            {
                throw run.Problem($"{at}.code", $"this site belongs to '{other.Name}' ({other.Code}); another city needs a site of its own");
            }

            return null;
        }

        if (entry.Parent is null || !known.TryGetValue(entry.Parent, out var parent))
        {
            throw run.Problem($"{at}.parent", $"expected the code of an organisation above, not '{entry.Parent}'");
        }

        return OrganisationTree.MayStandUnder(entry.Kind, parent.Kind)
            ? parent
            : throw run.Problem($"{at}.parent", $"a {entry.Kind} cannot stand under a {parent.Kind}");
    }
}
