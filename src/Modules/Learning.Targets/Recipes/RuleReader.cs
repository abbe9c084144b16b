using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Targets.Evaluation;

namespace Learning.Targets.Recipes;

/// <summary>Reads the rule of a measured row.</summary>
internal static class RuleReader
{
    private static readonly IReadOnlyList<string> Employments = ["full-time", "part-time"];
    private static readonly IReadOnlyList<string> Measures = ["creditHours", "trainings", "certificate", "qualification", "programme", "staff", "plan"];
    private static readonly IReadOnlyList<string> Periods = ["schoolYear", "calendarYear", "term", "month", "byDate", "always"];

    public static TargetRule Read(TargetModel model)
    {
        var audience = Audience(Expect.Given(model.Audience, "audience", "an audience: a measured row says who is counted"));
        var measure = Measure(Expect.Given(model.Measure, "measure", "a measure: a measured row says what is counted"));
        var period = Period(Expect.Given(model.Period, "period", "a period: a measured row says when"));
        var required = model.Required is > 0 and <= 10_000 ? model.Required.Value
            : throw new TargetModelException("required", "expected a number above 0: a measured row says how much");
        var goal = Goal(Expect.Given(model.Goal, "goal", "a goal: a measured row says {\"share\": 60}, {\"count\": 20} or {\"everyone\": true}"));
        Fit(audience, measure, required);
        return new TargetRule(audience, measure, period, required, goal);
    }

    private static void Fit(Audience audience, Measure measure, decimal required)
    {
        var fits = measure switch
        {
            StaffMeasure => audience is OrganisationAudience,
            PlanMeasure => audience is PlanAudience,
            _ => audience is PeopleAudience,
        };
        if (!fits)
        {
            throw new TargetModelException("measure.kind", "does not go with the audience: staff counts organisations, plan counts programmes, every other kind counts people");
        }

        if (measure is not (HoursMeasure or TrainingsMeasure) && required != 1)
        {
            throw new TargetModelException("required", "expected 1: only hours and trainings require a number of their own (for staff it is measure.atLeast)");
        }
    }

    private static Audience Audience(AudienceModel model)
    {
        switch (model)
        {
            case { People: { } people, Organisations: null, Programmes: null }:
                if (people.Employment is not null)
                {
                    Expect.OneOf(people.Employment, Employments, "audience.people.employment");
                }

                return new PeopleAudience(
                    Expect.AllOf(people.AnyRole, Roles.Staff, "audience.people.anyRole"),
                    Expect.EachOf(people.NoneRole, Roles.Staff, "audience.people.noneRole"),
                    people.Employment,
                    people.Kinds is null ? null : Expect.AllOf(people.Kinds, OrganisationKinds.All, "audience.people.kinds"),
                    people.SchoolsOnly,
                    people.NewSince,
                    Kinds(people.ExemptBy, "audience.people.exemptBy"));
            case { Organisations: { } organisations, People: null, Programmes: null }:
                return new OrganisationAudience(
                    Expect.AllOf(organisations.Kinds, OrganisationKinds.All, "audience.organisations.kinds"), [.. organisations.Where.Select(Where)]);
            case { Programmes: not null, People: null, Organisations: null }:
                return new PlanAudience();
            default:
                throw new TargetModelException("audience", "expected exactly one of: people, organisations, programmes");
        }
    }

    private static FactCondition Where(WhereModel where, int index)
    {
        Expect.OneOf(where.Fact, OrganisationFacts.All, $"audience.organisations.where[{index}].fact");
        Expect.OneOf(where.Op, FactCondition.Ops, $"audience.organisations.where[{index}].op");
        return new FactCondition(where.Fact, where.Op, where.Value);
    }

    private static Measure Measure(MeasureModel model)
    {
        Expect.OneOf(model.Kind, Measures, "measure.kind");
        Only(model);
        switch (model.Kind)
        {
            case "creditHours":
                return new HoursMeasure(
                    Expect.Codes(model.Categories, "measure.categories"),
                    model.TrainingKinds is null ? null : Expect.AllOf(model.TrainingKinds, TrainingKinds.All, "measure.trainingKinds"),
                    model.OrganiserLevels is null ? null : Expect.AllOf(model.OrganiserLevels, TrainingKinds.OrganiserLevels, "measure.organiserLevels"));
            case "trainings":
                return new TrainingsMeasure(
                    Expect.Codes(model.Categories, "measure.categories"),
                    model.AtLeastHours is > 0 and <= 1000 ? model.AtLeastHours.Value : throw new TargetModelException("measure.atLeastHours", "expected the hours that make one training, above 0"));
            case "certificate":
                return new CertificateMeasure(
                    Expect.Codes(model.Types, "measure.types") ?? throw new TargetModelException("measure.types", "expected codes of certificate types"),
                    model.OrHigher ?? throw new TargetModelException("measure.orHigher", "expected true or false"),
                    Kinds(model.Qualifications, "measure.qualifications") ?? []);
            case "qualification":
                return new CertificateMeasure([], false, Kinds(model.Qualifications, "measure.qualifications") ?? throw new TargetModelException("measure.qualifications", "expected codes of kinds of qualifications"));
            case "programme":
                return new ProgrammeMeasure(Expect.Codes(model.Programmes, "measure.programmes") ?? throw new TargetModelException("measure.programmes", "expected codes of programmes"));
            case "staff":
                return Staff(model);
            default:
                return new PlanMeasure();
        }
    }

