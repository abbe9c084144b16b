using System.Text.Json;
using Learning.Certificates.Models;
using Learning.Certificates.Services;
using Learning.Core;
using Learning.Core.Curricula;
using Learning.Core.Hours;
using Learning.Core.People;
using Learning.Credentials;
using Learning.Framework.Data;
using Learning.Framework.Recipes;
using Microsoft.EntityFrameworkCore;

namespace Learning.Certificates.Recipes;

/// <summary>The recipe step <c>certificate-types</c>.</summary>
internal sealed record CertificateTypesModel
{
    public required IReadOnlyList<TypeModel> Types { get; init; }

    internal sealed record TypeModel
    {
        public required string Code { get; init; }

        public required int TokenType { get; init; }

        public required string NumberType { get; init; }

        public required string Title { get; init; }

        public required string Level { get; init; }

        public required int Rank { get; init; }

        public required string RegisterPattern { get; init; }

        public required int ValidYears { get; init; }

        public required IReadOnlyList<RequirementModel> Requires { get; init; }

        public IReadOnlyList<ReadingModel> Readings { get; init; } = [];
    }

    internal sealed record RequirementModel
    {
        public required string Kind { get; init; }

        public string? Programme { get; init; }

        public string? Category { get; init; }

        public string? TrainingKind { get; init; }

        /// <summary>In 学时.</summary>
        public decimal? AtLeast { get; init; }

        public string? Type { get; init; }

        /// <summary>Of kind <c>qualification</c>: kinds of qualifications given elsewhere, any of which will do.</summary>
        public IReadOnlyList<string>? Qualifications { get; init; }

        /// <summary>Of any kind: whoever holds one of these qualifications need not do it.</summary>
        public IReadOnlyList<string>? ExemptBy { get; init; }
    }

    internal sealed record ReadingModel
    {
        public required string Setting { get; init; }

        public required JsonElement Value { get; init; }

        public required string Reason { get; init; }
    }
}

/// <summary>Takes certificate types from a recipe. What was issued keeps its own words, so a changed title changes nothing issued.</summary>
internal sealed class CertificateTypesStep(LearningDbContext db, ICurricula curricula, IQualifications qualifications, TypeCatalog catalog, TimeProvider clock)
    : RecipeStep<CertificateTypesModel>("certificate-types")
{
    protected override async Task ExecuteAsync(CertificateTypesModel model, RecipeRun run, CancellationToken cancellation)
    {
        var rows = await db.Set<CertificateType>().ToDictionaryAsync(t => t.Code, StringComparer.Ordinal, cancellation);
        var programmes = await ProgrammesAsync(model, cancellation);
        var codes = rows.Keys.Concat(model.Types.Select(t => t.Code)).ToHashSet(StringComparer.Ordinal);
        var kinds = (await qualifications.KindsAsync(cancellation)).Select(k => k.Code).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < model.Types.Count; i++)
        {
            var check = new TypeCheck(run, $"types[{i}]", codes, programmes, kinds);
            check.Check(model.Types[i], model.Types.Take(i));
            Put(rows.GetValueOrDefault(model.Types[i].Code), model.Types[i], check.Requirements(model.Types[i]));
        }

        catalog.Touch(db);
    }

    private async Task<HashSet<string>> ProgrammesAsync(CertificateTypesModel model, CancellationToken cancellation)
    {
        string[] named = [.. model.Types.SelectMany(t => t.Requires).Select(r => r.Programme).OfType<string>().Distinct(StringComparer.Ordinal)];
        return named.Length == 0
            ? []
            : (await curricula.StandingAsync(Guid.Empty, named, cancellation)).Select(p => p.Code).ToHashSet(StringComparer.Ordinal);
    }

    private void Put(CertificateType? row, CertificateTypesModel.TypeModel model, IReadOnlyList<Requirement> requirements)
    {
        var requirementsJson = Columns.Write(requirements);
        var readingsJson = Columns.Write(model.Readings.Select(r => new Reading(r.Setting, r.Value.ToString(), r.Reason)).ToList());
        if (row is null)
        {
            db.Add(new CertificateType
            {
                Id = clock.NewId(),
                Code = model.Code,
                TokenType = model.TokenType,
                Title = model.Title,
                Level = model.Level,
                Rank = model.Rank,
                RegisterPattern = model.RegisterPattern,
                ValidYears = model.ValidYears,
                RequirementsJson = requirementsJson,
                ReadingsJson = readingsJson,
            });
            return;
        }

        row.TokenType = model.TokenType;
        row.Title = model.Title;
        row.Level = model.Level;
        row.Rank = model.Rank;
        row.RegisterPattern = model.RegisterPattern;
        row.ValidYears = model.ValidYears;
        row.RequirementsJson = requirementsJson;
        row.ReadingsJson = readingsJson;
    }
}

