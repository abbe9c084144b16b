using Learning.Core.People;

namespace Learning.People.Demo;

/// <summary>Schools of a whole city in the sizes of a real one: very many small kindergartens and teaching points, few schools of three thousand pupils.</summary>
internal static class CitySchools
{
    /// <param name="Share">Of a thousand schools.</param>
    /// <param name="Median">Pupils of the one in the middle.</param>
    /// <param name="Spread">Of the logarithm of pupils: how unlike in size they are.</param>
    /// <param name="PerTeacher">Pupils to a member of staff.</param>
    /// <param name="PerClass">Pupils to a class.</param>
    /// <param name="Board">Of a hundred pupils.</param>
    private sealed record Pattern(string Kind, string[] Suffixes, int Share, double Median, double Spread, int Most, double PerTeacher, int PerClass, int Board);

    private static readonly Pattern[] Patterns =
    [
        new("kindergarten", ["幼儿园", "中心幼儿园", "实验幼儿园"], 320, 150, 0.6, 540, 9, 28, 0),
        new("primary", ["小学", "小学", "中心小学", "实验小学", "中心校"], 315, 480, 0.85, 3200, 17, 42, 6),
        new("teaching-point", ["教学点"], 110, 16, 0.7, 60, 7, 9, 0),
        new("junior-high", ["初级中学", "中学", "实验中学"], 105, 850, 0.6, 3000, 12.5, 46, 30),
        new("nine-year", ["学校", "九年制学校"], 55, 950, 0.6, 3200, 14, 43, 18),
        new("complete-secondary", ["中学", "完全中学"], 30, 1800, 0.45, 3800, 12, 49, 50),
        new("senior-high", ["高级中学", "第一中学", "中学"], 30, 1900, 0.45, 4200, 11.5, 50, 62),
        new("vocational", ["职业高级中学", "职业技术学校"], 20, 1500, 0.5, 4000, 16, 43, 70),
        new("technical", ["技工学校"], 7, 1200, 0.4, 3000, 17, 40, 85),
        new("special", ["特殊教育学校"], 8, 110, 0.4, 260, 4, 10, 30),
    ];

    private const string Flavours1 = "青金云松白红石清星芦竹稻远望澄桐向晨明和锦凤龙玉花柳梅枫银翠", Flavours2 = "禾鹤湖溪坪杉榴洲河影香山泉坡岭桥塘湾溪原林庄渡墩";

