using FsCheck;
using FsCheck.Fluent;
using Learning.Media.Services;

namespace Learning.UnitTests.Media;

public sealed class IntervalsTests
{
    [Theory]
    [InlineData("", 0, 5, "0-5")]
    [InlineData("0-5", 5, 9, "0-9")]
    [InlineData("0-5", 6, 9, "0-5,6-9")]
    [InlineData("0-5,8-9", 4, 8, "0-9")]
    [InlineData("2-4,6-8,10-12", 0, 20, "0-20")]
    [InlineData("6-8", 1, 2, "1-2,6-8")]
    [InlineData("6-8", 7, 7, "6-8")]
    public void Add_Part_MergesWhatTouches(string before, int from, int to, string after) =>
        Assert.Equal(after, Intervals.Parse(before).Add(from, to).ToString());

    [Fact]
    public void Add_AnyParts_KeepsExactlyTheirMilliseconds()
    {
        var parts = Gen.Zip(Gen.Choose(0, 200), Gen.Choose(0, 40)).ListOf(15);
        Check.QuickThrowOnFailure(Prop.ForAll(parts.ToArbitrary(), list =>
        {
            var all = Intervals.None;
            var seen = new HashSet<int>();
            var grown = true;
            foreach (var (from, length) in list)
            {
                var before = seen.Count;
                seen.UnionWith(Enumerable.Range(from, length));
                grown &= all.NewOf(from, from + length) == seen.Count - before;
                all = all.Add(from, from + length);
            }

            var apart = all.Parts.Zip(all.Parts.Skip(1)).All(p => p.First.To < p.Second.From);
            return grown && apart && all.Length == seen.Count && Intervals.Parse(all.ToString()).ToString() == all.ToString();
        }));
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 4)]
    public void Add_NoInterval_Throws(int from, int to) => Assert.Throws<ArgumentOutOfRangeException>(() => Intervals.None.Add(from, to));

    [Theory]
    [InlineData("x")]
    [InlineData("5")]
    [InlineData("-5-6")]
    public void Parse_AnythingElse_Throws(string text) => Assert.Throws<FormatException>(() => Intervals.Parse(text));
}
