using Learning.Core.People;
using Learning.People.Services.Appointments;
using Learning.People.Services.Rosters.Reading;

namespace Learning.People.Services.Rosters.Judging;

/// <summary>What a roster's line about a post means for the posts someone holds there. A roster says since when somebody has the role; how they stand may have changed on the way.</summary>
/// <param name="countsFrom">From when a new post without a first day, and a changed standing, counts.</param>
internal sealed class PostPlanner(DateOnly today, DateOnly countsFrom)
{
    internal sealed record Said(Organisation Place, string Role, string? Employment, string? Standing, DateOnly? From, DateOnly? To, bool SaysTo);

    public (IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) Plan(IReadOnlyList<Appointment> posts, Said said)
    {
        var chain = Chain(posts, said);
        if (chain.Count == 0)
        {
            return Added(new PostValues(said.Place, said.Role, said.Employment, said.Standing ?? Standings.InPost, said.From ?? countsFrom, said.To));
        }

        var changes = new List<RowChange>();
        var time = chain.ConvertAll(link => new Segment(link, link.From, link.To, link.Employment, link.Standing));
        Begin(time, said, changes);
        End(time, said, changes);
        Stand(time, said, changes);
        return (changes.Count == 0 ? [] : Steps(chain, time, said), changes);
    }

    /// <summary>Of a file that gives somebody's time in a role in several lines: each line is one post, known by its first day. What the site has of that time otherwise gives way to it.</summary>
    /// <param name="parts">Of all these lines.</param>
    public static (IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) PlanPart(IReadOnlyList<Appointment> posts, Said said, IReadOnlyList<PostTime> parts)
    {
        var begins = said.From!.Value;
        var there = posts.Where(p => p.OrganisationId == said.Place.Id && p.Role == said.Role).ToList();
        var inTheWay = there.Where(p => parts.All(t => t.From != p.From) && parts.FirstOrDefault(t => AppointmentRows.Overlap(p.From, p.To, t.From, t.To))?.From == begins).ToList();
        var link = there.Find(p => p.From == begins) ?? inTheWay.FirstOrDefault();
        var put = new PostValues(said.Place, said.Role, said.Employment ?? link?.Employment, said.Standing ?? link?.Standing ?? Standings.InPost, begins, said.SaysTo ? said.To : link?.To);
        if (link is null)
        {
            return Added(put);
        }

        var changes = inTheWay.ConvertAll(p => new RowChange("from", Day(p.From), Day(begins)));
        Compare(changes, "to", link.To is { } last ? Day(last) : null, put.To is { } to ? Day(to) : null);
        Compare(changes, "standing", link.Standing, put.Standing);
        Compare(changes, "employment", link.Employment, put.Employment);
        return (changes.Count == 0 ? [] : [new PostStep(link, put), .. inTheWay.Where(p => p != link).Select(p => new PostStep(p, null))], changes);
    }

    private static (IReadOnlyList<PostStep> Steps, IReadOnlyList<RowChange> Changes) Added(PostValues put) =>
        ([new PostStep(null, put)], [new RowChange("role", null, put.Role), new RowChange("organisation", null, put.Place.Name), new RowChange("from", null, Day(put.From))]);

    private static void Compare(List<RowChange> changes, string field, string? before, string? after)
    {
        if (before != after)
        {
            changes.Add(new RowChange(field, before, after));
        }
    }

    /// <summary>Ends a post on a day; one that would begin later is taken out.</summary>
    public static PostStep EndOn(Appointment post, Organisation place, DateOnly day) =>
        new(post, day < post.From ? null : new PostValues(place, post.Role, post.Employment, post.Standing, post.From, day));

    /// <summary>The links of one unbroken time in the role: the present or coming one, else the one the file's first day names.</summary>
    private List<Appointment> Chain(IReadOnlyList<Appointment> posts, Said said)
    {
        var links = posts.Where(p => p.OrganisationId == said.Place.Id && p.Role == said.Role).OrderBy(p => p.From).ToList();
        var chains = new List<List<Appointment>>();
        foreach (var link in links)
        {
            if (chains.Count > 0 && chains[^1][^1].To is { } ended && ended.AddDays(1) == link.From)
            {
                chains[^1].Add(link);
            }
            else
            {
                chains.Add([link]);
            }
        }

        return chains.FirstOrDefault(c => said.From is not null && c[0].From == said.From) ?? chains.FirstOrDefault(c => c[^1].To is null || c[^1].To >= today) ?? [];
    }

    private static void Begin(List<Segment> time, Said said, List<RowChange> changes)
    {
        if (said.From is not { } from || from == time[0].From || from > time[^1].To)
        {
            return;
        }

        changes.Add(new RowChange("from", Day(time[0].From), Day(from)));
        time.RemoveAll(s => s.To < from);
        time[0] = time[0] with { From = from };
    }

    private void End(List<Segment> time, Said said, List<RowChange> changes)
    {
        var last = time[^1].To;
        var to = said.SaysTo || (last < today && said.From is not null) ? said.To : last;
        if (to == last || to < time[0].From)
        {
            return;
        }

        changes.Add(new RowChange("to", last is { } old ? Day(old) : null, to is { } day ? Day(day) : null));
        time.RemoveAll(s => s.From > to);
        time[^1] = time[^1] with { To = to };
    }

    /// <summary>How the person stands today changes from the day changes count; what was before stays as it was.</summary>
    private void Stand(List<Segment> time, Said said, List<RowChange> changes)
    {
        var at = time.FindIndex(s => s.From <= today && (s.To is null || s.To >= today)) is >= 0 and var found ? found : time.Count - 1;
        var now = time[at];
        var (standing, employment) = (said.Standing ?? now.Standing, said.Employment ?? now.Employment);
        if (standing == now.Standing && employment == now.Employment)
        {
            return;
        }

        Compare(changes, "standing", now.Standing, standing);
        Compare(changes, "employment", now.Employment, employment);
        if (countsFrom > now.From && (now.To is null || countsFrom <= now.To))
        {
            time[at] = now with { To = countsFrom.AddDays(-1) };
            time.Insert(at + 1, new Segment(now.Link, countsFrom, now.To, employment, standing));
        }
        else
        {
            time[at] = now with { Employment = employment, Standing = standing };
        }
    }

    /// <summary>From the links there are to the time there is to be.</summary>
    private static List<PostStep> Steps(List<Appointment> chain, List<Segment> time, Said said)
    {
        var steps = new List<PostStep>();
        foreach (var link in chain)
        {
            var kept = time.Where(s => s.Link == link).ToList();
            if (kept.Count == 0)
            {
                steps.Add(new PostStep(link, null));
            }
            else if (kept[0] != new Segment(link, link.From, link.To, link.Employment, link.Standing))
            {
                steps.Add(new PostStep(link, Values(kept[0])));
            }

            steps.AddRange(kept.Skip(1).Select(s => new PostStep(null, Values(s), link)));
        }

        return steps;

        PostValues Values(Segment s) => new(said.Place, said.Role, s.Employment, s.Standing, s.From, s.To);
    }

    private sealed record Segment(Appointment Link, DateOnly From, DateOnly? To, string? Employment, string Standing);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
