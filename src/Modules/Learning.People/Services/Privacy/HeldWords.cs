using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Learning.Core;
using Learning.Framework.Privacy;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Privacy;

/// <summary>What is held, as people read it and as a file for machines.</summary>
internal static class HeldWords
{
    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Text(IStringLocalizer T, object? value) => value switch
    {
        null => "",
        bool yes => yes ? T["是|记录"] : T["否|记录"],
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset at => TimeZoneInfo.ConvertTime(at, SiteClock.Shanghai).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    /// <summary>The whole folder as JSON: each kind with why it is held, what becomes of it, and every row.</summary>
    public static byte[] ToJson(string site, Guid person, DateTimeOffset at, IEnumerable<HeldData> held)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteString("site", site);
            json.WriteString("person", person);
            json.WriteString("at", at);
            json.WriteStartArray("held");
            foreach (var kind in held)
            {
                Write(json, kind);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static void Write(Utf8JsonWriter json, HeldData kind)
    {
        json.WriteStartObject();
        json.WriteString("kind", kind.Code);
        json.WriteString("title", kind.Title);
        json.WriteString("why", kind.Why);
        json.WriteString("whenErased", kind.Fate.ToString().ToLowerInvariant());
        if (kind.KeptBecause is not null)
        {
            json.WriteString("keptBecause", kind.KeptBecause);
        }

        json.WriteStartArray("records");
        foreach (var row in kind.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < kind.Fields.Count; i++)
            {
                json.WritePropertyName(kind.Fields[i].Code);
                Write(json, row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case DateOnly day: json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case DateTimeOffset at: json.WriteStringValue(at); break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
