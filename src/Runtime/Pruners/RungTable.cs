using System.Globalization;
using System.Runtime.InteropServices;
using HyperScaffold.Trials;

namespace HyperScaffold.Pruners;

/// <summary>The values with which finished trials reached each rung, sorted for each bracket; a decision looks at new ones only.</summary>
/// <param name="direction">Which values are better.</param>
internal sealed class RungTable(StudyDirection direction) : ITrialObserver
{
    private readonly List<List<(int Number, double Loss)>> _rungs = [];
    private readonly Dictionary<(int Rung, int Bracket), Standing> _standings = [];
    private int[] _budgets = [];

    public static RungTable Of(TrialHistory history) => history.Derive(() => new RungTable(history.Direction));

    /// <summary>The system attribute that holds the value with which a trial reached a rung.</summary>
    /// <param name="rung">The rung, from 0.</param>
    public static string Key(int rung) => string.Create(CultureInfo.InvariantCulture, $"completed_rung_{rung}");

    /// <summary>The value at a place of two sorted lists taken together.</summary>
    /// <param name="many">One list.</param>
    /// <param name="few">The other one.</param>
    /// <param name="place">The place, from 0.</param>
    public static double At(List<double> many, List<double> few, int place)
    {
        for (var i = 0; i < few.Count; i++)
        {
            var before = many.BinarySearch(few[i]);
            var own = i + (before < 0 ? ~before : before);
            if (place <= own)
            {
                return place == own ? few[i] : many[place - i];
            }
        }

        return many[place - few.Count];
    }

    /// <inheritdoc/>
    public void OnFinished(FrozenTrial trial)
    {
        for (var rung = 0; Loss(trial, rung) is { } loss; rung++)
        {
            if (_rungs.Count == rung)
            {
                _rungs.Add([]);
            }

            _rungs[rung].Add((trial.Number, loss));
        }
    }

    /// <summary>The loss with which a trial reached a rung: its value turned so that smaller is better; null where it has not.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="rung">The rung, from 0.</param>
    public double? Loss(FrozenTrial trial, int rung) =>
        trial.SystemAttributes.Count > 0 && trial.SystemAttributes.TryGetValue(Key(rung), out var text) ? Turn(double.Parse(text, CultureInfo.InvariantCulture)) : null;

    /// <summary>Turns a value into a loss, or back.</summary>
    /// <param name="value">The value.</param>
    public double Turn(double value) => direction == StudyDirection.Maximize ? 0.0 - value : value;

    /// <summary>The losses with which the finished trials of a bracket reached a rung, ascending.</summary>
    /// <param name="rung">The rung, from 0.</param>
    /// <param name="bracket">The bracket; null for all trials.</param>
    public List<double> Finished(int rung, RungBracket? bracket)
    {
        if (bracket is not null && !bracket.Budgets.AsSpan().SequenceEqual(_budgets))
        {
            _budgets = bracket.Budgets;
            _standings.Clear();
        }

        ref var standing = ref CollectionsMarshal.GetValueRefOrAddDefault(_standings, (rung, bracket?.Id ?? -1), out _);
        standing ??= new Standing();
        for (var reached = rung < _rungs.Count ? _rungs[rung] : []; standing.Known < reached.Count; standing.Known++)
        {
            if (bracket is null || bracket.Has(reached[standing.Known].Number))
            {
                standing.Add(reached[standing.Known].Loss);
            }
        }

        return standing.Losses;
    }

    private sealed class Standing
    {
        public List<double> Losses { get; } = [];

        public int Known { get; set; }

        public void Add(double loss)
        {
            var place = Losses.BinarySearch(loss);
            Losses.Insert(place < 0 ? ~place : place, loss);
        }
    }
}
