using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials.Cbor;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class CborReaderTests
{
    [Theory]
    [InlineData(0, "00")]
    [InlineData(23, "17")]
    [InlineData(24, "1818")]
    [InlineData(255, "18FF")]
    [InlineData(256, "190100")]
    [InlineData(65_535, "19FFFF")]
    [InlineData(65_536, "1A00010000")]
    [InlineData(1_000_000_000_000, "1B000000E8D4A51000")]
    [InlineData(-1, "20")]
    [InlineData(-7, "26")]
    [InlineData(-1000, "3903E7")]
    public void Integer_Rfc8949Examples_Agree(long value, string hex)
    {
        Assert.Equal(hex, Convert.ToHexString(new CborWriter().Integer(value).ToArray()));
        var reader = new CborReader(Convert.FromHexString(hex));
        Assert.True(reader.TryInteger(out var read) && reader.TryEnd());
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("1817")]
    [InlineData("1900FF")]
    [InlineData("1A0000FFFF")]
    [InlineData("1B00000000FFFFFFFF")]
    public void TryInteger_LongerThanNeeded_IsNonCanonical(string hex) => Assert.Equal(CborFault.NonCanonical, FaultOf(hex));

    [Theory]
    [InlineData("")]
    [InlineData("18")]
    [InlineData("1B00")]
    [InlineData("1C")]
    [InlineData("1F")]
    [InlineData("3BFFFFFFFFFFFFFFFF")]
    [InlineData("0000")]
    [InlineData("F6")]
    [InlineData("C200")]
    public void TryInteger_NotOneInteger_IsMalformed(string hex) => Assert.Equal(CborFault.Malformed, FaultOf(hex));

    [Fact]
    public void TryBytes_IndefiniteLength_IsNonCanonical()
    {
        var reader = new CborReader([0x5F, 0x41, 0x00, 0xFF]);

        Assert.False(reader.TryBytes(out _));
        Assert.Equal(CborFault.NonCanonical, reader.Fault);
    }

    [Fact]
    public void TryBytes_LengthBeyondEnd_IsMalformed()
    {
        var reader = new CborReader([0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x00]);

        Assert.False(reader.TryBytes(out _));
        Assert.Equal(CborFault.Malformed, reader.Fault);
    }

    [Fact]
    public void TryText_NotUtf8_IsMalformed()
    {
        var reader = new CborReader([0x62, 0xC3, 0x28]);

        Assert.False(reader.TryText(out _));
        Assert.Equal(CborFault.Malformed, reader.Fault);
    }

    [Fact]
    public void TryText_AnyText_RoundTrips() => Prop.ForAll<UnicodeString>(text =>
    {
        var reader = new CborReader(new CborWriter().Text(text.Item).ToArray());
        return reader.TryText(out var read) && reader.TryEnd() && System.Text.Encoding.UTF8.GetByteCount(read) == System.Text.Encoding.UTF8.GetByteCount(text.Item);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryInteger_AnyInteger_RoundTrips() => Prop.ForAll<long>(value =>
    {
        var reader = new CborReader(new CborWriter().Integer(value).ToArray());
        return reader.TryInteger(out var read) && reader.TryEnd() && read == value;
    }).QuickCheckThrowOnFailure();

    private static CborFault FaultOf(string hex)
    {
        var reader = new CborReader(Convert.FromHexString(hex));
        _ = reader.TryInteger(out _) && reader.TryEnd();
        return reader.Fault;
    }
}
