namespace Learning.People.Services.Rosters.Reading;

/// <summary>What a column of a roster can say.</summary>
internal enum RosterField
{
    /// <summary>Not read.</summary>
    None,
    Name,
    StaffNumber,
    SchoolCode,
    School,
    Role,
    Employment,
    Subject,
    Standing,
    Establishment,
    From,
    To,
    Phone,
    IdentityNumber,
}

/// <summary>Which column says what: kept for an organisation and a header, offered again next time.</summary>
/// <param name="Sheet">Index of the sheet.</param>
/// <param name="HeaderLine">Line of the header as Excel counts it.</param>
/// <param name="Columns">A field for each column, <see cref="RosterField.None"/> where it is not read.</param>
internal sealed record RosterMapping(int Sheet, int HeaderLine, IReadOnlyList<RosterField> Columns)
{
    public int ColumnOf(RosterField field)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == field)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>Words known at the head of a column, in our own template, the national teacher system and schools' own lists.</summary>
internal static class KnownHeaders
{
    private static readonly (RosterField Field, string[] Words)[] Known =
    [
        (RosterField.Name, ["姓名", "教师姓名", "教职工姓名", "职工姓名", "老师姓名", "名字", "name", "fullname"]),
        (RosterField.StaffNumber, ["个人标识码", "教师个人标识码", "全国教师系统个人标识码", "全国教师管理信息系统个人标识码", "教师编号", "教职工号", "教职工编号", "工号", "职工号", "人员编号", "教师号", "职工编号", "员工编号", "教工编号", "教工号", "教师工号", "职工代码", "教师代码", "staffnumber", "staffno"]),
        (RosterField.SchoolCode, ["学校标识码", "单位标识码", "学校代码", "单位代码", "机构代码", "学校编号", "单位编号", "schoolcode"]),
        (RosterField.School, ["学校", "单位", "所在单位", "所在学校", "学校名称", "单位名称", "工作单位", "任职单位", "任教学校", "所在学校单位", "school"]),
        (RosterField.Role, ["岗位", "职务", "岗位类别", "任职岗位", "现任岗位", "现任职务", "身份", "担任职务", "岗位类型", "role"]),
        (RosterField.Employment, ["专职还是兼职", "专兼职", "专职兼职", "是否专职", "employment"]),
        (RosterField.Subject, ["任教学科", "学科", "主要任教学科", "任课学科", "现任教学科", "subject"]),
        (RosterField.Standing, ["在岗状态", "在岗情况", "人员状态", "教师状态", "状态", "任职状态", "在职状态", "standing"]),
        (RosterField.Establishment, ["编制", "编制情况", "是否在编", "用人形式", "编制类别"]),
        (RosterField.From, ["起始日期", "开始日期", "任职日期", "任职时间", "任职起始日期", "到校日期", "到校时间", "来校时间", "从哪天起", "from"]),
        (RosterField.To, ["结束日期", "截止日期", "离任日期", "离校日期", "到哪天止", "to"]),
        (RosterField.Phone, ["手机号", "手机", "手机号码", "联系电话", "电话", "移动电话", "联系方式", "phone", "mobile"]),
        (RosterField.IdentityNumber, ["身份证号", "身份证", "身份证号码", "证件号码", "证件号", "身份证件号", "身份证件号码", "idnumber"]),
    ];

    /// <summary>Known, and not wanted: a day somebody began to work is not the day of a post, a result of ours is not data.</summary>
    private static readonly HashSet<string> Passed = new(
        ["序号", "编号", "性别", "出生日期", "出生年月", "年龄", "民族", "参加工作日期", "参加工作时间", "参加工作年月", "学历", "职称", "政治面貌", "备注", "检查结果", "原因", "籍贯", "学位", "证件类型", "身份证件类型"],
        StringComparer.Ordinal);

    private static readonly Dictionary<string, RosterField> ByWord = Known.SelectMany(k => k.Words.Select(w => (w, k.Field))).ToDictionary(k => k.w, k => k.Field, StringComparer.Ordinal);

    /// <summary>A header without spaces, stars, what stands in brackets and the width of its letters.</summary>
    public static string Plain(string header)
    {
        var plain = header.Normalize(System.Text.NormalizationForm.FormKC).ToLowerInvariant();
        var bracket = plain.AsSpan().IndexOfAny('(', '[', '【');
        plain = bracket > 0 ? plain[..bracket] : plain;
        return string.Concat(plain.Where(char.IsLetterOrDigit));
    }

    public static bool IsKnown(string header) => Plain(header) is { Length: > 0 } plain && (ByWord.ContainsKey(plain) || Passed.Contains(plain));

    public static RosterField FieldOf(string header) => ByWord.GetValueOrDefault(Plain(header));

    /// <summary>A field for every column; of two columns for one field the one that is seen wins, then the word earlier in the list, as 个人标识码 before 工号.</summary>
    public static IReadOnlyList<RosterField> Suggest(IReadOnlyList<string> headers, IReadOnlyCollection<int>? hidden = null)
    {
        var fields = new RosterField[headers.Count];
        foreach (var (field, words) in Known)
        {
            var best = headers.Select((header, column) => (Column: column, Rank: Array.IndexOf(words, Plain(header)))).Where(c => c.Rank >= 0)
                .OrderBy(c => hidden?.Contains(c.Column) == true).ThenBy(c => c.Rank).ThenBy(c => c.Column)
                .Select(c => (int?)c.Column).FirstOrDefault();
            if (best is { } column)
            {
                fields[column] = field;
            }
        }

        return fields;
    }
}
