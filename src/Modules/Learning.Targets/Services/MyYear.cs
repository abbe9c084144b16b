using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Targets.Evaluation;

namespace Learning.Targets.Services;

/// <summary>A target that applies to a person, and where the person stands.</summary>
internal sealed record MyTarget(Target Target, decimal Attained, bool Exempt, Window Window)
{
    public TargetRule Rule => Target.Counted;

    public decimal Required => Rule.Required;

    public bool Met => Attained >= Required;

    public decimal Missing => Math.Max(0, Required - Attained);
}

/// <summary>All of /my.</summary>
/// <param name="Staff">Whether the person holds any post that learns; without one the page says where to go.</param>
/// <param name="Ring">The most demanding target in hours; null when none applies.</param>
/// <param name="Next">The certificate to work towards; null when all are held.</param>
/// <param name="Held">The highest certificate held.</param>
internal sealed record MyYear(
    bool Staff, MyTarget? Ring, IReadOnlyList<MyTarget> Others, CertificateStanding? Next, CertificateStanding? Held, ProgrammeStanding? Current)
{
    public static readonly MyYear Nobody = new(false, null, [], null, null, null);
}
