namespace HyperScaffold.Torch.Modules;

/// <summary>Moves a module and returns it as the type that it is.</summary>
public static class ModuleExtensionMethods
{
    /// <summary>Moves parameters and buffers to a device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="device">The device.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, torch.Device device)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        module.MoveTo(device, null);
        return module;
    }

    /// <summary>Moves parameters and buffers to a device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="device">The device's name.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, string device)
        where T : torch.nn.Module => module.to(torch.Device.Parse(device));

    /// <summary>Converts floating-point parameters and buffers.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <param name="type">The element type.</param>
    /// <returns>The same module.</returns>
    public static T to<T>(this T module, torch.ScalarType type)
        where T : torch.nn.Module
    {
        ArgumentNullException.ThrowIfNull(module);
        var device = module.state_dict().Values.FirstOrDefault()?.device ?? torch.CPU;
        module.MoveTo(device, type);
        return module;
    }

    /// <summary>Moves parameters and buffers to the CPU.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <returns>The same module.</returns>
    public static T cpu<T>(this T module)
        where T : torch.nn.Module => module.to(torch.CPU);

    /// <summary>Moves parameters and buffers to the current CUDA device.</summary>
    /// <typeparam name="T">The module's type.</typeparam>
    /// <param name="module">The module.</param>
    /// <returns>The same module.</returns>
    public static T cuda<T>(this T module)
        where T : torch.nn.Module => module.to(torch.CUDA);
}
