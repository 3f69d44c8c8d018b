using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A vector for each index.</summary>
        /// <param name="num_embeddings">The number of vectors.</param>
        /// <param name="embedding_dims">The length of a vector.</param>
        /// <param name="padding_idx">The index whose vector is and stays 0; null for none.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">The padding index is out of range.</exception>
        public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, Device? device = null, ScalarType? dtype = null) =>
            new(num_embeddings, embedding_dims, padding_idx, device, dtype);

        /// <summary>Attention with several heads over length by rows by features.</summary>
        /// <param name="embedded_dim">The number of features.</param>
        /// <param name="num_heads">The number of heads; it divides the features.</param>
        /// <param name="dropout">The probability of dropping a weight while training, in [0, 1).</param>
        /// <param name="bias">False to leave out biases.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">The heads do not divide the features.</exception>
        public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0, bool bias = true) =>
            new(embedded_dim, num_heads, dropout, bias);

        /// <summary>Long short-term memory.</summary>
        /// <param name="inputSize">The number of input features.</param>
        /// <param name="hiddenSize">The number of output features.</param>
        /// <param name="numLayers">The number of layers, one upon the other.</param>
        /// <param name="bias">False to leave out biases.</param>
        /// <param name="batchFirst">True for rows by length by features.</param>
        /// <param name="dropout">The probability of dropping a value between two layers while training, in [0, 1).</param>
        /// <param name="bidirectional">True to read from the end too; the output has twice the features.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">A size is below 1.</exception>
        public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
            new(new(inputSize, hiddenSize, numLayers, 4) { HasBias = bias, BatchFirst = batchFirst, Dropout = dropout, Bidirectional = bidirectional }, device, dtype);

        /// <summary>Gated recurrent units.</summary>
        /// <param name="inputSize">The number of input features.</param>
        /// <param name="hiddenSize">The number of output features.</param>
        /// <param name="numLayers">The number of layers, one upon the other.</param>
        /// <param name="bias">False to leave out biases.</param>
        /// <param name="batchFirst">True for rows by length by features.</param>
        /// <param name="dropout">The probability of dropping a value between two layers while training, in [0, 1).</param>
        /// <param name="bidirectional">True to read from the end too; the output has twice the features.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        /// <exception cref="HyperException">A size is below 1.</exception>
        public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
            new(new(inputSize, hiddenSize, numLayers, 3) { HasBias = bias, BatchFirst = batchFirst, Dropout = dropout, Bidirectional = bidirectional }, device, dtype);
    }
}
