using System.Globalization;
using Learning.Benchmarks.Site;
using Learning.Core;
using Learning.Framework.Data;
using Learning.People.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.Benchmarks.City;

/// <summary>A whole city's size: schools and staff of five years, with three years of hours and with certificates.</summary>
internal static class CityData
{
    public const int Schools = 600, Staff = 60_000, Certificates = 9_000;

    // Each person gets one to twelve postings over the three years before today, most of them for mental health; the same every time.
    private const string Hours =
        """
        WITH RECURSIVE turn(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM turn WHERE n < 11),
        holder AS (
          SELECT "PersonId", "CountyId", "SchoolId", ROW_NUMBER() OVER (ORDER BY "PersonId") AS k
          FROM (SELECT "PersonId", MIN("CountyId") AS "CountyId", MIN("SchoolId") AS "SchoolId" FROM people_appointment WHERE "ReplacedAt" IS NULL AND "To" IS NULL GROUP BY "PersonId"))
        INSERT INTO hours_hour_entry
          ("Id", "PersonId", "CountyId", "SchoolId", "Hundredths", "Categories", "TrainingKind", "OrganiserLevel", "EarnedOn", "RecordedAt", "Title", "Training", "SourceKey")
        SELECT printf('0198%04X-%04X-7%03X-8%03X-%012X', k / 65536, k % 65536, n, n, k * 12 + n), "PersonId", "CountyId", "SchoolId",
          50 * (1 + (k * 7 + n * 3) % 12),
          CASE WHEN (k + n) % 5 = 0 THEN '|general|' WHEN (k + n) % 7 = 0 THEN '|counsellor|mental-health|' ELSE '|mental-health|' END,
          CASE (k + n) % 4 WHEN 0 THEN 'further' WHEN 1 THEN 'practicum' ELSE 'in-service' END,
          CASE (k + n) % 3 WHEN 0 THEN 'city' WHEN 1 THEN 'county' ELSE 'school' END,
          date(@today, '-' || ((k * 13 + n * 91) % 1095) || ' days'), @now, '培训' || n, 'bench-' || n, 'bench/' || k || '/' || n
        FROM holder JOIN turn ON n <= k % 12
        ORDER BY k, n
        """;

    /// <summary>The people and schools alone: what <c>learning bench-data</c> makes.</summary>
    public static async Task AddPeopleAsync(IServiceProvider services)
    {
        var today = services.GetRequiredService<TimeProvider>().Today();
        var order = new CityOrder(1, Schools, Staff, new DateOnly(today.Month >= 10 ? today.Year : today.Year - 1, 10, 1), Anyway: false);
        await services.GetRequiredService<CityWriter>().WriteAsync(order, (_, _, _) => { }, CancellationToken.None);
    }

    /// <returns>Rows in the ledger.</returns>
    public static async Task<int> AddAsync(IServiceProvider services)
    {
        await AddPeopleAsync(services);
        var db = services.GetRequiredService<LearningDbContext>();
        var clock = services.GetRequiredService<TimeProvider>();
        var posted = await db.WriteAsync(
            () => db.Database.ExecuteSqlRawAsync(
                Hours,
                new Microsoft.Data.Sqlite.SqliteParameter("@today", clock.Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                new Microsoft.Data.Sqlite.SqliteParameter("@now", clock.Instant().ToUnixTimeMilliseconds())),
            CancellationToken.None);
        await CertificateRows.AddAsync(services, Certificates);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        return posted;
    }
}
