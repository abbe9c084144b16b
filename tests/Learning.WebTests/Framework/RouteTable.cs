namespace Learning.WebTests.Framework;

/// <summary>Which demo accounts a page opens for.</summary>
[Flags]
public enum Seen
{
    Nobody = 0,
    Teacher = 1,
    School = 2,
    County = 4,
    County2 = 8,
    City = 16,
    Admin = 32,

    Reviewer = 256,
    Mentor = 512,
    Parent = 1024,

    /// <summary>Everyone at work here.</summary>
    Staff = Teacher | Area | Admin | Reviewer | Mentor,

    /// <summary>Whoever has an account, about themselves.</summary>
    Account = Staff | Parent,
    Area = School | County | County2 | City,
    Officers = Area | Admin,

    /// <summary>About somebody or something of the first county, not of the school account's school.</summary>
    Above = County | City,

    /// <summary>Without signing in.</summary>
    Anyone = 64,

    /// <summary>For everybody signed in, about themselves: there may be nothing to show.</summary>
    Own = 128,
}

/// <summary>A route as the router spells it, an address of it, and whom it opens for.</summary>
internal sealed record Row(string Route, Func<World, string> Address, Seen Seen)
{
    public static implicit operator Row((string Route, Seen Seen) plain) => new(plain.Route, _ => "/" + plain.Route, plain.Seen);
}

internal static class RouteTable
{
    /// <summary>Stands in for whatever failed, whatever its method.</summary>
    public const string Error = "error/{code:range(400,599)?}";

