using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Learning.People.Models;

namespace Learning.People.Services.Finding;

/// <summary>
/// What a person is found by. A name's characters one by one and two by two (so that any part of it finds it), and, told apart by a first
/// character: <c>'</c> pinyin, <c>`</c> its first letters, <c>=</c> staff number, <c>@</c> area or school, <c>#</c> role, <c>~</c> standing; the empty term is everyone.
/// </summary>
internal static class PeopleTerms
{
    public const string Everyone = "";
    private const int LongestPinyin = 60;

    public static string Pinyin(string letters) => "'" + Short(letters);

    public static string Initials(string letters) => "`" + Short(letters);

    public static string StaffNumber(string number) => "=" + number.ToLowerInvariant();

    public static string Place(int number) => "@" + number.ToString("x8", CultureInfo.InvariantCulture);

    public static string Role(string role) => "#" + role;

    public static string Standing(string standing) => "~" + standing;

    /// <summary>Whether a term is a role or a standing.</summary>
    public static bool IsOfPost(string term) => term is ['#' or '~', ..];

    /// <summary>A place's short number: the end of its id, which is drawn. Should two agree, the page that lists people leaves the wrong ones out, for it asks the appointments again.</summary>
    public static int Number(Guid? id)
    {
        Span<byte> bytes = stackalloc byte[16];
        (id ?? Guid.Empty).TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }

    /// <summary>The terms a part of a name must have: itself when it is one or two characters, else every two neighbours.</summary>
    public static IReadOnlyList<string> OfPart(string part)
    {
        var characters = Characters(part);
        return characters.Count <= 2 ? [string.Concat(characters)] : [.. Pairs(characters).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Every term of a person, at each place.</summary>
    public static HashSet<(string Term, int County, int School)> Of(SearchPerson person)
    {
        var characters = Characters(person.Name);
        List<string> common =
        [
            Everyone, .. characters, .. Pairs(characters), Pinyin(person.SortKey.Replace(" ", "", StringComparison.Ordinal)), Initials(person.Initials),
            .. person.StaffNumber is { } number ? [StaffNumber(number)] : Array.Empty<string>(),
        ];
        var terms = new HashSet<(string, int, int)>();
        foreach (var place in person.Places.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = place.Split(':');
            var (county, school) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
            terms.UnionWith(common.Select(t => (t, county, school)));
            terms.Add((Place(county), county, school));
            if (school != 0)
            {
                terms.Add((Place(school), county, school));
            }

            terms.UnionWith(parts[2].Split(',').Select(role => (role[0] == '~' ? role : Role(role), county, school)));
        }

        return terms;
    }

    private static List<string> Characters(string name) => [.. name.EnumerateRunes().Where(r => !Rune.IsWhiteSpace(r)).Select(r => Rune.ToLowerInvariant(r).ToString())];

    private static IEnumerable<string> Pairs(List<string> characters) => characters.Zip(characters.Skip(1), (a, b) => a + b);

    private static string Short(string letters) => letters.Length > LongestPinyin ? letters[..LongestPinyin] : letters;
}
