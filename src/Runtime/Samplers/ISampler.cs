namespace HyperScaffold.Samplers;

/// <summary>Chooses the values of a new trial. Pure: what it proposes depends on its arguments alone.</summary>
public interface ISampler
{
    /// <summary>Proposes values for every active parameter of a space that is not fixed already.</summary>
    /// <param name="request">The space, the history, what is fixed, and the randomness of this trial.</param>
    /// <returns>Internal values, or the word that nothing is left to try.</returns>
    Proposal Propose(SampleRequest request);
}
