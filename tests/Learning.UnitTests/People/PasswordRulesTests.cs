using Learning.People.Services.Accounts.Passwords;

namespace Learning.UnitTests.People;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("13812345678")]
    [InlineData("password12")]
    [InlineData("Password2026!")]
    [InlineData("qwertyuiop")]
    [InlineData("Qwerty123456")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("abcabcabcabc")]
    [InlineData("woaini1314520")]
    [InlineData("laoshi888888")]
    [InlineData("admin@2026!")]
    [InlineData("learning-demo")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("5201314520")]
    public void IsCommon_WhatEveryoneTries_True(string password) => Assert.True(PasswordRules.IsCommon(password));

    [Theory]
    [InlineData("三线的风吹过木棉花开")]
    [InlineData("correct horse battery")]
    [InlineData("teacher of the red maples")]
    [InlineData("mumian-hua-kai-le")]
    [InlineData("k3jx-9pqa-77")]
    public void IsCommon_OwnSentence_False(string password) => Assert.False(PasswordRules.IsCommon(password));
}
