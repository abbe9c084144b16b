using Learning.Core;
using Learning.Core.Certificates;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Targets.Evaluation;

namespace Learning.Targets.Services;

/// <summary>What people have attained towards a rule, asked of the modules that know, in sets and never one by one.</summary>
internal sealed class Attainments(IHours hours, ICertificates certificates, IQualifications qualifications, ICurricula curricula)
{
    private const int OneByOne = 4;

    /// <param name="on">The day that counts.</param>
    /// <param name="persons">Null for everyone.</param>
    /// <param name="knownAt">Null for what is known now.</param>
    public async Task<Func<Guid, decimal>> OfAsync(TargetRule rule, DateOnly on, IReadOnlyCollection<Guid>? persons, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        switch (rule.Measure)
        {
            case HoursMeasure:
                var hoursOf = await hours.OfManyAsync(persons, Question(rule, on, knownAt), cancellation);
                return person => hoursOf.GetValueOrDefault(person).Hours.Value;
            case TrainingsMeasure:
                var trainingsOf = await hours.OfManyAsync(persons, Question(rule, on, knownAt), cancellation);
                return person => trainingsOf.GetValueOrDefault(person).Trainings;
            case CertificateMeasure measure:
                var holders = await HoldersAsync(measure, on, persons, cancellation);
                holders.UnionWith((await qualifications.HeldAsync([.. measure.Qualifications.Select(q => q.Code)], persons, on, knownAt, cancellation)).Select(q => q.PersonId));
                return person => holders.Contains(person) ? 1 : 0;
            case ProgrammeMeasure measure:
                var completers = await curricula.CompletersAsync(measure.Programmes, on, cancellation);
                return person => completers.ContainsKey(person) ? 1 : 0;
            default:
                throw new InvalidOperationException($"{rule.Measure.GetType().Name} does not count people.");
        }
    }

    /// <summary>What the ledger is asked for a rule that counts hours or trainings.</summary>
    public static HoursQuestion Question(TargetRule rule, DateOnly on, DateTimeOffset? knownAt)
    {
        var window = rule.Period.On(on);
        var to = window.To < on ? window.To : on;
        return rule.Measure switch
        {
            HoursMeasure m => new HoursQuestion(m.Categories, m.TrainingKinds, m.OrganiserLevels, window.From, to, knownAt),
            TrainingsMeasure m => new HoursQuestion(m.Categories, null, null, window.From, to, knownAt, CreditHours.Of(m.AtLeastHours)),
            _ => throw new InvalidOperationException($"{rule.Measure.GetType().Name} asks nothing of the ledger."),
        };
    }

    private async Task<HashSet<Guid>> HoldersAsync(CertificateMeasure measure, DateOnly on, IReadOnlyCollection<Guid>? persons, CancellationToken cancellation)
    {
        if (measure.Types.Count == 0)
        {
            return [];
        }

        var known = await certificates.TypeCodesAsync(cancellation);
        var types = measure.Types.Where(known.Contains).ToList();
        var holders = new HashSet<Guid>();
        if (types.Count == 0)
        {
            return holders;
        }

        if (persons is { Count: <= OneByOne })
        {
            foreach (var person in persons)
            {
                holders.UnionWith((await certificates.HeldAsync(person, types, measure.OrHigher, on, cancellation)).Select(h => h.PersonId));
            }

            return holders;
        }

        holders.UnionWith((await certificates.HeldAsync(null, types, measure.OrHigher, on, cancellation)).Select(h => h.PersonId));
        return holders;
    }
}
