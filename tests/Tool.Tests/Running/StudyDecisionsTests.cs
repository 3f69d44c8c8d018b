using HyperScaffold.Phases;
using HyperScaffold.Storage;
using HyperScaffold.Tool.Plans;
using HyperScaffold.Tool.Running;
using HyperScaffold.Trials;
using HyperScaffold.Workers;
using Xunit;

namespace HyperScaffold.Tool.Tests.Running;

public sealed class StudyDecisionsTests : IDisposable
{
    private const string Text = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize }
        budget: { epochs: 10 }
        parameters:
          learning_rate: { default: 0.001, low: 0.00001, high: 0.1, scale: log }
          hidden: { default: 128, low: 32, high: 512, type: int }
        phases:
          - { name: learning-rate, tune: [learning_rate], trials: 8 }
        """;

    private readonly MemoryStorage _storage = new();
    private readonly Plan _plan = PlanFile.Parse(Text, "hyper.yaml");

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void A_clone_from_before_the_phase_goes_by_the_decisions_that_the_study_keeps()
    {
        var study = Begun(Book(), keep: true);

        var chosen = StudyDecisions.Choose(_plan, DecisionBook.Empty, study);

        Assert.Equal("digits-learning-rate", Assert.Single(chosen.Decisions).Study);
    }

    [Fact]
    public void A_clone_from_before_a_range_was_widened_goes_by_the_wider_range()
    {
        var wider = Book(new WidenedRange(0.00001, 1, 1));
        var study = Begun(wider, keep: true);

        var chosen = StudyDecisions.Choose(_plan, Book(), study);

        Assert.Equal(1, chosen.Decisions[0].Widened["learning_rate"].High);
        Assert.Same(wider, StudyDecisions.Choose(_plan, wider, study));
    }

    [Fact]
    public void Decisions_of_its_own_hold_where_the_study_runs_by_them_or_keeps_none()
    {
        var book = Book();

        Assert.Same(book, StudyDecisions.Choose(_plan, book, Begun(book, keep: false)));
        Assert.Same(DecisionBook.Empty, StudyDecisions.Choose(_plan, DecisionBook.Empty, _storage.FindStudy("digits-learning-rate")!));
    }

    [Theory]
    [InlineData("default: 128", "default: 256", "hidden")]
    [InlineData("epochs: 10", "epochs: 20", "epochs")]
    public void Another_plan_is_refused_with_what_differs(string old, string other, string part)
    {
        var study = Begun(Book(), keep: true);
        var plan = PlanFile.Parse(Text.Replace(old, other, StringComparison.Ordinal), "hyper.yaml");

        foreach (var own in new[] { DecisionBook.Empty, Book() })
        {
            var error = Assert.Throws<HyperException>(() => StudyDecisions.Choose(plan, own, study));
            Assert.Contains($"differs in {part}.", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_phase_whose_decision_was_taken_back_goes_on_with_the_range_that_its_study_was_widened_to()
    {
        Begun(Book(new WidenedRange(0.00001, 1, 2)), keep: true);
        var opened = Book().Decisions[0];

        Assert.Equal(new WidenedRange(0.00001, 1, 2), StudyDecisions.Resume(_storage, opened).Widened["learning_rate"]);
        Assert.Same(opened.Widened, StudyDecisions.Resume(_storage, opened with { PlanHash = "another" }).Widened);
        Assert.Same(opened.Widened, StudyDecisions.Resume(_storage, opened with { Study = "digits-learning-rate-2" }).Widened);
    }

    private DecisionBook Book(WidenedRange? range = null)
    {
        var open = new Decision { Phase = "learning-rate", Study = "digits-learning-rate", State = DecisionState.Open, PlanHash = PlanHash.Of(_plan, DecisionBook.Empty, _plan.Phases[0]) };
        return DecisionBook.Empty.With(range is null ? open : open with { Widened = open.Widened.SetItem("learning_rate", range) });
    }

    private StudyRecord Begun(DecisionBook book, bool keep)
    {
        var study = _storage.CreateStudy("digits-learning-rate", StudyDirection.Maximize);
        _storage.SetStudyAttribute(study.Id, PhaseStudy.PlanAttribute, PythonJson.Write(book.Decisions[0].PlanHash));
        _storage.SetStudyAttribute(study.Id, SpaceJson.AttributeKey, SpaceJson.Write(PhaseSpace.Of(_plan, book, _plan.Phases[0]).ToSearchSpace()));
        if (keep)
        {
            StudyDecisions.Keep(_storage, study, book);
        }

        return _storage.FindStudy(study.Name)!;
    }
}
