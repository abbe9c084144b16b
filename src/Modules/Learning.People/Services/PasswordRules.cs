using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services;

/// <summary>NIST SP 800-63B: length and a list of common passwords; no composition rules, no forced change.</summary>
internal static class PasswordRules
{
    public const int Least = 10;
    private static readonly string[] Rows = ["1234567890", "0987654321", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn"];

    private static readonly string[] Words =
    [
        "password", "passw0rd", "qwerty", "admin", "administrator", "letmein", "welcome", "iloveyou", "woaini", "woaiwojia", "mima", "wodemima", "teacher", "laoshi",
        "jiaoshi", "school", "xuexiao", "jiaoyuju", "learning", "learning-demo", "china", "zhongguo", "beijing", "dragon", "monkey", "sunshine", "abc", "aaa", "test", "demo", "root", "5201314",
    ];

    /// <summary>Whether everyone who guesses tries it: a known word with digits behind, a row of keys, one character or one group over and over.</summary>
    public static bool IsCommon(string password)
    {
        var plain = password.ToLowerInvariant();
        var core = plain.Trim('1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '!', '@', '#', '.', '_', '-', '*', '?');
        return core.Length == 0 ? IsWeakNumber(plain)
            : Words.Contains(core) || Words.Contains(plain)
            || Rows.Any(r => (r + r).Contains(plain, StringComparison.Ordinal)) || (core.Length >= 4 && plain.Length - core.Length <= 6 && Rows.Any(r => r.Contains(core, StringComparison.Ordinal)))
            || IsRepeated(plain);
    }

    /// <summary>Nothing but digits and signs: rows, repeats, and what looks like a phone number or a date.</summary>
    private static bool IsWeakNumber(string plain) =>
        plain.Distinct().Count() < 4 || IsRepeated(plain) || plain.All(char.IsAsciiDigit);

    private static bool IsRepeated(string text) =>
        Enumerable.Range(1, Math.Min(4, text.Length / 2)).Any(n => text.Chunk(n).All(c => text.AsSpan().StartsWith(c)));

    /// <summary>Reports at the fields what is wrong with a new password.</summary>
    public static void CheckPassword(this PageModel page, string field, string? password, string againField, string? again, string? userName, IStringLocalizer T)
    {
        if (string.IsNullOrEmpty(password))
        {
            page.ModelState.AddModelError(field, T["填写新密码。"]);
        }
        else if (password.EnumerateRunes().Count() < Least)
        {
            page.ModelState.AddModelError(field, T["密码至少10位。"]);
        }
        else if (password.Length > 200)
        {
            page.ModelState.AddModelError(field, T["密码最多200位。"]);
        }
        else if (IsCommon(password) || (userName is { Length: > 3 } && password.Contains(userName, StringComparison.OrdinalIgnoreCase)))
        {
            page.ModelState.AddModelError(field, T["这个密码太常见，容易被猜到。换一个，比如一句自己的话。"]);
        }
        else if (again != password)
        {
            page.ModelState.AddModelError(againField, T["两次填的不一样。"]);
        }
    }
}
