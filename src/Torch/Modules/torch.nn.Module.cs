using System.Reflection;
using HyperScaffold.Torch.Modules;

namespace HyperScaffold.Torch;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A part of a network: it owns parameters, buffers and smaller parts, each under a name.</summary>
        public abstract partial class Module : IDisposable
        {
            private readonly OrderedDictionary<string, Module> _modules = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);
            private readonly OrderedDictionary<string, Tensor> _buffers = new(StringComparer.Ordinal);
            private readonly string _name;

            private protected Module(string name) => _name = name;

            /// <summary>Gets a value indicating whether it trains; dropout does nothing while it does not.</summary>
            public bool training { get; private set; } = true;

            /// <summary>Gets the name with the sizes, for messages.</summary>
            private protected virtual string Described => _name;

            /// <summary>The name given to the constructor.</summary>
            /// <returns>The name.</returns>
            public string GetName() => _name;

            /// <summary>Switches it and its parts to training.</summary>
            /// <param name="train">False to switch to evaluation.</param>
            public void train(bool train = true)
            {
                training = train;
                foreach (var module in _modules.Values)
                {
                    module.train(train);
                }
            }

            /// <summary>Switches it and its parts to evaluation.</summary>
            public void eval() => train(false);

            /// <summary>Registers a part.</summary>
            /// <param name="name">The name, unique here.</param>
            /// <param name="submodule">The part.</param>
            /// <exception cref="HyperException">The name is taken.</exception>
            public void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                CheckFree(name);
                _modules.Add(name, submodule);
            }

            /// <summary>Registers a parameter.</summary>
            /// <param name="name">The name, unique here.</param>
            /// <param name="param">The parameter.</param>
            /// <exception cref="HyperException">The name is taken.</exception>
            public void register_parameter(string name, Parameter param)
            {
                ArgumentNullException.ThrowIfNull(param);
                CheckFree(name);
                _parameters.Add(name, param);
            }

            /// <summary>Registers a tensor that is kept with the weights but not trained.</summary>
            /// <param name="name">The name, unique here.</param>
            /// <param name="tensor">The tensor; the module owns it from now on.</param>
            /// <exception cref="HyperException">The name is taken.</exception>
            public void register_buffer(string name, Tensor tensor)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                CheckFree(name);
                _buffers.Add(name, tensor.DetachFromDisposeScope());
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Registers every field that holds a module, a parameter or a tensor, under the field's name.</summary>
            protected virtual void RegisterComponents()
            {
                for (var type = GetType(); type is not null && type != typeof(Module); type = type.BaseType)
                {
                    foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    {
                        Register(field.Name, field.GetValue(this));
                    }
                }
            }

            /// <summary>Disposes parameters, buffers and parts.</summary>
            /// <param name="disposing">True when called by hand.</param>
            protected virtual void Dispose(bool disposing)
            {
                foreach (IDisposable owned in _parameters.Values.Concat<IDisposable>(_buffers.Values).Concat(_modules.Values))
                {
                    owned.Dispose();
                }
            }

            private void Register(string name, object? value)
            {
                switch (value)
                {
                    case Module module when !_modules.ContainsValue(module):
                        register_module(name, module);
                        break;
                    case Parameter known when _parameters.ContainsValue(known):
                        break;
                    case Parameter parameter:
                        register_parameter(name, parameter);
                        break;
                    case Tensor tensor when !_buffers.ContainsValue(tensor):
                        register_buffer(name, tensor);
                        break;
                }
            }

            private void CheckFree(string name)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.', StringComparison.Ordinal) || _modules.ContainsKey(name) || _parameters.ContainsKey(name) || _buffers.ContainsKey(name))
                {
                    throw new HyperException($"A part of {_name} needs a name of its own without dots, but got '{name}'. Rename one.");
                }
            }
        }
    }
}
