using System.Text.Json.Serialization;

namespace HyperScaffold.Torch.Interop;

/// <summary>The serializer of <see cref="ShimMemo"/>, made at compile time so that a start stays short.</summary>
[JsonSerializable(typeof(ShimMemo))]
internal sealed partial class ShimJson : JsonSerializerContext;
