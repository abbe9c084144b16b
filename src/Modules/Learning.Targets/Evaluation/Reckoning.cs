namespace Learning.Targets.Evaluation;

/// <summary>One result that is kept of a target: for which period, seen on which day.</summary>
/// <param name="PeriodStart">First day of the period; of a deadline's kept result, the deadline.</param>
/// <param name="AtDeadline">The result on the day of a deadline that is past, which stays.</param>
/// <param name="On">The day the audience is drawn and results are counted: today, or the last day of what is over.</param>
internal sealed record Reckoning(DateOnly PeriodStart, bool AtDeadline, DateOnly On)
{
    /// <summary>The result of today.</summary>
    public static Reckoning Current(TargetRule rule, DateOnly today) => new(rule.Period.On(today).From, false, today);

    /// <summary>The result of the deadline, once it is past.</summary>
    public static Reckoning? Deadline(TargetRule rule, DateOnly today) =>
        rule.DueOn is { } due && due < today ? new(due, true, due) : null;

    /// <summary>Everything kept on a day: today's, and the period before or the deadline's. The same for everyone who asks on that day.</summary>
    public static IReadOnlyList<Reckoning> Kept(TargetRule rule, DateOnly today)
    {
        var current = Current(rule, today);
        if (rule.Period.Recurs)
        {
            var last = current.PeriodStart.AddDays(-1);
            return [current, new(rule.Period.On(last).From, false, last)];
        }

        return Deadline(rule, today) is { } deadline ? [current, deadline] : [current];
    }
}
