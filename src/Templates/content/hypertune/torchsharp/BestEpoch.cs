namespace Digits;

/// <summary>Keeps the weights of the best epoch where the trained model is wanted.</summary>
internal sealed class BestEpoch(TrialContext context)
{
    private Dictionary<string, Tensor> _weights = [];
    private double _score = double.NegativeInfinity;

    public void Offer(Model model, double score)
    {
        if ((context.ScoreTest || context.WeightsFile is not null) && score > _score)
        {
            _score = score;
            _weights = model.state_dict().ToDictionary(w => w.Key, w => w.Value.detach().clone());
        }
    }

    public void Restore(Model model)
    {
        if (_weights.Count > 0)
        {
            model.load_state_dict(_weights);
        }
    }
}
