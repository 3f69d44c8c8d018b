using System.Text.Json;
using HyperScaffold.Tool.Hosting;

namespace HyperScaffold.Tool.Evidence;

/// <summary>Writes proofs as JSON.</summary>
internal static class ProofJson
{
    /// <summary>Writes proofs.</summary>
    /// <param name="proofs">The proofs.</param>
    /// <returns>A JSON array.</returns>
    public static string Write(IEnumerable<Proof> proofs) => JsonSerializer.Serialize(proofs.Select(Record), JsonText.Pretty);

    /// <summary>Writes what can be tried.</summary>
    /// <param name="experiments">The experiments.</param>
    /// <returns>A JSON array.</returns>
    public static string List(IEnumerable<IExperiment> experiments) =>
        JsonSerializer.Serialize(experiments.Select(e => new { e.Name, e.Codes, e.Title }), JsonText.Pretty);

    /// <summary>What is written of a proof.</summary>
    /// <param name="proof">The proof.</param>
    /// <returns>The same as a JSON object is made of it.</returns>
    public static object Record(Proof proof) => new
    {
        proof.Experiment.Name,
        proof.Experiment.Title,
        proof.Experiment.Codes,
        proof.Setup,
        Yardstick = proof.Yardstick.Name,
        proof.Date,
        proof.Retrains,
        proof.Row,
        proof.Trainings,
        WorkerSeconds = Math.Round(proof.WorkerSeconds, 1),
        Arms = proof.Arms.Select(a => new
        {
            a.Name,
            Scores = a.Scores.Select(Finite),
            Metrics = a.Metrics.Select(Finite),
            Tests = a.Tests.Select(Finite),
            TestOfEach = a.TestOfEach.Select(Finite),
            Trials = a.Ends.Select(e => e.Trials),
            Epochs = a.Ends.Select(e => e.Epochs),
            ConfirmEpochs = a.Ends.Select(e => e.ConfirmEpochs),
            Seen = a.Ends.Select(e => e.Seen),
            Lengths = a.Ends.Select(e => e.Length),
            Winners = a.Ends.Select(e => e.Winner),
            Rule = a.Ends.Select(e => e.Rule).FirstOrDefault(r => r is not null),
            Spoke = a.Ends.Select(e => e.Spoke),
        }),
        Answers = proof.Answers.Select(a => new
        {
            a.Question.Claim,
            Outcome = a.Outcome switch { Outcome.Holds => "holds", Outcome.Fails => "does not hold", _ => "cannot be told" },
            Difference = Finite(a.Difference.Mean),
            Low = Finite(a.Difference.Low),
            High = Finite(a.Difference.High),
            a.Sentence,
        }),
    };

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
