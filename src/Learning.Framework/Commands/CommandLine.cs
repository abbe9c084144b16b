using System.Globalization;

namespace Learning.Framework.Commands;

/// <summary>What follows a command: words, and options <c>--name value</c> or <c>--name=value</c>; options of the site itself are left to its configuration.</summary>
public sealed class CommandLine
{
    private static readonly string[] OfTheSite = ["data", "database", "recipe", "urls", "environment"];
    private readonly Dictionary<string, string> options = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    private CommandLine()
    {
    }

    /// <summary>Words before and between the options, such as <c>verify</c> in <c>audit verify</c>.</summary>
    public IReadOnlyList<string> Words => words;

    public static CommandLine Read(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                line.words.Add(arguments[i]);
                continue;
            }

            var name = arguments[i][2..];
            var equals = name.IndexOf('=', StringComparison.Ordinal);
            var value = equals >= 0 ? name[(equals + 1)..] : i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i] : "";
            line.options[equals >= 0 ? name[..equals] : name] = value;
        }

        return line;
    }

    public bool Has(string name)
    {
        asked.Add(name);
        return options.ContainsKey(name);
    }

    public string? Text(string name)
    {
        asked.Add(name);
        return options.GetValueOrDefault(name);
    }

    public int Number(string name, int otherwise, int least, int most) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw new CommandException($"--{name} {text}: expected a number from {least} to {most}.");

    /// <summary>Throws for an option nobody asked about: a misspelt one must not pass for its default.</summary>
    public void RefuseOthers()
    {
        var other = options.Keys.FirstOrDefault(o => !asked.Contains(o) && !OfTheSite.Contains(o, StringComparer.Ordinal) && !o.Contains(':', StringComparison.Ordinal));
        if (other is not null)
        {
            throw new CommandException($"--{other}: not an option of this command.");
        }
    }
}

/// <summary>A command cannot do what was asked; the message says why and what would.</summary>
public sealed class CommandException(string message) : Exception(message);
