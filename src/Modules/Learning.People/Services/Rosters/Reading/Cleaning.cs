using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Learning.People.Services.Rosters.Reading;

/// <summary>Takes out of cells what spreadsheets and input methods put in: invisible characters, full-width digits, spaces within Chinese names.</summary>
internal static partial class Cleaning
{
    /// <summary>Codes, numbers and words: one width, no invisible characters, single spaces.</summary>
    public static string Text(string raw)
    {
        if (IsPlain(raw))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        foreach (var c in Visible(raw))
        {
            text.Append(Half(c));
        }

        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    /// <summary>A name: spaces between Chinese characters go, those between Latin words stay; rare characters are never exchanged.</summary>
    public static string Name(string raw)
    {
        if (IsPlain(raw) && !raw.Contains('.', StringComparison.Ordinal))
        {
            return raw;
        }

        var text = new StringBuilder(raw.Length);
        foreach (var c in Visible(raw.IsNormalized() || !WellFormed(raw) ? raw : raw.Normalize()))
        {
            text.Append(c is '．' or '•' or '・' or '‧' or '∙' ? '·' : Half(c));
        }

        text = new StringBuilder(DotBetweenHan().Replace(text.ToString(), "·"));
        return Names.Clean(BetweenHan().Replace(WellFormed(raw) ? text.ToString() : text.Replace("\uFFFD", "").ToString(), ""));
    }

    /// <summary>班主任兼语文 is two roles, 兼职心理教师 one.</summary>
    public static string Both(string roles) => And().Replace(roles, "、");

    /// <summary>A line under the table, such as 合计 or 制表人：, that is nobody's row.</summary>
    public static bool IsNote(SheetRow row) => row.Cells.FirstOrDefault(c => !c.IsBlank) is { IsBlank: false } first && Note().IsMatch(Text(first.Text));

    /// <summary>How names of places are compared: width, spaces and brackets do not tell two schools apart.</summary>
    public static string PlaceKey(string name) => string.Concat(Text(name).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    /// <summary>A number Excel shows as <c>1.38E+10</c>: its digits are gone.</summary>
    public static bool IsScientific(string text) => Scientific().IsMatch(Text(text));

    /// <summary>A number on purpose made unreadable, as our own export writes it: it says nothing, and is no mistake.</summary>
    public static bool IsMasked(string text) => text.Contains('*', StringComparison.Ordinal) || text.Contains('＊', StringComparison.Ordinal);

    /// <summary>A day as people and spreadsheets write it; a month alone is its first day.</summary>
    public static bool TryDay(Cell cell, out DateOnly day)
    {
        var text = Text(cell.Text).Replace(" ", "", StringComparison.Ordinal);
        var time = Time().Match(text);
        text = time.Success ? text[..time.Index] : text;
        var parts = Day().Match(text);
        if (parts.Success)
        {
            return TryMake(parts.Groups["y"].Value, parts.Groups["m"].Value, parts.Groups["d"].Success ? parts.Groups["d"].Value : "1", out day);
        }

        if (text.Length is 6 or 8 && text.All(char.IsAsciiDigit))
        {
            return TryMake(text[..4], text[4..6], text.Length == 8 ? text[6..] : "1", out day);
        }

        // A day Excel keeps as a number: 18264 is 1950-01-01, 73050 the end of 2099.
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) && serial is >= 18264 and < 73051)
        {
            day = new DateOnly(1899, 12, 30).AddDays((int)serial);
            return true;
        }

        day = default;
        return false;
    }

    private static bool TryMake(string year, string month, string date, out DateOnly day)
    {
        day = default;
        var (y, m, d) = (int.Parse(year, CultureInfo.InvariantCulture), int.Parse(month, CultureInfo.InvariantCulture), int.Parse(date, CultureInfo.InvariantCulture));
        if (y is < 1900 or > 2100 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return false;
        }

        day = new DateOnly(y, m, d);
        return true;
    }

    /// <summary>Most cells: nothing to take out.</summary>
    private static bool IsPlain(string raw)
    {
        foreach (var c in raw)
        {
            if (c is not ((>= '!' and <= '~') or (>= '\u4E00' and <= '\u9FFF')))
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<char> Visible(string raw) => raw.Where(c => char.IsWhiteSpace(c) || (!char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Select(c => char.IsWhiteSpace(c) ? ' ' : c);

    private static char Half(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static bool WellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}\uD840-\uDFFF·]) +(?=[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}\uD840-\uDFFF·])", RegexOptions.None, 1000)]
    private static partial Regex BetweenHan();

    [GeneratedRegex(@"(?<=\p{IsCJKUnifiedIdeographs}) *[.﹒。⋅] *(?=\p{IsCJKUnifiedIdeographs})", RegexOptions.None, 1000)]
    private static partial Regex DotBetweenHan();

    [GeneratedRegex("兼任?(?!职)", RegexOptions.None, 1000)]
    private static partial Regex And();

    [GeneratedRegex(@"^(合 ?计|总 ?计|小 ?计|共 ?计)|^(注|备注|说明|填表说明|制表|制表人|填表|填表人|填报|填报人|审核|审核人|审批人|经办人|负责人|单位负责人|学校负责人|校长签字|联系人|填表日期|填报日期|制表日期|单位\(盖章\)|学校\(盖章\)|\(?盖章\)?) ?:", RegexOptions.None, 1000)]
    private static partial Regex Note();

    [GeneratedRegex(@"^\d(\.\d+)?[Ee]\+?\d{1,2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"(?<y>\d{4})[-/.年](?<m>\d{1,2})([-/.月](?<d>\d{1,2})?[日号]?)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Day();

    [GeneratedRegex(@"T?0?0:00(:00)?(\.0+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();
}
