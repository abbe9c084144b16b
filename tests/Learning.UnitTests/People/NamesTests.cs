using Learning.People.Services;

namespace Learning.UnitTests.People;

public sealed class NamesTests
{
    [Theory]
    [InlineData("  王\t敏\r\n", "王 敏")]
    [InlineData("王\u3000敏", "王 敏")]
    [InlineData("阿卜杜•热西提", "阿卜杜·热西提")]
    [InlineData("Li  \n Wei", "Li Wei")]
    public void Clean_TabsNewlinesAndWideSpaces_AreOneSpace(string typed, string clean) => Assert.Equal(clean, Names.Clean(typed));
}
