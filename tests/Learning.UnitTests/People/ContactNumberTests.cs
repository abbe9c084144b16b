using Learning.Core.People;

namespace Learning.UnitTests.People;

public sealed class ContactNumberTests
{
    [Theory]
    [InlineData("13812345678")]
    [InlineData(" 138 1234 5678 ")]
    [InlineData("138-1234-5678")]
    [InlineData("138－1234—5678")]
    [InlineData("１３８１２３４５６７８")]
    [InlineData("+86 138 1234 5678")]
    [InlineData("+86-13812345678")]
    [InlineData("＋８６１３８１２３４５６７８")]
    [InlineData("008613812345678")]
    [InlineData("8613812345678")]
    [InlineData("(+86) 13812345678")]
    [InlineData("\u202D13812345678\u202C")]
    public void PhoneNumbersTryNormalise_AsPeopleWriteIt_GivesElevenDigits(string typed)
    {
        Assert.True(PhoneNumbers.TryNormalise(typed, out var number));
        Assert.Equal("13812345678", number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1381234567")]
    [InlineData("138123456789")]
    [InlineData("12812345678")]
    [InlineData("0812-3334455")]
    [InlineData("1.38123E+10")]
    [InlineData("13812345678.0")]
    [InlineData("+1 13812345678")]
    [InlineData("138 1234 567O")]
    [InlineData("١٣٨١٢٣٤٥٦٧٨")]
    [InlineData("\ud83813812345678")]
    public void PhoneNumbersTryNormalise_Anything_IsRefused(string? typed) => Assert.False(PhoneNumbers.TryNormalise(typed, out _));

    [Fact]
    public void PhoneNumbersMask_Number_HidesTheMiddle() => Assert.Equal("138****5678", PhoneNumbers.Mask("13812345678"));

    [Theory]
    [InlineData("11010519491231002X")]
    [InlineData("11010519491231002x")]
    [InlineData(" 110105 19491231 002X ")]
    [InlineData("１１０１０５１９４９１２３１００２Ｘ")]
    [InlineData("110105-19491231-002X")]
    public void IdentityNumbersTryNormalise_AsPeopleWriteIt_GivesEighteenCharacters(string typed)
    {
        Assert.True(IdentityNumbers.TryNormalise(typed, out var number));
        Assert.Equal("11010519491231002X", number);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("110105491231002")]
    [InlineData("110105194912310021")]
    [InlineData("11010519491231003X")]
    [InlineData("110105194913310024")]
    [InlineData("1.10105E+17")]
    [InlineData("11010519491231002XX")]
    [InlineData("1101051949123１002Y")]
    public void IdentityNumbersTryNormalise_Anything_IsRefused(string? typed) => Assert.False(IdentityNumbers.TryNormalise(typed, out _));

    [Fact]
    public void IdentityNumbersMask_Number_ShowsTheLastFour() => Assert.Equal("**************002X", IdentityNumbers.Mask("11010519491231002X"));
}