    /// <summary>Named by their codes; the catalogue puts their titles in.</summary>
    private static IReadOnlyList<QualificationKindName>? Kinds(IReadOnlyList<string>? codes, string place) =>
        Expect.Codes(codes, place) is { } kinds ? [.. kinds.Select(k => new QualificationKindName(k, k))] : null;

    private static StaffMeasure Staff(MeasureModel model)
    {
        if (model.Employment is not null)
        {
            Expect.OneOf(model.Employment, Employments, "measure.employment");
        }

        var atLeast = model.AtLeast is > 0 and <= 1000 ? model.AtLeast.Value : throw new TargetModelException("measure.atLeast", "expected a number of people, 1 or more");
        StaffRatio? ratio = null;
        if (model.Per is { } per)
        {
            Expect.OneOf(per.Fact, OrganisationFacts.All, "measure.per.fact");
            Expect.OneOf(per.Rounding, ["up", "down"], "measure.per.rounding");
            ratio = per.Each > 0 ? new StaffRatio(per.Fact, per.Each, per.Rounding == "up") : throw new TargetModelException("measure.per.each", "expected 1 or more");
        }

        return new StaffMeasure(Expect.AllOf(model.Roles, Roles.Staff, "measure.roles"), model.Employment, atLeast, ratio);
    }

    /// <summary>What belongs to another kind of measure is refused, not ignored.</summary>
    private static void Only(MeasureModel model)
    {
        var allowed = model.Kind switch
        {
            "creditHours" => new[] { "categories", "trainingKinds", "organiserLevels" },
            "trainings" => ["categories", "atLeastHours"],
            "certificate" => ["types", "orHigher", "qualifications"],
            "qualification" => ["qualifications"],
            "programme" => ["programmes"],
            "staff" => ["roles", "employment", "atLeast", "per"],
            _ => [],
        };
        var given = new (object? Value, string Name)[]
        {
            (model.Categories, "categories"), (model.TrainingKinds, "trainingKinds"), (model.OrganiserLevels, "organiserLevels"), (model.AtLeastHours, "atLeastHours"),
            (model.Types, "types"), (model.OrHigher, "orHigher"), (model.Qualifications, "qualifications"), (model.Programmes, "programmes"), (model.Roles, "roles"), (model.Employment, "employment"),
            (model.AtLeast, "atLeast"), (model.Per, "per"),
        };
        foreach (var (value, name) in given)
        {
            if (value is not null && !allowed.Contains(name))
            {
                throw new TargetModelException($"measure.{name}", $"does not belong to '{model.Kind}'; expected {(allowed.Length == 0 ? "nothing but the kind" : $"only: {string.Join(", ", allowed)}")}");
            }
        }
    }

    private static Period Period(PeriodModel model)
    {
        Expect.OneOf(model.Kind, Periods, "period.kind");
        var kind = Enum.Parse<PeriodKind>(model.Kind, ignoreCase: true);
        if (kind == PeriodKind.ByDate != model.Date is not null)
        {
            throw new TargetModelException("period.date", kind == PeriodKind.ByDate ? "expected a date such as 2025-12-31" : $"'{model.Kind}' has no date; expected null");
        }

        return new Period(kind, model.Date);
    }

    private static Goal Goal(GoalModel model) => model switch
    {
        { Share: > 0 and <= 100, Count: null, Everyone: null } => new ShareGoal(model.Share.Value),
        { Count: > 0, Share: null, Everyone: null } => new CountGoal(model.Count.Value),
        { Everyone: true, Share: null, Count: null } => new EveryoneGoal(),
        _ => throw new TargetModelException("goal", "expected exactly one of: share (above 0, to 100), count (1 or more), everyone (true)"),
    };
}