    /// <summary>Every route of the site. What is about a person, a school or a result is asked for with an id of the first county.</summary>
    public static readonly IReadOnlyList<Row> Rows =
    [
        ("", Seen.Anyone), ("help", Seen.Anyone), ("v", Seen.Anyone), ("setup", Seen.Anyone), ("sign-in", Seen.Anyone), ("sign-in/help", Seen.Anyone),
        ("sign-in/first", Seen.Anyone), ("sign-in/passkey", Seen.Anyone), ("sign-in/second", Seen.Anyone), ("sign-in/second/set-up", Seen.Anyone),
        ("sign-in/external", Seen.Anyone), new("sign-in/external/{provider}", _ => "/sign-in/external/none", Seen.Anyone), ("sign-out", Seen.Anyone), ("health/live", Seen.Anyone), ("health/ready", Seen.Anyone),
        ("api/v1/verify", Seen.Anyone), ("appearance", Seen.Anyone),
        new(Error, _ => "/error/404", Seen.Anyone),
        new("{**path}", _ => "/no/such/page", Seen.Anyone),
        new("{**path:file}", _ => "/no/such/picture.png", Seen.Anyone),
        new("curricula/{plan}", w => $"/curricula/{w.Plan}", Seen.Anyone),
        new("curricula/pages/{**path}", _ => "/curricula/pages/help", Seen.Anyone),

        ("my", Seen.Staff), ("curricula", Seen.Staff), ("certificates", Seen.Staff), ("hours", Seen.Staff), ("targets", Seen.Staff), ("people/me", Seen.Account), ("search", Seen.Account),
        ("people/me/qualifications", Seen.Staff), ("people/me/qualifications/new", Seen.Staff), ("people/acting", Seen.Account), ("people/me/contact", Seen.Account), ("people/me/data", Seen.Account),
        ("people/me/security", Seen.Account), ("people/me/security/authenticator", Seen.Account), ("people/me/prove", Seen.Account),
        new("curricula/lessons/{id}", w => $"/curricula/lessons/{w.Lesson}", Seen.Staff),
        new("curricula/exams/{programme}", w => $"/curricula/exams/{w.Plan}", Seen.Staff),
        new("targets/{source}/{id}", w => $"/targets/{w.Target}", Seen.Staff),
        new("hours/statement/{year:int:range(2000,2100)}", _ => "/hours/statement/2025", Seen.Own),
        new("media/films/{key}/{file}", _ => "/media/films/none/index.m3u8", Seen.Own),
        new("media/films/{key}/watched", _ => "/media/films/none/watched", Seen.Own),

        ("people", Seen.Officers), ("people/new", Seen.Officers), ("people/slips", Seen.Officers), ("people/recoveries", Seen.Officers), ("people/organisations", Seen.Officers), ("bureau", Seen.Officers), ("bureau/todo", Seen.Officers),
        ("people/qualifications", Seen.Officers),
        ("people/audit", Seen.County | Seen.County2 | Seen.City | Seen.Admin),
        ("people/transfers", Seen.Officers), ("people/year-change", Seen.Officers), ("people/roles", Seen.City | Seen.Admin),
        ("people/leavers", Seen.County | Seen.County2 | Seen.City | Seen.Admin), ("people/organisations/new", Seen.County | Seen.County2 | Seen.City | Seen.Admin),
        ("people/start", Seen.Admin), ("certificates/keys", Seen.Admin),
        ("bureau/hotlines", Seen.City | Seen.Admin), ("curricula/reports", Seen.City),
        ("hours/records", Seen.Area), ("hours/records/new", Seen.Area), ("certificates/issued", Seen.Area), ("certificates/reviews", Seen.City),
        new("certificates/notices/new", w => $"/certificates/notices/new?chosen={w.Waiting}", Seen.City),
        new("bureau/coverage/{**target}", w => $"/bureau/coverage/{w.Target}", Seen.Officers),

        ("people/imports", Seen.Officers), ("people/export", Seen.Officers),
        new("people/imports/{id:guid}", w => $"/people/imports/{w.Import}", Seen.Above | Seen.Admin),
        // What a school brought in is the school's to go on with; who watches over it only looks.
        new("people/imports/{id:guid}/columns", w => $"/people/imports/{w.Import}/columns", Seen.Nobody),
        new("people/imports/{id:guid}/undo", w => $"/people/imports/{w.Import}/undo", Seen.Nobody),
        new("people/{id:guid}", w => $"/people/{w.Person}", Seen.Above | Seen.Admin),
        ("people/erasures", Seen.County | Seen.County2 | Seen.City | Seen.Admin), ("people/retention", Seen.County | Seen.County2 | Seen.City | Seen.Admin),
        new("people/{id:guid}/erasure", w => $"/people/{w.Person}/erasure", Seen.Above | Seen.Admin),
        new("people/erasures/{id:guid}", w => $"/people/erasures/{w.Erasure}", Seen.Above | Seen.Admin),
        new("people/{id:guid}/edit", w => $"/people/{w.Person}/edit", Seen.Above | Seen.Admin),
        new("people/{id:guid}/qualifications/new", w => $"/people/{w.Person}/qualifications/new", Seen.Above | Seen.Admin),
        new("people/qualifications/{id:guid}", w => $"/people/qualifications/{w.Qualification}", Seen.Above | Seen.Admin),
        new("people/qualifications/{id:guid}", w => $"/people/qualifications/{w.Qualification}?handler=evidence", Seen.Above | Seen.Admin),
        // Who checks does not rewrite what is checked: such an officer is led back to it.
        new("people/qualifications/{id:guid}/edit", w => $"/people/qualifications/{w.Qualification}/edit", Seen.Above | Seen.Admin),
        new("people/{id:guid}/contact", w => $"/people/{w.Person}/contact", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments", w => $"/people/{w.Person}/appointments", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments/new", w => $"/people/{w.Person}/appointments/new", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments/{appointment:guid}/end", w => $"/people/{w.Person}/appointments/{w.Appointment}/end", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments/{appointment:guid}/correct", w => $"/people/{w.Person}/appointments/{w.Appointment}/correct", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments/{appointment:guid}/transfer", w => $"/people/{w.Person}/appointments/{w.Appointment}/transfer", Seen.Above | Seen.Admin),
        new("people/{id:guid}/appointments/{appointment:guid}/away", w => $"/people/{w.Person}/appointments/{w.Appointment}/away", Seen.Above | Seen.Admin),
        new("people/{id:guid}/exemptions/new", w => $"/people/{w.Person}/exemptions/new", Seen.Above | Seen.Admin),
        new("people/year-change/{id:guid}", w => $"/people/year-change/{w.YearAct}", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/staff", w => $"/people/organisations/{w.School}/staff", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/facts", w => $"/people/organisations/{w.School}/facts", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/edit", w => $"/people/organisations/{w.School}/edit", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/rename", w => $"/people/organisations/{w.School}/rename", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/merge", w => $"/people/organisations/{w.School}/merge", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/move", w => $"/people/organisations/{w.School}/move", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/close", w => $"/people/organisations/{w.School}/close", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}/reopen", w => $"/people/organisations/{w.School}/reopen", Seen.Above | Seen.Admin),
        new("people/organisations/{id:guid}", w => $"/people/organisations/{w.School}", Seen.Above | Seen.Admin),
        new("bureau/coverage/{**target}", w => $"/bureau/coverage/{w.Target}?in={w.SchoolCode}", Seen.Above | Seen.Admin),
        new("bureau/coverage/{**target}", w => $"/bureau/coverage/{w.Target}?in={w.SchoolCode}&handler=names", Seen.Above | Seen.Admin),
        new("bureau/coverage/{**target}", w => $"/bureau/coverage/{w.Target}?in={w.SchoolCode}&handler=csv", Seen.Above | Seen.Admin),
        new("hours/records/reverse/{id:guid}", w => $"/hours/records/reverse/{w.Entry}", Seen.Above),
        new("certificates/{number:length(13)}", w => $"/certificates/{w.Certificate}", Seen.Above | Seen.Admin),
        new("certificates/{number:length(13)}/qr", w => $"/certificates/{w.Certificate}/qr", Seen.Above | Seen.Admin),
        new("certificates/{number:length(13)}/pdf", w => $"/certificates/{w.Certificate}/pdf", Seen.Above | Seen.Admin),
        new("certificates/issued/{id:guid}/{kind:regex(^(revoke|suspend|reinstate)$)}", w => $"/certificates/issued/{w.CertificateId}/revoke", Seen.City),
        new("certificates/reviews/{id:guid}", w => $"/certificates/reviews/{w.OnNotice}", Seen.City),

        // A running notice is public to staff; once its certificates are out it is the bureau's file again.
        new("certificates/notices/{id:guid}", w => $"/certificates/notices/{w.Running}", Seen.Staff),
        new("certificates/notices/{id:guid}/print", w => $"/certificates/notices/{w.Running}/print", Seen.Staff),
        new("certificates/notices/{id:guid}", w => $"/certificates/notices/{w.Issued}", Seen.City),
        new("certificates/notices/{id:guid}/print", w => $"/certificates/notices/{w.Issued}/print", Seen.City),
        new("certificates/notices/{id:guid}/issued", w => $"/certificates/notices/{w.Issued}/issued", Seen.City),
        new("certificates/notices/{id:guid}/issue", w => $"/certificates/notices/{w.Running}/issue", Seen.City),
        new("certificates/notices/{id:guid}/objections/{proposal:guid}", w => $"/certificates/notices/{w.Running}/objections/{w.OnNotice}", Seen.City),

        // A paper is its learner's alone.
        new("curricula/quizzes/{id:guid}", w => $"/curricula/quizzes/{w.Attempt}", Seen.Nobody),
    ];
}
