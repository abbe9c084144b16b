using System.Globalization;
using Learning.Core.People;
using Learning.Core.Targets;
using Learning.Targets.Evaluation;
using Learning.Theme;
using Microsoft.Extensions.Localization;

namespace Learning.Targets.Services;

/// <summary>A rule in plain words, made of the data that is counted by, so that the words cannot differ from the counting.</summary>
internal sealed class RuleWords(IStringLocalizer T)
{
    /// <summary>The whole rule as one line.</summary>
    public string Whole(TargetRule rule) =>
        string.Join(T["；"].Value, new[] { Audience(rule.Audience), Measure(rule), PeriodOf(rule.Period), T["目标：{0}", Goal(rule)].Value });

    public string Audience(Audience audience) => audience switch
    {
        PeopleAudience people => People(people),
        OrganisationAudience places => Places(places),
        _ => T["已发布的培训方案"],
    };

    public string Measure(TargetRule rule) => rule.Measure switch
    {
        HoursMeasure m => T["{0}不少于{1}学时", Hours(m), Number(rule.Required)],
        TrainingsMeasure m => T["参加{0}培训不少于{1}次，一次不少于{2}学时才算", Categories(m.Categories), Number(rule.Required), Number(m.AtLeastHours)],
        CertificateMeasure m => Certificates(m),
        ProgrammeMeasure m => T["学完培训项目：{0}", List([.. m.Programmes.Select(Code)])],
        StaffMeasure m => Staff(m),
        _ => T["写明课程、学时、方式、考核四项"],
    };

    public string PeriodOf(Period period) => period.Kind switch
    {
        PeriodKind.SchoolYear => T["每学年（9月1日至次年8月31日）"],
        PeriodKind.CalendarYear => T["每年（1月1日至12月31日）"],
        PeriodKind.Term => T["每学期"],
        PeriodKind.Month => T["每月"],
        PeriodKind.ByDate => T["到{0}", Day(period.Date!.Value)],
        _ => T["随时"],
    };

    public string Goal(TargetRule rule) => rule.Goal switch
    {
        ShareGoal share => $"{Number(share.Percent)}%",
        CountGoal count => T["全市{0}人", count.Count],
        _ => rule.Audience switch
        {
            OrganisationAudience => T["每一所"],
            PlanAudience => T["每一份"],
            _ => T["每一位"],
        },
    };

    /// <summary>Unit of what is required and attained.</summary>
    public string Unit(TargetRule rule) => rule.Measure switch
    {
        HoursMeasure => T["学时|单位"],
        TrainingsMeasure => T["次|单位"],
        CertificateMeasure => T["张|单位"],
        StaffMeasure => T["人|单位"],
        ProgrammeMeasure => T["项|单位"],
        _ => T["份|单位"],
    };

    /// <summary>Why a subject stands as it does.</summary>
    public string Reason(TargetRule rule, decimal required, decimal attained, Counting counting, string? note)
    {
        if (counting == Counting.Exempt)
        {
            return note switch
            {
                ExemptReasons.Decided => T["豁免：已批准"],
                ExemptReasons.Qualified => T["豁免：已有认可的学历或资格"],
                ExemptReasons.Waits => T["豁免：还没到计入的日期"],
                _ => T["豁免：休假"],
            };
        }

        if (counting == Counting.Unknown)
        {
            return T["未统计：没有登记{0}", Fact(note ?? "")];
        }

        var met = attained >= required;
        return rule.Measure switch
        {
            HoursMeasure => met ? T["已有{0}学时", Number(attained)] : T["已有{0}学时，还差{1}学时", Number(attained), Number(required - attained)],
            TrainingsMeasure => met ? T["已参加{0}次", Number(attained)] : T["还差{0}次培训", Number(required - attained)],
            CertificateMeasure { Types.Count: 0 } => met ? T["资格已核验"] : T["没有核验通过的资格证书"],
            CertificateMeasure => met ? T["持有证书"] : T["还没有证书"],
            ProgrammeMeasure => met ? T["已学完"] : T["还没有学完"],
            StaffMeasure => T["应配{0}人，现有{1}人", Number(required), Number(attained)],
            _ => met ? T["四项都写明"] : T["没有写明：{0}", List([.. (note ?? "").Split(',').Select(PlanPart)])],
        };
    }

