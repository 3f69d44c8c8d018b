using HyperScaffold.Torch.Interop;

namespace HyperScaffold.Torch;

public static partial class torch
{
    /// <summary>CUDA devices.</summary>
    public static class cuda
    {
        /// <summary>Tells whether libtorch can use a CUDA device.</summary>
        /// <returns>True when there is at least one.</returns>
        public static bool is_available() => device_count() > 0;

        /// <summary>How many CUDA devices libtorch can use.</summary>
        /// <returns>0 or more.</returns>
        public static int device_count()
        {
            Native.Check(Native.CudaDeviceCount(out var count), nameof(device_count));
            return count;
        }

        /// <summary>Waits until a device has done all its work.</summary>
        /// <param name="index">The device; -1 for the current one.</param>
        /// <exception cref="TorchException">There is no such device.</exception>
        public static void synchronize(long index = -1) => Native.Check(Native.CudaSynchronize(index), nameof(synchronize));

        /// <summary>How much of a device's memory tensors use now.</summary>
        /// <param name="index">The device, from 0.</param>
        /// <returns>Bytes.</returns>
        /// <exception cref="TorchException">There is no such device, or the shim was built without CUDA's headers.</exception>
        public static long memory_allocated(int index = 0) => Memory(0, index, nameof(memory_allocated));

        /// <summary>The most of a device's memory that tensors used at one time.</summary>
        /// <param name="index">The device, from 0.</param>
        /// <returns>Bytes since the start or since <see cref="reset_peak_memory_stats"/>.</returns>
        /// <exception cref="TorchException">There is no such device, or the shim was built without CUDA's headers.</exception>
        public static long max_memory_allocated(int index = 0) => Memory(1, index, nameof(max_memory_allocated));

        /// <summary>Starts a new peak from what is used now.</summary>
        /// <param name="index">The device, from 0.</param>
        /// <exception cref="TorchException">There is no such device, or the shim was built without CUDA's headers.</exception>
        public static void reset_peak_memory_stats(int index = 0) => Memory(2, index, nameof(reset_peak_memory_stats));

        /// <summary>Gives memory that libtorch keeps for later back to the devices; nothing to do where there is none.</summary>
        /// <exception cref="TorchException">The shim was built without CUDA's headers.</exception>
        public static void empty_cache()
        {
            if (is_available())
            {
                Memory(3, 0, nameof(empty_cache));
            }
        }

        private static long Memory(int what, int index, string name)
        {
            Native.Check(Native.CudaMemory(what, index, out var bytes), name);
            return bytes;
        }
    }
}
