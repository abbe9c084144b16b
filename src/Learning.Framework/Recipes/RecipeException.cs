namespace Learning.Framework.Recipes;

/// <summary>A recipe says something the site does not understand: file, line and what was expected.</summary>
public sealed class RecipeException(string file, long line, string message) : Exception($"{file}:{line}: {message}")
{
    public string File { get; } = file;

    public long Line { get; } = line;
}
