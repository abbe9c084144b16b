using Learning.Core.People;

namespace Learning.People.Demo;

/// <summary>Invented schools of every kind, spread over the areas; two in the first, two directly under the city.</summary>
internal static class DemoSchools
{
    private sealed record Pattern(string Kind, string Suffix, int Area, int Staff, int Classes, int PerClass, int BoardShare);

    private const int City = -1;

    private static readonly Pattern[] Patterns =
    [
        new("junior-high", "初级中学", 0, 30, 18, 47, 27),
        new("primary", "小学", 0, 20, 12, 44, 0),
        new("kindergarten", "幼儿园", 1, 10, 6, 29, 0),
        new("nine-year", "九年制学校", 1, 20, 12, 42, 18),
        new("complete-secondary", "中学", 2, 32, 18, 49, 52),
        new("senior-high", "高级中学", 3, 26, 16, 50, 63),
        new("vocational", "职业高级中学", 4, 15, 10, 43, 70),
        new("technical", "技工学校", City, 12, 8, 40, 88),
        new("special", "特殊教育学校", City, 8, 4, 10, 30),
        new("teaching-point", "教学点", -2, 3, 2, 11, 0),
        new("primary", "小学", 2, 12, 8, 41, 12),
        new("junior-high", "初级中学", 3, 9, 6, 43, 41),
    ];

    private static readonly string[] Flavours =
        ["青禾", "松鹤路", "小石榴", "望溪", "云杉", "澄湖", "金桐", "蓝焰", "晓光", "野菊坪", "桐花", "白鹭洲", "芦溪", "星河", "竹影", "稻香", "红枫", "远山", "清泉", "向阳坡"];

    public static IReadOnlyList<DemoSchool> Make(DemoPlan plan, DemoRandom random)
    {
        var staff = Shares(plan);
        return [.. Enumerable.Range(0, plan.Schools).Select(i =>
        {
            var pattern = Patterns[i % Patterns.Length];
            var area = AreaOf(pattern.Area, i / Patterns.Length, plan);
            var flavour = Flavours[i % Flavours.Length] + (i < Flavours.Length ? "" : $"第{i / Flavours.Length + 1}");
            return new DemoSchool(
                $"{plan.CityCode}-demo-{i + 1:00}", $"{area?.Name ?? plan.CityName}{flavour}{pattern.Suffix}", pattern.Kind, area?.Code, 101 + i,
                staff[i], pattern.Classes, Facts(plan, pattern, random));
        })];
    }

    private static DemoArea? AreaOf(int wanted, int round, DemoPlan plan) => wanted switch
    {
        City => null,
        _ when plan.Areas.Count == 0 => null,
        < City => plan.Areas[^1],
        _ => plan.Areas[(wanted + round) % plan.Areas.Count],
    };

    /// <summary>Staff of each school by weight, adding up to the plan's number less the research centre's.</summary>
    private static int[] Shares(DemoPlan plan)
    {
        var weights = Enumerable.Range(0, plan.Schools).Select(i => Patterns[i % Patterns.Length].Staff).ToArray();
        var sum = weights.Sum();
        var wanted = plan.Staff - plan.Researchers;
        var shares = weights.Select(w => w * wanted / sum).ToArray();
        for (var i = 0; shares.Sum() < wanted; i = (i + 1) % shares.Length)
        {
            shares[i]++;
        }

        return shares;
    }

    private static IReadOnlyList<DemoFact> Facts(DemoPlan plan, Pattern pattern, DemoRandom random)
    {
        var facts = new List<DemoFact>();
        for (var year = plan.FirstYear.StartYear; year <= plan.ThisYear.StartYear; year++)
        {
            var counted = new DateOnly(year, 9, 20);
            if (counted > plan.Today)
            {
                break;
            }

            var pupils = pattern.Classes * pattern.PerClass + random.Next(31) - 15;
            facts.Add(new DemoFact(OrganisationFacts.Classes, pattern.Classes, counted));
            facts.Add(new DemoFact(OrganisationFacts.Pupils, pupils, counted));
            facts.Add(new DemoFact(OrganisationFacts.Boarders, pupils * pattern.BoardShare / 100, counted));
        }

        return facts;
    }
}
