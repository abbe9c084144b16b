using System.Text.Json;
using Learning.Core.Targets;
using Learning.Targets.Evaluation;

namespace Learning.Targets.Recipes;

/// <summary>Something in a row is not as expected.</summary>
/// <param name="place">Within the row, such as <c>measure.kind</c>.</param>
internal sealed class TargetModelException(string place, string message) : Exception(message)
{
    public string Place { get; } = place;
}

/// <summary>Reads a row of a policy; whatever it does not understand is named with what was expected.</summary>
internal static class TargetReader
{
    public static readonly IReadOnlyList<string> States = ["measured", "advisory", "outside", "pending"];

    public static readonly IReadOnlyList<string> Topics =
        ["hours", "certificate", "programme", "staffing", "school", "activity", "library", "media", "other"];

    public static string Number(TargetModel model) => model.Part is null ? model.Id : $"{model.Id}.{model.Part}";

    public static string Key(string source, TargetModel model) => $"{source}/{Number(model)}";

    /// <exception cref="TargetModelException">Anything that is not as expected.</exception>
    public static Target Read(string source, string sourceShort, string sourceTitle, DateOnly published, TargetModel model)
    {
        Expect.Filled(model.Title, "title");
        Expect.Filled(model.Sentence, "sentence");
        Expect.OneOf(model.Topic, Topics, "topic");
        Expect.Code(model.Id, "id");
        if (model.Part is not null)
        {
            Expect.Code(model.Part, "part");
        }

        var state = State(model);
        return new Target(
            Key(source, model), Number(model), sourceShort, sourceTitle, published, model.Title, model.Sentence, state, model.Why, model.Topic,
            [.. model.Readings.Select(Reading)], state == TargetState.Measured ? RuleReader.Read(model) : NoRule(model));
    }

    private static TargetState State(TargetModel model)
    {
        Expect.OneOf(model.State, States, "state");
        var state = model.State switch
        {
            "measured" => TargetState.Measured,
            "advisory" => TargetState.Advisory,
            "outside" => TargetState.Outside,
            _ => TargetState.Pending,
        };
        if (state != TargetState.Measured && string.IsNullOrWhiteSpace(model.Why))
        {
            throw new TargetModelException("why", $"a row that is {model.State} says why, and what is offered instead");
        }

        return state;
    }

    private static TargetRule? NoRule(TargetModel model)
    {
        var given = new (object? Value, string Place)[]
        {
            (model.Audience, "audience"), (model.Measure, "measure"), (model.Period, "period"), (model.Required, "required"), (model.Goal, "goal"),
        };
        foreach (var (value, place) in given)
        {
            if (value is not null)
            {
                throw new TargetModelException(place, $"only a measured row has one; this row is {model.State}, expected null");
            }
        }

        return null;
    }

    private static TargetReading Reading(ReadingModel reading, int index)
    {
        Expect.Filled(reading.Setting, $"readings[{index}].setting");
        Expect.Filled(reading.Reason, $"readings[{index}].reason");
        return reading.Value.ValueKind switch
        {
            JsonValueKind.String => new TargetReading(reading.Setting, reading.Value.GetString()!, reading.Reason),
            JsonValueKind.Number => new TargetReading(reading.Setting, reading.Value.GetRawText(), reading.Reason),
            _ => throw new TargetModelException($"readings[{index}].value", "expected a text or a number"),
        };
    }
}

/// <summary>Small expectations that say what was expected.</summary>
internal static class Expect
{
    public static T Given<T>(T? value, string place, string expected)
        where T : class => value ?? throw new TargetModelException(place, $"expected {expected}");

    public static void Filled(string value, string place)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new TargetModelException(place, "expected a text");
        }
    }

    public static void Code(string value, string place)
    {
        if (value.Length is 0 or > 20 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new TargetModelException(place, $"'{value}' is not a handle: expected letters, digits and dashes, such as PZ-5 or a");
        }
    }

    public static void OneOf(string value, IReadOnlyList<string> known, string place)
    {
        if (!known.Contains(value))
        {
            throw new TargetModelException(place, $"'{value}' is not known; expected one of: {string.Join(", ", known)}");
        }
    }

    /// <summary>At least one, each known.</summary>
    public static IReadOnlyList<string> AllOf(IReadOnlyList<string>? values, IReadOnlyList<string> known, string place)
    {
        if (values is null or [])
        {
            throw new TargetModelException(place, $"expected at least one of: {string.Join(", ", known)}");
        }

        return EachOf(values, known, place);
    }

    public static IReadOnlyList<string> EachOf(IReadOnlyList<string> values, IReadOnlyList<string> known, string place)
    {
        for (var i = 0; i < values.Count; i++)
        {
            OneOf(values[i], known, $"{place}[{i}]");
        }

        return values;
    }

    /// <summary>Null, or at least one code.</summary>
    public static IReadOnlyList<string>? Codes(IReadOnlyList<string>? values, string place)
    {
        if (values is [])
        {
            throw new TargetModelException(place, "expected codes, or null for all");
        }

        for (var i = 0; i < (values?.Count ?? 0); i++)
        {
            Filled(values![i], $"{place}[{i}]");
        }

        return values;
    }
}
