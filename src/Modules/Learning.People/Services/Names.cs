using Learning.Core.People;
using Learning.Framework.Text;

namespace Learning.People.Services;

/// <summary>A person's name as stored: NFC, one kind of middle dot, its pinyin beside it.</summary>
internal static class Names
{
    public static string Clean(string name) =>
        string.Join(' ', name.Normalize().Replace('•', '·').Replace('・', '·').Replace('．', '·').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    public static Person New(Guid id, string name, string? staffNumber)
    {
        var clean = Clean(name);
        return new Person { Id = id, Name = clean, SortKey = Pinyin.SortKey(clean), Initials = Pinyin.Initials(clean), StaffNumber = staffNumber };
    }
}
