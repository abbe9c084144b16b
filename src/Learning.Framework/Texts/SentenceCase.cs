namespace Learning.Framework.Texts;

/// <summary>The same name at the start of a line and within a sentence. Chinese has no capitals and stays as it is.</summary>
public static class SentenceCase
{
    /// <summary><c>on leave</c> as a choice in a list: <c>On leave</c>.</summary>
    public static string Start(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary><c>City officer</c> within a sentence: <c>city officer</c>. A name with another capital is somebody's own (<c>Youth League staff</c>) and keeps it.</summary>
    public static string Within(string text) => text.Length > 0 && char.IsUpper(text[0]) && !text.Skip(1).Any(char.IsUpper) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
