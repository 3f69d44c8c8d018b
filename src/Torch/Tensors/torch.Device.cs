using System.Globalization;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>Where a tensor lies.</summary>
    /// <param name="type">The kind of device.</param>
    /// <param name="index">The number among its kind; -1 for the current one.</param>
    public sealed class Device(DeviceType type, int index = -1) : IEquatable<Device>
    {
        /// <summary>Gets the kind of device.</summary>
        public DeviceType type { get; } = type;

        /// <summary>Gets the number among its kind; -1 for the current one.</summary>
        public int index { get; } = index;

        /// <summary>Reads a device's name.</summary>
        /// <param name="description">Such as <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</param>
        /// <returns>The device.</returns>
        /// <exception cref="HyperException">The name is not known.</exception>
        public static Device Parse(string description)
        {
            ArgumentNullException.ThrowIfNull(description);
            var parts = description.Split(':');
            var number = -1;
            var valid = parts.Length == 1
                || (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number));
            return (parts[0], valid) switch
            {
                ("cpu", true) => new Device(DeviceType.CPU, number),
                ("cuda", true) => new Device(DeviceType.CUDA, number),
                ("meta", true) => new Device(DeviceType.META, number),
                _ => throw new HyperException($"A device is cpu, cuda or cuda:N, but got '{description}'. Use one of these names."),
            };
        }

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && other.type == type && other.index == index;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(type, index);

        /// <inheritdoc/>
        public override string ToString()
        {
            var name = type switch { DeviceType.CUDA => "cuda", DeviceType.META => "meta", _ => "cpu" };
            return index < 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}:{index}");
        }
    }
}
