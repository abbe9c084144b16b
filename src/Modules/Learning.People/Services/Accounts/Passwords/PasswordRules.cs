using System.Text;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Accounts.Passwords;

internal enum PasswordFault
{
    Missing,
    TooShort,
    TooLong,
    Common,

    /// <summary>Holds the person's own number, phone or name, or the school's or the site's name.</summary>
    Own,
}

/// <summary>NIST SP 800-63B: length and a list of common passwords; no composition rules, no forced change, anything may be typed or pasted.</summary>
/// <remarks>
/// Twelve characters: more than the eight it asks where there is a second factor, fewer than the fifteen where there is none. Officers must have one; a teacher's
/// password opens the teacher's own learning only, guessing is throttled by name and address, and at fifteen people in schools write it on the monitor.
/// A character is a Unicode code point after NFKC, so a Chinese sentence counts each 汉字 once.
/// </remarks>
internal static class PasswordRules
{
    public const int Least = 12, Most = 200;

    private static readonly string[] Rows = ["1234567890", "0987654321", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn", "qwertyuiopasdfghjklzxcvbnm"];

    /// <summary>What is common here and in no international list: pinyin, the work, the sentences everybody thinks of.</summary>
    private static readonly string[] Words =
    [
        "woaini", "woaiwojia", "woaizuguo", "woaizhongguo", "woaixuexi", "woaixuexiao", "woaixuesheng", "woshinibaba", "woshishui", "nihao", "nishishui", "mima", "wodemima", "wangjimima", "mimashi",
        "laoshi", "jiaoshi", "xuesheng", "xuexiao", "xuexi", "jiaoyu", "jiaoyuju", "banzhuren", "xiaozhang", "xinli", "xinlijiankang", "peixun", "jiaoshipeixun", "xuexipingtai", "zhongguo",
        "beijing", "shanghai", "sichuan", "panzhihua", "qingdao", "nanchang", "ankang", "gaoan", "zhanghao", "guanliyuan", "ceshi", "gongxifacai", "xinnianhao", "shengrikuaile",
        "teacher", "learning", "learning-demo", "school", "education", "admin", "root", "test", "demo", "abc", "aaa", "我爱你", "我爱中国", "我爱我家", "密码", "我的密码", "老师", "学校", "教育局",
        "好好学习天天向上", "新年快乐", "恭喜发财", "一二三四五六七八九十",
    ];

    private static readonly Lazy<HashSet<string>> Common = new(Read);

    /// <param name="own">Words of the person and the place that must not be in it.</param>
    public static PasswordFault? FaultOf(string? password, IEnumerable<string> own)
    {
        if (string.IsNullOrEmpty(password))
        {
            return PasswordFault.Missing;
        }

        var normal = PasswordCheck.Normal(password);
        var length = normal.EnumerateRunes().Count();
        return length < Least ? PasswordFault.TooShort
            : length > Most ? PasswordFault.TooLong
            : IsCommon(normal) ? PasswordFault.Common
            : own.Any(w => w.Length >= 2 && normal.Contains(w, StringComparison.OrdinalIgnoreCase)) ? PasswordFault.Own
            : null;
    }

    /// <summary>Whether everyone who guesses tries it: a known word with digits around it, a row of keys, one group over and over, digits only.</summary>
    public static bool IsCommon(string password)
    {
        var plain = password.ToLowerInvariant();
        var core = plain.Trim('1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '!', '@', '#', '$', '%', '.', '_', '-', '*', '?', '+', ' ', '！', '。', '？');
        return core.Length == 0 || IsKnown(plain) || IsKnown(core) || IsKnown(string.Concat(core.Where(char.IsLetter)))
            || Rows.Any(r => (r + r).Contains(plain, StringComparison.Ordinal))
            || (core.Length >= 4 && Rows.Any(r => r.Contains(core, StringComparison.Ordinal)))
            || IsRepeated(plain) || IsRepeated(core) || plain.EnumerateRunes().Distinct().Count() < 4;
    }

    /// <summary>Reports at the fields what is wrong with a new password.</summary>
    public static void CheckPassword(this PageModel page, string field, string? password, string againField, string? again, IEnumerable<string> own, IStringLocalizer T)
    {
        if (FaultOf(password, own) is { } fault)
        {
            page.ModelState.AddModelError(field, fault switch
            {
                PasswordFault.Missing => T["填写新密码。"],
                PasswordFault.TooShort => T["密码至少12个字。"],
                PasswordFault.TooLong => T["密码最多200个字。"],
                PasswordFault.Own => T["密码里不要有自己的编号、手机号、姓名、学校或平台的名字。"],
                _ => T["这个密码太常见，容易被猜到。换一个，比如一句自己的话。"],
            });
        }
        else if (PasswordCheck.Normal(again ?? "") != PasswordCheck.Normal(password!))
        {
            page.ModelState.AddModelError(againField, T["两次填的不一样。"]);
        }
    }

    /// <summary>A known word, once, twice or three times.</summary>
    private static bool IsKnown(string text) =>
        Enumerable.Range(1, 3).Any(n => text.Length % n == 0 && Common.Value.Contains(text[..(text.Length / n)]) && text == string.Concat(Enumerable.Repeat(text[..(text.Length / n)], n)));

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, Math.Min(6, text.Length / 2)).Any(n => text.Chunk(n).All(c => text.AsSpan().StartsWith(c)));

    private static HashSet<string> Read()
    {
        using var stream = typeof(PasswordRules).Assembly.GetManifestResourceStream("CommonPasswords.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new HashSet<string>(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#').Concat(Words), StringComparer.Ordinal);
    }
}
