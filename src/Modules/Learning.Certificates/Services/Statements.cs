using Learning.Certificates.Models;
using Learning.Core.Hours;

namespace Learning.Certificates.Services;

/// <summary>The words on the paper, which is Chinese whatever the reader's language.</summary>
internal static class Statements
{
    public const string PaperTitle = "培训合格证书";

    /// <summary>What was completed: 参加学校心理辅导员（C级）培训，完成规定的课程、考核和辅导实践，成绩合格，特发此证。</summary>
    public static string Of(TypeInfo type)
    {
        List<string> done = [];
        if (type.Requirements.Any(r => r.Kind == Requirement.ProgrammeKind))
        {
            done.Add("课程");
        }

        if (type.Requirements.Any(r => r.Kind == Requirement.ExamKind))
        {
            done.Add("考核");
        }

        if (type.Requirements.Any(r => r.Kind == Requirement.HoursKind))
        {
            done.Add(type.Requirements.Any(r => r.TrainingKind == TrainingKinds.Practicum) ? "辅导实践" : "学时");
        }

        var listed = done.Count > 1 ? $"{string.Join('、', done[..^1])}和{done[^1]}" : string.Concat(done);
        return $"参加{Subject(type.Title)}培训，{(listed.Length == 0 ? "" : $"完成规定的{listed}，")}成绩合格，特发此证。";
    }

    /// <summary>The type without what already stands in the paper's heading: 学校心理辅导员（C级）.</summary>
    public static string Subject(string title) =>
        title.EndsWith(PaperTitle, StringComparison.Ordinal) && title.Length > PaperTitle.Length ? title[..^PaperTitle.Length] : title;
}
