using System.Buffers.Binary;
using Learning.Core.People;
using Learning.People.Services;

namespace Learning.People.Demo;

/// <summary>A demonstration city as rows.</summary>
/// <param name="newId">The site's own ids, or the same ones every time.</param>
/// <param name="now">What nothing may be recorded later than.</param>
internal sealed class DemoRows(Func<Guid> newId, DateTimeOffset now)
{
    /// <summary>Ids in order that a seed decides: version 7 in all but that their random part is drawn, their time counted.</summary>
    public static Func<Guid> IdsOf(ulong seed, DateTimeOffset from)
    {
        var random = new DemoRandom(seed ^ 0x1D5);
        var time = from.ToUnixTimeMilliseconds();
        return () =>
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)time++ << 16) | 0x7000 | (random.Bits() & 0x0FFF));
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random.Bits() >> 2) | 0x8000_0000_0000_0000);
            return new Guid(bytes, bigEndian: true);
        };
    }

    public Organisation Organisation(string code, string name, string kind, Organisation? above, int order)
    {
        var organisation = new Organisation { Id = newId(), Code = code, Name = name, Kind = kind, Order = order };
        OrganisationTree.Place(organisation, above);
        return organisation;
    }

    public OrganisationFact Fact(Organisation place, DemoFact fact) => new()
    {
        Id = newId(),
        OrganisationId = place.Id,
        CountyId = place.CountyId,
        SchoolId = place.SchoolId,
        Fact = fact.Fact,
        Value = fact.Value,
        AsOf = fact.AsOf,
        RecordedAt = Recorded(fact.AsOf),
    };

    public Person Person(DemoPerson person) => Names.New(newId(), person.Name, person.StaffNumber);

    public Appointment Appointment(Person person, DemoAppointment a, Organisation place) => new()
    {
        Id = newId(),
        PersonId = person.Id,
        OrganisationId = place.Id,
        CountyId = place.CountyId,
        SchoolId = place.SchoolId,
        Role = a.Role,
        Employment = a.Employment,
        Standing = a.Standing,
        From = a.From,
        To = a.To,
        RecordedAt = Recorded(a.KnownFrom),
        ReplacedAt = a.ReplacedOn is { } replaced ? Recorded(replaced) : null,
    };

    /// <summary>Eight in the morning of the day; never later than now.</summary>
    private DateTimeOffset Recorded(DateOnly day)
    {
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
        return at > now ? now : at;
    }
}
