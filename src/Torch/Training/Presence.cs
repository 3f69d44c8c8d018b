using static HyperScaffold.Torch.torch;

namespace HyperScaffold.Torch.Training;

/// <summary>Refuses devices that are not there before data is read and a model made.</summary>
internal static class Presence
{
    /// <summary>Throws unless libtorch has the device.</summary>
    /// <exception cref="HyperException">It does not.</exception>
    internal static void Require(Device place)
    {
        if (place.type == DeviceType.META)
        {
            throw new HyperException("The device must be one that computes, but got 'meta', which keeps shapes alone. Write cpu or cuda.");
        }

        if (place.type != DeviceType.CUDA)
        {
            return;
        }

        var count = cuda.device_count();
        if (count == 0 || place.index >= count)
        {
            var there = count == 0 ? "no CUDA device" : count == 1 ? "cuda:0 only" : $"cuda:0 to cuda:{count - 1}";
            throw new HyperException($"The device must be one that libtorch finds, but got '{place}', and libtorch {__version__} finds {there}. {(count == 0 ? "Write cpu, or use a PyTorch with CUDA and its driver; dotnet hyper doctor says what there is." : "Count devices from 0.")}");
        }
    }
}
