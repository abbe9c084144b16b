namespace Learning.Core.People;

/// <summary>A member of staff. Roles and places are <see cref="Appointment"/>s.</summary>
public sealed class Person
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name as on the identity card, NFC, with · where it has one.</summary>
    public required string Name { get; set; }

    /// <summary>Pinyin of the name: what lists are ordered by, the same on both databases.</summary>
    public required string SortKey { get; set; }

    /// <summary>First letters of the pinyin: what people type to find someone (wm for 王敏).</summary>
    public string Initials { get; set; } = "";

    /// <summary>The teacher number or the bureau's own; null where there is none.</summary>
    public string? StaffNumber { get; set; }

    /// <summary>The person this record was merged into; one hop.</summary>
    public Guid? MergedIntoId { get; set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; set; }
}

/// <summary>A person's role at an organisation from a day to a day.</summary>
public sealed class Appointment : IScoped, IHistory
{
    /// <summary>Identity.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Where.</summary>
    public required Guid OrganisationId { get; init; }

    /// <inheritdoc />
    public Guid? CountyId { get; init; }

    /// <inheritdoc />
    public Guid? SchoolId { get; init; }

    /// <summary>One of <see cref="Roles"/>.</summary>
    public required string Role { get; init; }

    /// <summary><c>full-time</c> (专职), <c>part-time</c> (兼职) or null where the role knows no difference.</summary>
    public string? Employment { get; init; }

    /// <summary>One of <see cref="Standings"/>.</summary>
    public string Standing { get; init; } = Standings.InPost;

    /// <summary>The bureau's own name of the role: a code of its settings; null where the role is called by its usual name.</summary>
    public string? OwnRole { get; init; }

    /// <summary>The school on paper (编制所在) of someone who works elsewhere on exchange or secondment; null where the two are one.</summary>
    public Guid? OnPaperId { get; init; }

    /// <summary>Where targets count it, one of <see cref="CountingPlaces"/>; null for where the person works.</summary>
    public string? CountsAt { get; init; }

    /// <summary>First day targets count it; null for the first day of the appointment. Before, the person is exempt.</summary>
    public DateOnly? CountsFrom { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, inclusive; null while open.</summary>
    public DateOnly? To { get; init; }

    /// <inheritdoc />
    public required DateTimeOffset RecordedAt { get; init; }

    /// <inheritdoc />
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>The row this one took the place of; null for one that was new.</summary>
    public Guid? ReplacesId { get; init; }

    /// <summary>The act that recorded it together with others (a transfer, a merger, a year change), by which it can be undone; null for a single entry.</summary>
    public Guid? CauseId { get; init; }
}

/// <summary>Codes of where targets count an appointment.</summary>
public static class CountingPlaces
{
    /// <summary>Where the person works.</summary>
    public const string Here = "here";

    /// <summary>At the school on paper.</summary>
    public const string OnPaper = "paper";

    /// <summary>Nowhere.</summary>
    public const string Nowhere = "nowhere";

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = [Here, OnPaper, Nowhere];
}

/// <summary>Codes of roles.</summary>
public static class Roles
{
    /// <summary>Psychology teacher (心理健康教师), full-time or part-time.</summary>
    public const string PsychologyTeacher = "psychology-teacher";

    /// <summary>Homeroom teacher (班主任).</summary>
    public const string HomeroomTeacher = "homeroom-teacher";

    /// <summary>Subject teacher (学科教师).</summary>
    public const string SubjectTeacher = "subject-teacher";

    /// <summary>Principal (校长).</summary>
    public const string Principal = "principal";

    /// <summary>Moral-education staff (德育干部).</summary>
    public const string MoralEducationStaff = "moral-education-staff";

    /// <summary>Youth League staff (团委干部).</summary>
    public const string YouthLeagueStaff = "youth-league-staff";

    /// <summary>The post 辅导员, not the certificate.</summary>
    public const string Counsellor = "counsellor";

    /// <summary>Responsible teacher of a school's service station.</summary>
    public const string StationDuty = "station-duty";

    /// <summary>Researcher of a research centre (教研员).</summary>
    public const string Researcher = "researcher";

    /// <summary>Any other member of staff.</summary>
    public const string OtherTeacher = "other-teacher";

    /// <summary>Officer of the city's bureau.</summary>
    public const string CityOfficer = "city-officer";

    /// <summary>Officer of a county's bureau.</summary>
    public const string CountyOfficer = "county-officer";

    /// <summary>The school's administrator of this site.</summary>
    public const string SchoolAdministrator = "school-administrator";

    /// <summary>Administrator of the site itself.</summary>
    public const string Administrator = "administrator";

    /// <summary>Expert who scores what is submitted (评审专家).</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Mentor who signs supervised practice (导师).</summary>
    public const string Mentor = "mentor";

    /// <summary>Parent of a pupil at a school (家长): a stage, never a child's name.</summary>
    public const string Parent = "parent";

    /// <summary>Roles of those who learn and are counted.</summary>
    public static readonly IReadOnlyList<string> Staff =
        [PsychologyTeacher, HomeroomTeacher, SubjectTeacher, Principal, MoralEducationStaff, YouthLeagueStaff, Counsellor, StationDuty, Researcher, OtherTeacher];

    /// <summary>Roles that act for an area or the site.</summary>
    public static readonly IReadOnlyList<string> Officers = [CityOfficer, CountyOfficer, SchoolAdministrator, Administrator];

    /// <summary>Roles of experts, who often come from elsewhere and are not counted.</summary>
    public static readonly IReadOnlyList<string> Experts = [Reviewer, Mentor];

    /// <summary>Everyone at work here: all but parents.</summary>
    public static readonly IReadOnlyList<string> Colleagues = [.. Staff, .. Officers, .. Experts];

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = [.. Colleagues, Parent];
}

/// <summary>How a person stands in an appointment: whether it counts, and where, follows from it.</summary>
public static class Standings
{
    /// <summary>In post.</summary>
    public const string InPost = "in-post";

    /// <summary>Employed outside the establishment (编外).</summary>
    public const string Contract = "contract";

    /// <summary>Standing in for somebody (代课).</summary>
    public const string Substitute = "substitute";

    /// <summary>On exchange (支教交流): on paper at another school.</summary>
    public const string Exchange = "exchange";

    /// <summary>Seconded (借调): on paper at another unit.</summary>
    public const string Secondment = "secondment";

    /// <summary>On leave: does not count while it lasts.</summary>
    public const string OnLeave = "leave";

    /// <summary>Retired: does not count unless the bureau's setting says so.</summary>
    public const string Retired = "retired";

    /// <summary>Hired again after retiring (返聘).</summary>
    public const string Rehired = "rehired";

    /// <summary>Every code.</summary>
    public static readonly IReadOnlyList<string> All = [InPost, Contract, Substitute, Exchange, Secondment, OnLeave, Retired, Rehired];

    /// <summary>Codes that a target counts (on leave and retired do not).</summary>
    public static readonly IReadOnlyList<string> Counted = [InPost, Contract, Substitute, Exchange, Secondment, Rehired];

    /// <summary>Codes of those who are on paper elsewhere.</summary>
    public static readonly IReadOnlyList<string> Away = [Exchange, Secondment];
}