/// <summary>Checks one type and says where it is wrong.</summary>
internal sealed class TypeCheck(RecipeRun run, string place, HashSet<string> types, HashSet<string> programmes, HashSet<string> qualifications)
{
    public void Check(CertificateTypesModel.TypeModel model, IEnumerable<CertificateTypesModel.TypeModel> earlier)
    {
        Expect(model.Code.Length is > 0 and <= 40 && model.Code.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'), "code", "expected 1 to 40 letters, digits and dashes");
        Expect(earlier.All(t => t.Code != model.Code), "code", $"'{model.Code}' stands here twice");
        var known = Enum.IsDefined((CertificateKind)model.TokenType);
        Expect(known, "tokenType", "expected 1 to 6: 1 counsellor A, 2 counsellor B, 3 counsellor C, 4 hours, 5 parent school, 6 practicum training");
        var prefix = ((CertificateKind)model.TokenType).Prefix();
        Expect(model.NumberType == prefix, "numberType", $"expected '{prefix}', which belongs to tokenType {model.TokenType}");
        Expect(model.Title.Trim().Length is > 0 and <= 80, "title", "expected 1 to 80 characters");
        Expect(model.Level.Length <= 4, "level", "expected at most 4 characters");
        Expect(model.Rank is > 0 and < 1000, "rank", "expected 1 to 999");
        Expect(Services.RegisterPattern.Parse(model.RegisterPattern, out var wrong) is not null, "registerPattern", wrong ?? "");
        Expect(model.ValidYears is >= 0 and <= 50, "validYears", "expected 0 (does not expire) to 50 years");
        Expect(model.Requires.Count > 0, "requires", "expected at least one requirement");
        for (var i = 0; i < model.Readings.Count; i++)
        {
            Expect(model.Readings[i].Reason.Trim().Length > 0, $"readings[{i}].reason", "a reading has a reason");
        }
    }

    public IReadOnlyList<Requirement> Requirements(CertificateTypesModel.TypeModel model) =>
        [.. model.Requires.Select((r, i) => RequirementOf(model.Code, r, $"requires[{i}]"))];

    private Requirement RequirementOf(string code, CertificateTypesModel.RequirementModel model, string at)
    {
        Expect(Requirement.Kinds.Contains(model.Kind), $"{at}.kind", $"no kind is called '{model.Kind}'; there are: {string.Join(", ", Requirement.Kinds)}");
        var hours = model.Kind == Requirement.HoursKind;
        var ofProgramme = model.Kind is Requirement.ProgrammeKind or Requirement.ExamKind;
        var ofType = model.Kind == Requirement.CertificateKind;
        Expect(ofProgramme == model.Programme is not null, $"{at}.programme", ofProgramme ? "expected the code of a programme" : $"a requirement of kind '{model.Kind}' names no programme");
        Expect(ofType == model.Type is not null, $"{at}.type", ofType ? "expected the code of a certificate type" : $"a requirement of kind '{model.Kind}' names no type");
        var ofQualification = model.Kind == Requirement.QualificationKind;
        Expect(ofQualification == model.Qualifications is { Count: > 0 }, $"{at}.qualifications", ofQualification ? "expected kinds of qualifications" : $"a requirement of kind '{model.Kind}' asks for no qualification; exemptBy lets one do instead");
        Expect(!(ofQualification && model.ExemptBy is not null), $"{at}.exemptBy", "a requirement of kind 'qualification' names all that will do in qualifications");
        foreach (var kind in (model.Qualifications ?? []).Concat(model.ExemptBy ?? []))
        {
            Expect(qualifications.Contains(kind), at, $"no qualification is called '{kind}'; a recipe's qualification-kinds stand before its certificate types");
        }

        Expect(hours || (model.Category ?? model.TrainingKind) is null, at, $"a requirement of kind '{model.Kind}' has no category or trainingKind");
        Expect(hours == model.AtLeast is not null, $"{at}.atLeast", hours ? "expected a number of credit hours" : $"a requirement of kind '{model.Kind}' has no atLeast");
        Expect(!ofProgramme || programmes.Contains(model.Programme!), $"{at}.programme", $"no programme is called '{model.Programme}'; a recipe's programmes stand before its certificate types");
        Expect(!ofType || (types.Contains(model.Type!) && model.Type != code), $"{at}.type", $"no other certificate type is called '{model.Type}'");
        Expect(model.TrainingKind is null || TrainingKinds.All.Contains(model.TrainingKind), $"{at}.trainingKind", $"no training kind is called '{model.TrainingKind}'; there are: {string.Join(", ", TrainingKinds.All)}");
        var atLeast = model.AtLeast ?? 0m;
        Expect(!hours || (atLeast is > 0m and <= 10_000m && atLeast * 100m == decimal.Truncate(atLeast * 100m)), $"{at}.atLeast", "expected more than 0 credit hours, with at most two decimals");
        return new Requirement(model.Kind)
        {
            Programme = model.Programme,
            Category = model.Category,
            TrainingKind = model.TrainingKind,
            AtLeast = CreditHours.Of(atLeast).Hundredths,
            Type = model.Type,
            Qualifications = model.Qualifications,
            ExemptBy = model.ExemptBy is { Count: > 0 } exempt ? exempt : null,
        };
    }

    private void Expect(bool right, string at, string message)
    {
        if (!right)
        {
            throw run.Problem($"{place}.{at}", message);
        }
    }
}
