using HyperScaffold.Guidance;
using HyperScaffold.Phases;
using HyperScaffold.Tool.Plans;

namespace HyperScaffold.Tool.Editing;

/// <summary>Applies the edits of all errors and warnings, one by one, each judged anew after the one before.</summary>
internal static class PlanFixer
{
    private const int MostEdits = 100;

    /// <summary>Fixes a plan's text.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="shown">The file as messages name it.</param>
    /// <param name="knowledgeOf">What rules may know beside a plan.</param>
    /// <returns>The new text and the findings whose edits were applied.</returns>
    public static (string Text, IReadOnlyList<Finding> Fixed) Fix(string text, string shown, Func<Plan, PlanKnowledge> knowledgeOf)
    {
        var (done, tried) = (new List<Finding>(), new List<Finding>());
        text = Readable(text, shown, done);
        while (tried.Count < MostEdits)
        {
            var plan = PlanFile.Parse(text, shown);
            var next = RuleBook.Check(plan, knowledgeOf(plan)).Findings.FirstOrDefault(f => IsFixable(f) && !tried.Any(d => (d.Code, d.Path, d.Text) == (f.Code, f.Path, f.Text)));
            if (next is null)
            {
                break;
            }

            tried.Add(next);
            if (TryApply(text, shown, next.Edit!) is { } edited && edited != text)
            {
                done.Add(next);
                text = edited;
            }
        }

        return (text, done);
    }

    // a plan that cannot be read for mistakes that rules know is made readable first
    private static string Readable(string text, string shown, List<Finding> done)
    {
        try
        {
            PlanFile.Parse(text, shown);
        }
        catch (PlanException e)
        {
            foreach (var problem in e.Problems.Where(p => p.Edit is not null))
            {
                text = PlanEditor.Apply(text, problem.Edit!);
                done.Add(new Finding(problem.Code ?? "plan", FindingLevel.Error, problem.Message, string.Empty, problem.Message, problem.Edit!.Path, problem.Edit));
            }
        }

        return text;
    }

    private static bool IsFixable(Finding finding) => finding.Edit is not null && finding.Level > FindingLevel.Note;

    /// <summary>Applies one edit.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="shown">The file as messages name it.</param>
    /// <param name="edit">The edit.</param>
    /// <returns>The new text; null where the edit would break the plan, which is left to the user.</returns>
    public static string? TryApply(string text, string shown, PlanEdit edit)
    {
        try
        {
            var edited = PlanEditor.Apply(text, edit);
            PlanFile.Parse(edited, shown);
            return edited;
        }
        catch (PlanException)
        {
            return null;
        }
    }
}
