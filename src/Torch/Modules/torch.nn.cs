using System.Globalization;
using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Layers and what belongs to them.</summary>
    public static partial class nn
    {
        /// <summary>What a loss does with the values of the rows; the numbers are libtorch's.</summary>
        public enum Reduction
        {
            /// <summary>Returns them.</summary>
            None = 0,

            /// <summary>Returns their mean.</summary>
            Mean = 1,

            /// <summary>Returns their sum.</summary>
            Sum = 2,
        }

        /// <summary>y = x W^T + b.</summary>
        /// <param name="inputSize">The number of input features.</param>
        /// <param name="outputSize">The number of output features.</param>
        /// <param name="hasBias">False to leave out b.</param>
        /// <param name="device">Where it lies; null for the CPU.</param>
        /// <param name="dtype">The element type; null for 32-bit floating point.</param>
        /// <returns>The layer, with PyTorch's initial weights.</returns>
        public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
            new(inputSize, outputSize, hasBias, device, dtype);

        /// <summary>The larger of 0 and each element.</summary>
        /// <param name="inplace">True to overwrite the input.</param>
        /// <returns>The layer.</returns>
        public static ReLU ReLU(bool inplace = false) => new(inplace);

        /// <summary>Sets elements to 0 while training.</summary>
        /// <param name="p">The probability, in [0, 1].</param>
        /// <param name="inplace">True to overwrite the input.</param>
        /// <returns>The layer.</returns>
        public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

        /// <summary>Joins dimensions to one.</summary>
        /// <param name="start_dim">The first one to join.</param>
        /// <param name="end_dim">The last one to join.</param>
        /// <returns>The layer.</returns>
        public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);

        /// <summary>A tensor that training changes.</summary>
        /// <param name="data">The initial values; the parameter takes their memory over, and <paramref name="data"/> is as if disposed.</param>
        /// <param name="requires_grad">False for a parameter that stays as it is.</param>
        /// <returns>The parameter; a module's field of it is registered by RegisterComponents.</returns>
        public static Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);

        /// <summary>Returns its input.</summary>
        /// <returns>The layer.</returns>
        public static Identity Identity() => new();

        /// <summary>Modules one after another.</summary>
        /// <param name="modules">The modules; they are named by their numbers.</param>
        /// <returns>The module.</returns>
        public static Sequential Sequential(params Module<Tensor, Tensor>[] modules) => Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

        /// <summary>Modules one after another.</summary>
        /// <param name="modules">The modules; they are named by their numbers.</param>
        /// <returns>The module.</returns>
        public static Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
            new(modules.Select((m, i) => (i.ToString(CultureInfo.InvariantCulture), m)));

        /// <summary>Modules one after another.</summary>
        /// <param name="modules">The modules with their names.</param>
        /// <returns>The module.</returns>
        public static Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) => new(modules ?? throw new ArgumentNullException(nameof(modules)));

        /// <summary>Modules one after another.</summary>
        /// <param name="modules">The modules with their names.</param>
        /// <returns>The module.</returns>
        public static Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) => new(modules ?? throw new ArgumentNullException(nameof(modules)));
    }
}
