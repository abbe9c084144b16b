using Learning.Framework.Commands;

namespace Learning.UnitTests.Framework;

public sealed class CommandLineTests
{
    [Fact]
    public void Read_WordsAndOptions_BothWaysOfGivingAValue()
    {
        var line = CommandLine.Read(["verify", "--teachers", "200", "--schools=12", "--anyway", "--data", "x", "--Learning:Recipes", "y"]);

        Assert.Equal(["verify"], line.Words);
        Assert.Equal((200, 12, 1), (line.Number("teachers", 1, 1, 999), line.Number("schools", 1, 1, 999), line.Number("seed", 1, 0, 9)));
        Assert.True(line.Has("anyway"));
        line.RefuseOthers();
    }

    [Theory]
    [InlineData("--teachers", "many")]
    [InlineData("--teachers", "-5")]
    [InlineData("--teachers", "1001")]
    [InlineData("--teachers", "")]
    public void Number_NotOne_SaysWhatIsExpected(string name, string value) =>
        Assert.Contains("1 to 1000", Assert.Throws<CommandException>(() => CommandLine.Read([name, value]).Number("teachers", 5, 1, 1000)).Message, StringComparison.Ordinal);

    [Fact]
    public void RefuseOthers_MisspeltOption_NamesIt() =>
        Assert.Contains("--teacher:", Assert.Throws<CommandException>(() => CommandLine.Read(["--teacher", "5"]).RefuseOthers()).Message, StringComparison.Ordinal);
}
