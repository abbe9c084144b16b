namespace Learning.Framework.Commands;

/// <summary>A command of the executable that a module brings: <c>learning NAME …</c>. It runs without serving pages.</summary>
public interface ISiteCommand
{
    string Name { get; }

    /// <summary>One line an option, as printed when something is not right.</summary>
    string Usage { get; }

    /// <summary>Whether the database is made or migrated first; a command that only looks at it leaves it as it is.</summary>
    bool Prepares => true;

    /// <returns>The exit code.</returns>
    Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation);
}
