using System.Text;

namespace Learning.People.Demo;

/// <summary>
/// Invented names with the spread of real rosters: surnames by their frequency, compound ones, two to four characters, a ·, rare characters.
/// A small demonstration has each name once but one; a whole city has as many 张丽 as a real one.
/// </summary>
internal sealed class DemoNames(DemoRandom random, bool distinct)
{
    // Surname and how many of a thousand have it; the rest of the thousand is shared by the others.
    private const string Common =
        "王72李71张67刘51陈45杨31黄22赵22吴20周20徐15孙14马14朱13胡13郭12何12林11高11罗11郑10梁9谢8宋8唐8许7韩7邓7冯7曹6彭6曾6肖6田6董6潘6袁5蔡5蒋5余5于5杜5叶5程5魏4苏4吕4丁4任4卢4姚4沈4钟4姜4崔4谭4陆4"
        + "范3汪3廖3石3金3韦3贾3夏3付3方3邹3熊3白3孟3秦3邱2侯2江2尹2薛2闫2段2雷2龙2黎2史2陶2贺2毛2郝2顾2龚2邵2万2覃2武2钱2戴2严2莫2孔2向2常2";

    private const string Others =
        "汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房蒲滕屈饶解牟艾尤阳时穆司卓古吉缪简车项连芦麦褚娄窦岑景党费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝";

    private const string FirstOfWomen = "晓小雪丽玉秀佳雨思梦红淑慧静嘉若欣诗春海文", SecondOfWomen = "华燕英霞云琴红梅娟洁玲萍蓉琳怡涵妍莹楠倩敏宁芳芬艳";
    private const string FirstOfMen = "建志文明国海天俊永德立光正学成世宏振泽子晓春家", SecondOfMen = "华明平军林辉强涛斌峰波龙杰宇轩宁东刚毅伟鑫勇";
    private const string Single = "敏静丽艳娟婷燕莉琳雪倩岚莹洋超宁伟强磊勇涛霞刚平辉鹏杰鑫波斌";

    private static readonly string[] Compound = ["欧阳", "上官", "司马", "诸葛", "尉迟", "令狐", "皇甫", "慕容", "司徒", "夏侯"];
    private static readonly string[] Given = ["古丽娜尔", "阿依努尔", "买买提", "艾尔肯", "阿卜杜拉", "帕提古丽", "尼鲁帕尔", "玉素甫"], Fathers = ["艾山", "买买提", "吐尔逊", "热合曼", "卡德尔"];
    private static readonly string[] RareCharacters = ["𬭎", "䶮", "珝", "燚", "喆", "㛃", "𣲘", "玥", "翀", "垚"];
    private static readonly string[] Rare = ["陈𬭎", "古丽娜尔·艾山", "欧阳静怡", "尉迟岚", "司马文博", "单晓䶮", "阿依努尔·买买提", "曾珝"];
    private static readonly string[] Surnames = Thousand();
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private int drawn;

    public string Take(string name)
    {
        taken.Add(name);
        return name;
    }

    public string Next()
    {
        if (!distinct)
        {
            return Draw();
        }

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
        var kind = distinct ? 0 : random.Next(1000);
        if (kind >= 992)
        {
            return $"{random.Pick(Given)}·{random.Pick(Fathers)}";
        }

        var surname = kind >= 984 ? random.Pick(Compound) : random.Pick(Surnames);
        if (kind is >= 981 and < 984)
        {
            return $"{surname}{random.Pick(RareCharacters)}";
        }

        return random.Percent(21) ? $"{surname}{Single[random.Next(Single.Length)]}"
            : random.Percent(68) ? surname + Two(FirstOfWomen, SecondOfWomen)
            : surname + Two(FirstOfMen, SecondOfMen);
    }

    private string Two(string firsts, string seconds)
    {
        var first = firsts[random.Next(firsts.Length)];
        char second;
        do
        {
            second = seconds[random.Next(seconds.Length)];
        }
        while (second == first);
        return $"{first}{second}";
    }

    private static string[] Thousand()
    {
        var names = new List<string>();
        for (var i = 0; i < Common.Length;)
        {
            var surname = Common[i++].ToString();
            var share = 0;
            while (i < Common.Length && char.IsAsciiDigit(Common[i]))
            {
                share = share * 10 + Common[i++] - '0';
            }

            names.AddRange(Enumerable.Repeat(surname, share));
        }

        names.AddRange(Others.EnumerateRunes().Select(r => r.ToString()));
        return [.. names];
    }
}
