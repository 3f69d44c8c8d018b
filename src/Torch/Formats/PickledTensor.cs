namespace HyperScaffold.Torch.Formats;

/// <summary>A tensor as a pickle describes it; lengths, strides and the offset count elements.</summary>
internal sealed record PickledTensor(TorchStorage Storage, string Key, long Offset, long[] Shape, long[] Strides);
