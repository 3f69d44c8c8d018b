namespace HyperScaffold.Tool.Tests.Plans;

/// <summary>Plans that several tests read.</summary>
internal static class SamplePlans
{
    public const string Digits = """
        version: 1
        name: digits
        metric: { name: validation_accuracy, goal: maximize, summary: best }
        budget: { epochs: 30, hours: 1, cost_per_hour: 0.50, max_cost: 20 }
        parameters:
          learning_rate: { default: 0.001, low: 1e-5, high: 1.0, scale: log }
          batch_size:    { default: 64, choices: [16, 32, 64, 128, 256] }
          schedule:      { default: constant, choices: [constant, cosine, one_cycle] }
          weight_decay:  { default: 0, low: 1e-6, high: 0.1, scale: log, disabled: 0 }
          dropout:       { default: 0, low: 0, high: 0.7, hard: low }
          hidden:        { default: 128, low: 32, high: 512, scale: log, type: int }
        phases:
          - { name: learning-rate,      question: Which learning rate trains best?,      tune: [learning_rate],                        trials: 20 }
          - { name: batch-and-schedule, question: Which batch size and schedule?,        tune: [batch_size, schedule, learning_rate],  trials: 30 }
          - { name: regularization,     question: How to close the gap to training?,     tune: [weight_decay, dropout, learning_rate], trials: 20, when: overfitting }
        search: { sampler: auto, pruner: auto, seed: 1, workers: auto, refine: auto, confirm: { top: 3, seeds: 3 } }
        """;
}
