using Learning.Core.People;

namespace Learning.People.Demo;

/// <summary>The staff of a demonstration city and its officers, with what happened to them over the years.</summary>
internal sealed class DemoStaff(DemoPlan plan, IReadOnlyList<DemoSchool> schools, DemoRandom random)
{
    private static readonly string[] WithYouthLeague = ["junior-high", "nine-year", "complete-secondary", "senior-high", "vocational", "technical"];
    private static readonly string[] WithCounsellor = ["complete-secondary", "senior-high", "vocational", "technical"];

    private readonly DemoNames names = new(random, distinct: !plan.CitySize);
    private readonly List<DemoPerson> people = [];
    private readonly DemoCareers careers = new(plan, schools, random);
    private int number;

    /// <summary>Code of the research centre the researchers work at.</summary>
    public static string ResearchCentre(string city) => $"{city}-demo-research";

    public IReadOnlyList<DemoPerson> Make()
    {
        names.Take("王敏");
        for (var i = 0; i < schools.Count; i++)
        {
            Staff(schools[i], named: i == 0);
        }

        for (var i = 0; i < plan.Researchers; i++)
        {
            Add(names.Next(), null, careers.Steady(ResearchCentre(plan.CityCode), (Roles.Researcher, null)));
        }

        Officers();
        return people;
    }

    private void Staff(DemoSchool school, bool named)
    {
        var left = school.Staff;
        void Hire(string? name, string? user, bool steady, params (string Role, string? Employment)[] roles)
        {
            if (left-- > 0)
            {
                Add(name ?? names.Next(), user, steady ? careers.Steady(school.Code, roles) : careers.Of(school.Code, roles));
            }
        }

        var teaches = school.Kind == "kindergarten" ? Roles.OtherTeacher : Roles.SubjectTeacher;
        Hire(named ? "陈国栋" : null, named ? "principal" : null, !plan.CitySize || random.Percent(65), (Roles.Principal, null));
        if (named)
        {
            Hire("王敏", "teacher", true, (Roles.HomeroomTeacher, null), (Roles.SubjectTeacher, null));
        }

        if (school.Staff >= 8)
        {
            Hire(named ? "刘晓燕" : null, named ? "school" : null, true, (teaches, null), (Roles.SchoolAdministrator, null));
            Psychology(school, named, Hire);
            for (var i = 0; i < (plan.CitySize ? 1 + school.Staff / 90 : 1); i++)
            {
                Hire(null, null, false, (Roles.MoralEducationStaff, null), (teaches, null));
            }
        }

        if (WithYouthLeague.Contains(school.Kind))
        {
            Hire(null, null, false, (Roles.YouthLeagueStaff, null), (teaches, null));
        }

        if (WithCounsellor.Contains(school.Kind))
        {
            Hire(null, null, false, (Roles.Counsellor, null));
        }

        for (var i = named ? 1 : 0; i < school.Classes && left > 0; i++)
        {
            Hire(null, null, false, (Roles.HomeroomTeacher, null), (teaches, null));
        }

        while (left > 0)
        {
            Hire(null, null, false, (left == 1 ? Roles.OtherTeacher : teaches, null));
        }
    }

    private void Psychology(DemoSchool school, bool named, Action<string?, string?, bool, (string Role, string? Employment)[]> hire)
    {
        if (named)
        {
            hire("周若涵", "psychologist", true, [(Roles.PsychologyTeacher, "full-time"), (Roles.StationDuty, null)]);
        }
        else if (plan.CitySize)
        {
            PsychologyOfCity(school, hire);
        }
        else if (school.Staff >= 20)
        {
            hire(null, null, false, [(Roles.PsychologyTeacher, "full-time"), (Roles.StationDuty, null)]);
        }
        else
        {
            hire(null, null, false, [(Roles.PsychologyTeacher, "part-time"), (school.Kind == "kindergarten" ? Roles.OtherTeacher : Roles.SubjectTeacher, null)]);
        }
    }

    /// <summary>As it is: large schools mostly have a full-time teacher, middling ones now and then, small ones somebody beside other work or nobody.</summary>
    private void PsychologyOfCity(DemoSchool school, Action<string?, string?, bool, (string Role, string? Employment)[]> hire)
    {
        var share = school.Pupils switch { >= 1000 => 86, >= 400 => 38, >= 200 => 8, _ => 0 };
        var full = school.Kind != "kindergarten" && random.Percent(share);
        if (full)
        {
            for (var i = 0; i < (school.Pupils > 2400 ? 2 : 1); i++)
            {
                hire(null, null, false, [(Roles.PsychologyTeacher, "full-time"), (Roles.StationDuty, null)]);
            }
        }

        if (random.Percent(full ? 30 : school.Kind == "kindergarten" ? 35 : 78))
        {
            hire(null, null, false, [(Roles.PsychologyTeacher, "part-time"), (school.Kind == "kindergarten" ? Roles.OtherTeacher : Roles.SubjectTeacher, null)]);
        }
    }

    private void Officers()
    {
        Add("赵明哲", "city", careers.Steady(plan.CityCode, (Roles.CityOfficer, null)));
        for (var i = 0; i < (plan.CitySize ? 4 : 1); i++)
        {
            Add(names.Next(), null, careers.Steady(plan.CityCode, (Roles.CityOfficer, null)));
        }

        Add("孙立", "admin", careers.Steady(plan.CityCode, (Roles.Administrator, null)));
        foreach (var area in plan.Areas.Where(a => schools.Any(s => s.AreaCode == a.Code)))
        {
            var at = plan.Areas.ToList().IndexOf(area);
            Add(at switch { 0 => "杨志远", 1 => "何春梅", _ => names.Next() }, at switch { 0 => "county", 1 => "county2", _ => null },
                careers.Steady(area.Code, (Roles.CountyOfficer, null)));
        }
    }

    private void Add(string name, string? user, IReadOnlyList<DemoAppointment> appointments)
    {
        number++;
        var person = new DemoPerson(name, plan.CitySize ? $"{plan.NumberPrefix}{number:000000}" : $"{plan.NumberPrefix}{number:0000}", user, appointments);
        people.Add(plan.CitySize ? Reachable(person) : person);
    }

    /// <summary>Nine of ten gave a phone, 154 00 and the number of the person: no operator gives out 154. Nearly all can be given a code to sign in.</summary>
    private DemoPerson Reachable(DemoPerson person) => person with
    {
        HasAccount = person.UserName is not null || random.Percent(88),
        Phone = random.Percent(91) ? $"15400{number:000000}" : null,
        IdentityNumber = random.Percent(97) ? DemoIdentity.Number(number, random) : null,
    };
}
