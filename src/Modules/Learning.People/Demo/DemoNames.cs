namespace Learning.People.Demo;

/// <summary>Invented names with the spread of real rosters: two and three characters, some of four, a ·, a rare character, one shared name.</summary>
internal sealed class DemoNames(DemoRandom random)
{
    // By frequency: the first are drawn more often.
    private const string Surnames =
        "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董肖程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶闫余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文";
    private const string First = "晓小建志文明国海春雪丽玉秀佳雨思梦子天俊永德红淑慧静嘉若欣诗立光正学成世宏振泽";
    private const string Second = "华明平芳燕英军林霞云琴红梅娟洁玲辉强涛斌峰波龙杰萍蓉琳怡涵妍宇轩瑶莹楠倩敏宁";
    private const string Single = "敏静伟丽强磊洋艳勇娟涛超霞刚平辉鹏杰鑫波斌燕莉婷宁莹琳雪倩岚";

    private static readonly string[] Rare = ["陈𬭎", "古丽娜尔·艾山", "欧阳静怡", "尉迟岚", "司马文博", "单晓䶮", "阿依努尔·买买提", "曾珝"];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private int drawn;

    public string Take(string name)
    {
        taken.Add(name);
        return name;
    }

    public string Next()
    {
        drawn++;
        if (drawn % 19 == 7 && drawn / 19 < Rare.Length)
        {
            return Take(Rare[drawn / 19]);
        }

        if (drawn == 60)
        {
            return "张丽"; // Two of one name at two schools, as every real roster has.
        }

        while (true)
        {
            var name = Draw();
            if (taken.Add(name))
            {
                return name;
            }
        }
    }

    private string Draw()
    {
        var surname = Surnames[Math.Min(random.Next(Surnames.Length), random.Next(Surnames.Length))];
        if (random.Percent(24))
        {
            return $"{surname}{Single[random.Next(Single.Length)]}";
        }

        var first = First[random.Next(First.Length)];
        char second;
        do
        {
            second = Second[random.Next(Second.Length)];
        }
        while (second == first);
        return $"{surname}{first}{second}";
    }
}
