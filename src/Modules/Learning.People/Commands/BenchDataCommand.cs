using System.Diagnostics;
using System.Globalization;
using Learning.Core;
using Learning.Framework.Commands;
using Learning.People.Demo;
using Microsoft.Extensions.Localization;

namespace Learning.People.Commands;

/// <summary><c>learning bench-data</c>: an invented city in real sizes, the same for the same seed.</summary>
internal sealed class BenchDataCommand(CityWriter writer, IStringLocalizer T, TimeProvider clock) : ISiteCommand
{
    public string Name => "bench-data";

    public string Usage => """
        learning bench-data [--teachers 60000] [--schools 600] [--seed 1] [--year 2026] [--roster FILE.xlsx|FILE.csv]
                            [--without-people] [--anyway]
                            [--data DIR] [--database FILE|CONNECTION] [--recipe NAME]
          --teachers N  members of staff over the five years, 50 to 100000
          --schools N   schools and kindergartens, 5 to 1000; at least four members of staff to a school
          --seed N      the same seed, sizes and year make the same city, byte for byte
          --year N      the school year it ends in; the present one unless given
          --roster F    writes the roster as a file to import, too
          --without-people   only schools, their numbers and the demonstration accounts: the roster file brings the rest
          --anyway           also into a database with real people
        """;

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellation)
    {
        var order = Order(line);
        var roster = line.Text("roster");
        line.RefuseOthers();
        if (roster is not null && !roster.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) && !roster.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            throw new CommandException("--roster: name the file, ending in .xlsx or .csv.");
        }

        if (await writer.RefusalAsync(order, cancellation) is { } refusal)
        {
            await output.WriteLineAsync(refusal switch
            {
                CityRefusal.NotEmpty => "  数据库里有真实人员，没有改动。要加进去请写--anyway。There are real people in this database; nothing was changed. Say --anyway to add to it.",
                _ => "  数据库里已经有一座这样的城市，没有改动。A city like this is in the database already; nothing was changed.",
            });
            return 1;
        }

        await MakeAsync(order, roster, output, cancellation);
        return 0;
    }

    private CityOrder Order(CommandLine line)
    {
        var today = clock.Today();
        // The first of October of the year: schools have counted, moves are known.
        var present = today >= new DateOnly(today.Year, 10, 1) ? today.Year : today.Year - 1;
        var order = new CityOrder(
            line.Number("seed", 1, 0, int.MaxValue), line.Number("schools", 600, 5, 1000), line.Number("teachers", 60_000, 50, 100_000),
            new DateOnly(line.Number("year", present, 2010, present), 10, 1), line.Has("anyway"), line.Has("without-people"));
        return order.Teachers >= order.Schools * 4 ? order
            : throw new CommandException($"--teachers {order.Teachers}: {order.Schools} schools need at least {order.Schools * 4}.");
    }

    private async Task MakeAsync(CityOrder order, string? roster, TextWriter output, CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        var (city, places) = await writer.WriteAsync(
            order, (what, done, of) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {what} {done:#,0}/{of:#,0}")), cancellation);
        var posts = city.People.Sum(p => p.Appointments.Count);
        var people = order.WithoutPeople ? "" : string.Create(CultureInfo.InvariantCulture, $"，{city.People.Count:#,0}人 people，{posts:#,0}条任职 appointments");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"  {SchoolYear.Of(order.AsOf)}：{city.Schools.Count:#,0}所学校 schools{people}，{Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s"));
        await output.WriteLineAsync($"  账号 Accounts: teacher, psychologist, principal, school, county, county2, city, admin · 密码 password: {DemoCity.Password}");
        if (roster is not null)
        {
            var lines = RosterFile.Write(roster, RosterFile.Lines(city, places, order.AsOf, T));
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {roster}: {lines:#,0}行 lines"));
        }
    }
}
