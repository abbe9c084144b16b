using Learning.People.Services.Accounts.Passwords;

namespace Learning.UnitTests.People;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("123456789012")]
    [InlineData("13812345678000")]
    [InlineData("password1234")]
    [InlineData("Password2026!")]
    [InlineData("qwertyuiopas")]
    [InlineData("Qwerty123456")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("woaini1314520")]
    [InlineData("Woaini5201314!")]
    [InlineData("woainiwoaini")]
    [InlineData("laoshi888888")]
    [InlineData("wodemima123456")]
    [InlineData("admin@2026!!")]
    [InlineData("learning-demo")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("zaq1xsw2cde3")]
    [InlineData("520131452013")]
    [InlineData("unbelievable")]
    [InlineData("sunshine2026")]
    [InlineData("好好学习天天向上2026")]
    [InlineData("我的密码12345678")]
    [InlineData("我爱你我爱你我爱你我爱你")]
    public void FaultOf_WhatEveryoneTries_IsCommon(string password) => Assert.Equal(PasswordFault.Common, PasswordRules.FaultOf(password, []));

    [Theory]
    [InlineData("三线的风吹过山坡木棉花开")]
    [InlineData("correct horse battery")]
    [InlineData("teacher of the red maples")]
    [InlineData("mumian-hua-kai-le")]
    [InlineData("k3jx-9pqa-77mm")]
    [InlineData("🌺🌸🌼🌻🌷🪷🍁🍂🍃🌿☘️🍀")]
    public void FaultOf_OwnSentence_IsNone(string password) => Assert.Null(PasswordRules.FaultOf(password, []));

    [Theory]
    [InlineData("三线的风吹过木棉花开")]
    [InlineData("🌺🌸🌼🌻🌷🪷")]
    public void FaultOf_FewerThanTwelveCharacters_IsTooShort(string password) => Assert.Equal(PasswordFault.TooShort, PasswordRules.FaultOf(password, []));

    [Fact]
    public void FaultOf_Nothing_IsMissing() => Assert.Equal(PasswordFault.Missing, PasswordRules.FaultOf("", []));

    [Fact]
    public void FaultOf_TwoHundredCharacters_IsNoneAndOneMoreIsTooLong()
    {
        var sentence = string.Concat(Enumerable.Range(0, 200).Select(i => (char)('一' + (i * 7))));

        Assert.Null(PasswordRules.FaultOf(sentence, []));
        Assert.Equal(PasswordFault.TooLong, PasswordRules.FaultOf(sentence + "完", []));
    }

    [Theory]
    [InlineData("51040002-mumian-hua")]
    [InlineData("木棉花13812345678开了")]
    [InlineData("第三初级中学的木棉花开满了江边")]
    [InlineData("ＷＡＮＧＭＩＮ的木棉花开满江边")]
    public void FaultOf_WhatOthersKnow_IsOwn(string password) =>
        Assert.Equal(PasswordFault.Own, PasswordRules.FaultOf(password, ["51040002", "13812345678", "第三初级中学", "wangmin"]));

    [Fact]
    public void Normal_SameCharactersOtherwiseTyped_AreOnePassword()
    {
        Assert.Equal(PasswordCheck.Normal("ｍｕｍｉａｎ　花 é"), PasswordCheck.Normal("mumian 花 e\u0301"));
        Assert.Equal("\uFFFD", PasswordCheck.Normal("\uD83C"));
    }
}
