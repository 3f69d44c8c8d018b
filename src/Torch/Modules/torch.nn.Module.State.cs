using HyperScaffold.Torch.Modules;
using HyperScaffold.Torch.Optimizers;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            /// <summary>The parts with their names.</summary>
            /// <returns>In the order of their registration.</returns>
            public IEnumerable<(string name, Module module)> named_children() => _modules.Select(m => (m.Key, m.Value));

            /// <summary>The parameters with their names.</summary>
            /// <param name="recurse">True to include those of the parts, with dotted names.</param>
            /// <returns>In the order of their registration.</returns>
            public IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                _parameters.Select(p => (p.Key, p.Value)).Concat(recurse ? Deeper(m => m.named_parameters()) : []);

            /// <summary>The parameters.</summary>
            /// <param name="recurse">True to include those of the parts.</param>
            /// <returns>In the order of their registration.</returns>
            public IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(p => p.parameter);

            /// <summary>The buffers with their names.</summary>
            /// <param name="recurse">True to include those of the parts, with dotted names.</param>
            /// <returns>In the order of their registration.</returns>
            public IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true) =>
                _buffers.Select(b => (b.Key, b.Value)).Concat(recurse ? Deeper(m => m.named_buffers()) : []);

            /// <summary>All parameters and buffers by their dotted names: the tensors themselves, not copies.</summary>
            /// <param name="destination">The dictionary to fill, or null for a new one.</param>
            /// <param name="prefix">What stands before each name, or null.</param>
            /// <returns>The dictionary.</returns>
            public Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= new Dictionary<string, Tensor>(StringComparer.Ordinal);
                var start = string.IsNullOrEmpty(prefix) ? string.Empty : prefix + ".";
                foreach (var (name, tensor) in named_parameters().Select(p => (p.name, tensor: (Tensor)p.parameter)).Concat(named_buffers()))
                {
                    destination[start + name] = tensor;
                }

                return destination;
            }

            /// <summary>Copies values into the parameters and buffers of the same names.</summary>
            /// <param name="source">Values by dotted name.</param>
            /// <param name="strict">True to refuse missing and unexpected names.</param>
            /// <returns>The names that were missing and those that were not expected.</returns>
            /// <exception cref="HyperException">Names differ while <paramref name="strict"/>, or a shape differs.</exception>
            public (IList<string> missing, IList<string> unexpected) load_state_dict(Dictionary<string, Tensor> source, bool strict = true)
            {
                ArgumentNullException.ThrowIfNull(source);
                var own = state_dict();
                var missing = own.Keys.Where(name => !source.ContainsKey(name)).ToList();
                var unexpected = source.Keys.Where(name => !own.ContainsKey(name)).ToList();
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new HyperException($"The weights are of another model than {_name}: missing [{string.Join(", ", missing)}], not expected [{string.Join(", ", unexpected)}]. Load weights of this model, or pass strict: false.");
                }

                var known = own.Where(t => source.ContainsKey(t.Key)).ToList();
                RequireShapes(known, source);
                using var quiet = no_grad();
                foreach (var (name, tensor) in known)
                {
                    tensor.copy_(source[name]);
                }

                return (missing, unexpected);
            }

            /// <summary>Forgets the gradients of all parameters.</summary>
            public void zero_grad() => Gradients.Drop([.. parameters()]);

            internal void MoveTo(Device device, ScalarType? type)
            {
                using var quiet = no_grad();
                foreach (var tensor in state_dict().Values)
                {
                    var wanted = type is { } t && IsFloating(tensor.dtype) ? t : tensor.dtype;
                    if (wanted != tensor.dtype || !tensor.device.Equals(device))
                    {
                        var recorded = tensor.requires_grad;
                        tensor.ReplaceBy(tensor.detach().to(wanted, device));
                        tensor.requires_grad = recorded;
                    }
                }
            }

            private static bool IsFloating(ScalarType type) =>
                type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

            // all of them before the first is taken over, so that a model is never half another one
            private void RequireShapes(IEnumerable<KeyValuePair<string, Tensor>> known, Dictionary<string, Tensor> source)
            {
                var other = known.Where(t => !t.Value.shape.AsSpan().SequenceEqual(source[t.Key].shape))
                    .Select(t => $"{t.Key} has the shape [{string.Join(", ", source[t.Key].shape)}] there and [{string.Join(", ", t.Value.shape)}] here").ToList();
                if (other.Count > 0)
                {
                    throw new HyperException($"The weights are of another model than {_name}: {string.Join("; ", other)}. Load weights of this model.");
                }
            }

            private IEnumerable<(string Name, T Item)> Deeper<T>(Func<Module, IEnumerable<(string Name, T Item)>> items) =>
                _modules.SelectMany(m => items(m.Value).Select(i => ($"{m.Key}.{i.Name}", i.Item)));
        }
    }
}