    public string State(TargetState state) => state switch
    {
        TargetState.Measured => T["统计"],
        TargetState.Advisory => T["倡导"],
        TargetState.Outside => T["不在本平台"],
        _ => T["待上线"],
    };

    public string Topic(string topic) => topic switch
    {
        "hours" => T["学时|主题"],
        "certificate" => T["证书|主题"],
        "programme" => T["培训|主题"],
        "staffing" => T["师资配备|主题"],
        "school" => T["学校工作|主题"],
        "activity" => T["活动|主题"],
        "library" => T["资源|主题"],
        "media" => T["宣传|主题"],
        _ => T["其他|主题"],
    };

    /// <summary>A code of a category, role, employment or certificate in words; anything else stays.</summary>
    public string Code(string code) => code switch
    {
        "mental-health" => T["心理健康教育"],
        "full-time" => T["专职"],
        "part-time" => T["兼职"],
        "counsellor-c" or "counsellor-b" or "counsellor-a" => Certificate(code),
        "principals" => T["校长专题培训"],
        _ => RoleNames.Of(T, code),
    };

    public string Day(DateOnly day) => day.ToString(T["yyyy年M月d日"], CultureInfo.CurrentCulture);

    public static string Number(decimal value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);

    private string People(PeopleAudience people)
    {
        var roles = List([.. people.AnyRole.Select(r => RoleNames.Of(T, r))]);
        var who = people.Employment switch
        {
            "full-time" => T["在岗的专职{0}", roles].Value,
            "part-time" => T["在岗的兼职{0}", roles].Value,
            _ => T["在岗的{0}", roles].Value,
        };
        var where = people.Kinds is { } kinds ? Kinds(kinds) : people.SchoolsOnly ? T["各类学校"].Value : T["各类学校和单位"].Value;
        var whole = T["{0}{1}|哪里的谁", where, who].Value;
        if (people.NoneRole.Count > 0)
        {
            whole = T["{0}，不含{1}", whole, List([.. people.NoneRole.Select(r => RoleNames.Of(T, r))])];
        }

        if (people.NewSince is { } since)
        {
            whole = T["{0}，其中{1}及以后才到岗的", whole, Day(since)];
        }

        return people.ExemptBy is { } exempting ? T["{0}；有核验过的{1}的豁免", whole, Any(exempting)] : whole;
    }

    private string Places(OrganisationAudience places)
    {
        var kinds = Kinds(places.Kinds);
        return places.Where.Count == 0
            ? kinds
            : T["{0}，其中{1}", kinds, List([.. places.Where.Select(w => T["{0}{1}{2}|条件", Fact(w.Fact), Op(w.Op), w.Value].Value)])];
    }

    /// <summary>Ordinary schools are named together when all are meant, so that the line can be read.</summary>
    private string Kinds(IReadOnlyList<string> kinds)
    {
        string[] ordinary = ["primary", "junior-high", "nine-year", "senior-high", "complete-secondary"];
        if (!ordinary.All(kinds.Contains))
        {
            return List([.. kinds.Select(Kind)]);
        }

        var others = kinds.Except(ordinary).Select(Kind).ToList();
        return others.Count == 0 ? T["中小学"] : T["中小学（含{0}）", List(others)];
    }

    private string Kind(string kind) => kind switch
    {
        "kindergarten" => T["幼儿园"],
        "primary" => T["小学"],
        "junior-high" => T["初中"],
        "nine-year" => T["九年一贯制学校"],
        "senior-high" => T["高中"],
        "complete-secondary" => T["完全中学"],
        "vocational" => T["中职学校"],
        "technical" => T["技工学校"],
        "special" => T["特殊教育学校"],
        "teaching-point" => T["教学点"],
        "research-centre" => T["教研机构"],
        "community-site" => T["社区站点"],
        "station" => T["辅导站"],
        _ => kind,
    };

