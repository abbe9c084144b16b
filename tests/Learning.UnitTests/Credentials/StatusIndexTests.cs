using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class StatusIndexTests
{
    [Fact]
    public void Packed_ListAndPosition_AreSideBySide() => Assert.Equal((3u << 17) | 90_210u, new StatusIndex(3, 90_210).Packed);

    [Fact]
    public void FromPacked_AnyNumber_RoundTrips() => Prop.ForAll<uint>(packed =>
    {
        var index = StatusIndex.FromPacked(packed);
        return new StatusIndex(index.List, index.Position) == index && index.Packed == packed;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(32_768, 0)]
    [InlineData(0, -1)]
    [InlineData(0, 131_072)]
    public void New_OutOfRange_Throws(int list, int position) => Assert.Throws<ArgumentOutOfRangeException>(() => new StatusIndex(list, position));
}
