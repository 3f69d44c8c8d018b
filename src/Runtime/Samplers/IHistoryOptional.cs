namespace HyperScaffold.Samplers;

/// <summary>A sampler that may propose without knowing what was tried, so that an ask need not read what other workers did.</summary>
internal interface IHistoryOptional
{
    /// <summary>Tells whether a proposal depends on seed, trial number and space alone.</summary>
    /// <param name="request">The request.</param>
    /// <returns>True where the history does not matter, nor will it when the space grows.</returns>
    bool IgnoresHistory(SampleRequest request);
}
