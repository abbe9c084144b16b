using System.Text;
using Learning.Framework.Text;

namespace Learning.Bureau.Services;

/// <summary>A table as CSV, whole in memory.</summary>
internal sealed class CsvTable
{
    private readonly StringBuilder text = new();

    public CsvTable(params string[] heads) => Add([.. heads]);

    public void Add(params object?[] cells) => text.Append(Csv.Line(cells));

    public byte[] ToBytes() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
}
