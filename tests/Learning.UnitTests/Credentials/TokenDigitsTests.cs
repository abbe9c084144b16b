using FsCheck;
using FsCheck.Fluent;
using Learning.Credentials;
using Xunit;

namespace Learning.UnitTests.Credentials;

public sealed class TokenDigitsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("FF", "255")]
    [InlineData("FFFF", "65535")]
    [InlineData("000001", "00000001")]
    [InlineData("FFFFFFFFFFFFFF", "72057594037927935")]
    [InlineData("0000000000000001", "00000000000000000001")]
    public void Encode_Bytes_GroupsOfSeven(string hex, string digits)
    {
        Assert.Equal(digits, TokenDigits.Encode(Convert.FromHexString(hex)));
        Assert.True(TokenDigits.TryDecode(digits, out var bytes));
        Assert.Equal(hex, Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData("256")]
    [InlineData("72057594037927936")]
    [InlineData("1")]
    [InlineData("1234")]
    [InlineData("+12")]
    [InlineData(" 12")]
    [InlineData("١٢٣")]
    [InlineData("１２３")]
    public void TryDecode_NotWrittenByEncode_IsRefused(string digits) => Assert.False(TokenDigits.TryDecode(digits, out _));

    [Fact]
    public void TryDecode_AnyBytes_RoundTrip() => Prop.ForAll<byte[]>(bytes =>
        TokenDigits.TryDecode(TokenDigits.Encode(bytes), out var decoded) && decoded.AsSpan().SequenceEqual(bytes)).QuickCheckThrowOnFailure();
}