    private string Staff(StaffMeasure m)
    {
        var roles = List([.. m.Roles.Select(r => RoleNames.Of(T, r))]);
        var who = m.Employment switch
        {
            "full-time" => T["专职{0}", roles].Value,
            "part-time" => T["兼职{0}", roles].Value,
            _ => roles,
        };
        var least = T["在岗的{0}不少于{1}人", who, m.AtLeast].Value;
        return m.Per is { } per
            ? T["{0}，并且{1}（{2}）", least, Ratio(per), per.RoundUp ? T["不足的部分按一份计"].Value : T["不足的部分不计"].Value]
            : least;
    }

    private string Certificates(CertificateMeasure m)
    {
        if (m.Types.Count == 0)
        {
            return T["持有{0}，并经核验", Any(m.Qualifications)];
        }

        var own = m.Types.Select(Certificate).ToList();
        var held = m.OrHigher ? T["持有{0}或更高级别", List(own)].Value : T["持有{0}", List(own)].Value;
        return m.Qualifications.Count > 0 ? T["{0}，或持有经核验的{1}", held, Any(m.Qualifications)] : held;
    }

    private string Any(IEnumerable<QualificationKindName> kinds) => string.Join(T["或"].Value, kinds.Select(k => k.Title));

    private string Certificate(string code) => code switch
    {
        "counsellor-c" => T["学校心理辅导员C级证书"],
        "counsellor-b" => T["学校心理辅导员B级证书"],
        "counsellor-a" => T["学校心理辅导员A级证书"],
        _ => code,
    };

    private string Hours(HoursMeasure m)
    {
        var words = Categories(m.Categories);
        if (m.TrainingKinds is { } kinds)
        {
            words = T["{0}（{1}）", words, List([.. kinds.Select(TrainingKind)])];
        }

        return m.OrganiserLevels is { } levels ? T["{0}（{1}）", words, List([.. levels.Select(Level)])] : words;
    }

    private string Categories(IReadOnlyList<string>? categories) => categories is null
        ? T["各类"]
        : List([.. categories.Select(c => c switch { "mental-health" => T["心理健康教育"].Value, "counsellor" => T["心理辅导员|类别"].Value, _ => c })]);

    private string TrainingKind(string kind) => kind switch
    {
        "pre-service" => T["岗前培训|类别"],
        "further" => T["业务进修|类别"],
        "in-service" => T["在职培训|类别"],
        "practicum" => T["辅导实践|类别"],
        _ => kind,
    };

    private string Level(string level) => level switch
    {
        "city" => T["市级举办"],
        "county" => T["县区举办"],
        _ => T["学校举办"],
    };

    private string Fact(string fact) => fact switch
    {
        "pupils" => T["学生数"],
        "boarders" => T["寄宿生数"],
        "classes" => T["班级数"],
        _ => fact,
    };

    private string Ratio(StaffRatio per) => per.Fact switch
    {
        "pupils" => T["每{0}名学生配1人", per.Each],
        "boarders" => T["每{0}名寄宿生配1人", per.Each],
        _ => T["每{0}个班配1人", per.Each],
    };

    private string Op(string op) => op switch
    {
        ">" => T["超过"],
        ">=" => T["不少于"],
        "<" => T["少于"],
        "<=" => T["不超过"],
        _ => T["等于"],
    };

    private string PlanPart(string part) => part switch
    {
        "courses" => T["课程|方案"],
        "hours" => T["学时|方案"],
        "mode" => T["方式|方案"],
        _ => T["考核|方案"],
    };

    private string List(IReadOnlyList<string> words) => string.Join(T["、"].Value, words);
}