    public static IReadOnlyList<DemoSchool> Make(DemoPlan plan, DemoRandom random)
    {
        var kinds = Kinds(plan.Schools, random);
        var wishes = kinds.Select(p => p.Median * Math.Exp(p.Spread * random.Bell())).ToArray();
        var staff = Staff(kinds, wishes, plan.Staff - plan.Researchers);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, plan.Schools).Select(i =>
        {
            var (pattern, area) = (kinds[i], Area(i, kinds[i], plan, random));
            var pupils = Pupils(pattern, staff[i], random);
            var classes = Math.Max(1, (pupils + pattern.PerClass / 2) / pattern.PerClass);
            return new DemoSchool(
                $"{plan.CityCode}-demo-{i + 1:000}", Name(pattern, area?.Name ?? plan.CityName, taken, random), pattern.Kind, area?.Code, 101 + i,
                staff[i], classes, Facts(plan, pattern, pupils, random)) { Pupils = pupils };
        })];
    }

    /// <summary>The first is a junior high for the demonstration accounts; then each kind by its share, none left out where there is room, in a drawn order.</summary>
    private static Pattern[] Kinds(int schools, DemoRandom random)
    {
        var counts = Patterns.Select(p => (Pattern: p, Count: Math.Max(schools >= 20 ? 1 : 0, schools * p.Share / 1000))).ToArray();
        var all = counts.SelectMany(c => Enumerable.Repeat(c.Pattern, c.Count)).ToList();
        while (all.Count < schools)
        {
            all.Add(Patterns[all.Count % 2]);
        }

        while (all.Count > schools)
        {
            all.RemoveAt(0);
        }

        for (var i = all.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (all[i], all[j]) = (all[j], all[i]);
        }

        var first = all.FindIndex(p => p.Kind == "junior-high");
        if (first >= 0)
        {
            all.RemoveAt(first);
        }

        all.Insert(0, Patterns[3]);
        return [.. all.Take(schools)];
    }

    /// <summary>Everyone of the plan, shared out by the drawn sizes: one factor for all, none above what its kind grows to.</summary>
    private static int[] Staff(Pattern[] kinds, double[] wishes, int wanted)
    {
        int Of(int i, double factor) => i == 0
            ? Math.Max(Math.Min(24, wanted / kinds.Length + 6), Plain(i, factor))
            : Plain(i, factor);
        int Plain(int i, double factor) => Math.Max(kinds[i].Kind == "teaching-point" ? 1 : 2, (int)(Math.Min(kinds[i].Most, wishes[i] * (kinds[i].Kind == "teaching-point" ? 1 : factor)) / kinds[i].PerTeacher));
        var (low, high) = (0.0, 200.0);
        for (var turn = 0; turn < 60; turn++)
        {
            var middle = (low + high) / 2;
            (low, high) = Enumerable.Range(0, kinds.Length).Sum(i => Of(i, middle)) <= wanted ? (middle, high) : (low, middle);
        }

        var staff = Enumerable.Range(0, kinds.Length).Select(i => Of(i, low)).ToArray();
        var grow = Enumerable.Range(0, kinds.Length).Where(i => kinds[i].Kind != "teaching-point").ToArray();
        for (var (left, turn) = (wanted - staff.Sum(), 0); left != 0; turn++)
        {
            var i = grow[turn % grow.Length];
            var step = left > 0 ? 1 : staff[i] > 2 ? -1 : 0;
            staff[i] += step;
            left -= step;
        }

        return staff;
    }

    private static int Pupils(Pattern pattern, int staff, DemoRandom random) =>
        Math.Max(pattern.Kind == "teaching-point" ? 4 : 12, (int)(staff * pattern.PerTeacher * (90 + random.Next(21)) / 100));

    /// <summary>Areas are not alike: the first are towns with more schools. One of thirty secondary and vocational schools is the city's own.</summary>
    private static DemoArea? Area(int i, Pattern pattern, DemoPlan plan, DemoRandom random)
    {
        if (plan.Areas.Count == 0)
        {
            return null;
        }

        var cityOwn = pattern.Kind is "technical" or "special" ? random.Percent(60) : pattern.Kind is "senior-high" or "complete-secondary" or "vocational" && random.Percent(18);
        var area = plan.Areas[Math.Min(random.Next(plan.Areas.Count), random.Next(plan.Areas.Count + plan.Areas.Count / 2))];
        return i == 0 ? plan.Areas[0] : i <= plan.Areas.Count ? plan.Areas[i - 1] : cityOwn ? null : area;
    }

    private static string Name(Pattern pattern, string place, HashSet<string> taken, DemoRandom random)
    {
        for (var turn = 0; ; turn++)
        {
            var flavour = $"{Flavours1[random.Next(Flavours1.Length)]}{Flavours2[random.Next(Flavours2.Length)]}";
            var name = $"{place}{flavour}{(turn > 20 ? $"第{random.Next(90) + 2}" : "")}{random.Pick(pattern.Suffixes)}";
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    /// <summary>Counted each September, growing or shrinking a little from year to year.</summary>
    private static List<DemoFact> Facts(DemoPlan plan, Pattern pattern, int pupils, DemoRandom random)
    {
        var facts = new List<DemoFact>();
        var trend = random.Next(9) - 4;
        for (var year = plan.FirstYear.StartYear; year <= plan.ThisYear.StartYear; year++)
        {
            var then = Math.Max(3, pupils - pupils * trend * (plan.ThisYear.StartYear - year) / 100 + (year == plan.ThisYear.StartYear ? 0 : random.Next(9) - 4));
            var counted = new DateOnly(year, 9, 20);
            facts.Add(new DemoFact(OrganisationFacts.Classes, Math.Max(1, (then + pattern.PerClass / 2) / pattern.PerClass), counted));
            facts.Add(new DemoFact(OrganisationFacts.Pupils, then, counted));
            facts.Add(new DemoFact(OrganisationFacts.Boarders, then * pattern.Board / 100, counted));
        }

        return facts;
    }
}
