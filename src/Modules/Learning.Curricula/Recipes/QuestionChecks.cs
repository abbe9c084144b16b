using Learning.Curricula.Models;

namespace Learning.Curricula.Recipes;

/// <summary>What a question must have before anyone is asked it.</summary>
internal static class QuestionChecks
{
    /// <param name="problem">Makes the exception for a place of the step and what was expected there.</param>
    public static void Check(QuestionsModel bank, Func<string, string, Exception> problem)
    {
        for (var i = 0; i < bank.Cases.Count; i++)
        {
            Require(bank.Cases[i].Text.Length > 0, $"cases[{i}].text", "a case has a text");
            Require(bank.Cases.Take(i).All(c => c.Id != bank.Cases[i].Id), $"cases[{i}].id", $"the case '{bank.Cases[i].Id}' stands here twice");
        }

        for (var i = 0; i < bank.Questions.Count; i++)
        {
            var question = bank.Questions[i];
            var at = $"questions[{i}]";
            Require(RecipeChecks.IsCode(question.Id), $"{at}.id", "expected letters, digits and dashes, at most 40");
            Require(bank.Questions.Take(i).All(q => q.Id != question.Id), $"{at}.id", $"the question '{question.Id}' stands here twice");
            Require(QuestionKinds.All.Contains(question.Kind), $"{at}.kind", $"'{question.Kind}' is not known; expected one of: {string.Join(", ", QuestionKinds.All)}");
            Require(QuestionTopics.Shares.ContainsKey(question.Topic), $"{at}.topic", $"'{question.Topic}' is not known; expected one of: {string.Join(", ", QuestionTopics.Shares.Keys)}");
            Require(question.Case is null || bank.Cases.Any(c => c.Id == question.Case), $"{at}.case", $"no case is called '{question.Case}'");
            Require(question.Difficulty is >= 1 and <= 3, $"{at}.difficulty", "expected 1, 2 or 3");
            Require(question.Stem.Trim().Length > 0, $"{at}.stem", "a question asks something");
            Require(question.Source.Trim().Length > 0, $"{at}.source", "a question names its source");
            CheckOptions(question, at);
        }

        void CheckOptions(QuestionModel question, string at)
        {
            var options = question.Options;
            Require(options.Count is >= 2 and <= 8, $"{at}.options", $"'{question.Id}' has {options.Count} options; expected 2 to 8");
            Require(question.Kind != QuestionKinds.TrueFalse || options.Count == 2, $"{at}.options", $"'{question.Id}' is truefalse; expected two options");
            var right = options.Count(o => o.Right);
            Require(right > 0, $"{at}.options", $"'{question.Id}' has no right answer; expected an option with \"right\": true");
            Require(question.Kind == QuestionKinds.Multiple || right == 1, $"{at}.options", $"'{question.Id}' has {right} right answers; a {question.Kind} question has one");
            for (var i = 0; i < options.Count; i++)
            {
                Require(options[i].Text.Trim().Length > 0, $"{at}.options[{i}].text", "an option says something");
                Require(options[i].Feedback.Trim().Length > 0, $"{at}.options[{i}].feedback", "every option has feedback: why, and what instead");
            }
        }

        void Require(bool holds, string at, string expected)
        {
            if (!holds)
            {
                throw problem(at, expected);
            }
        }
    }
}
