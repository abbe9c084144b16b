using System.Text.Json;
using Learning.Framework.Accounts;

namespace Learning.People.Services.Rosters;

/// <summary>Whoever pressed the button, kept for the job that does the work: it sees and may do what they could.</summary>
internal static class RosterActor
{
    public static string Write(Actor actor) => JsonSerializer.Serialize(actor with { Name = "" });

    public static Scope Scope(string json) => new(JsonSerializer.Deserialize<Actor>(json)!);
}
