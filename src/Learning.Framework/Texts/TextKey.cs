namespace Learning.Framework.Texts;

/// <summary>Marks a text that is looked up later, so that the tests know it needs its English.</summary>
public static class TextKey
{
    public static string Of(string text) => text;
}
