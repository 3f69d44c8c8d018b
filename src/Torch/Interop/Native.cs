using System.Runtime.InteropServices;

namespace HyperScaffold.Torch.Interop;

/// <summary>The shim's functions. Those that return a status leave a text for <see cref="Error"/>.</summary>
internal static partial class Native
{
    internal const string Library = "hyperscaffold_shim";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, static (name, _, _) =>
        name == Library ? ShimLibrary.Handle : 0);

    /// <summary>Throws the shim's last error when a status is not 0.</summary>
    internal static void Check(int status, string what)
    {
        if (status != 0)
        {
            throw new TorchException(what, Refusal.Explain(Marshal.PtrToStringUTF8(Error()) ?? "unknown error", Refusal.PeakOfProcess));
        }
    }

    [LibraryImport(Library, EntryPoint = "hs_error")]
    internal static partial nint Error();

    [LibraryImport(Library, EntryPoint = "hs_version")]
    internal static partial nint Version();

    [LibraryImport(Library, EntryPoint = "hs_config")]
    internal static partial nint Config();

    [LibraryImport(Library, EntryPoint = "hs_find", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Find(string name, string overload, string? arguments, out nint op);

    [LibraryImport(Library, EntryPoint = "hs_schema")]
    internal static partial int Schema(nint op, out nint schema);

    [LibraryImport(Library, EntryPoint = "hs_call")]
    internal static unsafe partial int Call(nint op, NativeValue* arguments, int count, out NativeValue* results, out int resultCount);

    [LibraryImport(Library, EntryPoint = "hs_free")]
    internal static partial void Free(nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_from_memory")]
    internal static unsafe partial int FromMemory(void* data, int type, long* sizes, int dims, out nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_to_memory")]
    internal static unsafe partial int ToMemory(nint tensor, void* data, long bytes);

    [LibraryImport(Library, EntryPoint = "hs_dims")]
    internal static partial int Dims(nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_sizes")]
    internal static unsafe partial void Sizes(nint tensor, long* sizes);

    [LibraryImport(Library, EntryPoint = "hs_type")]
    internal static partial int Type(nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_device")]
    internal static partial void Device(nint tensor, out int type, out int index);

    [LibraryImport(Library, EntryPoint = "hs_requires_grad")]
    internal static partial int RequiresGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_is_leaf")]
    internal static partial int IsLeaf(nint tensor);

    [LibraryImport(Library, EntryPoint = "hs_set_requires_grad")]
    internal static partial int SetRequiresGrad(nint tensor, int value);

    [LibraryImport(Library, EntryPoint = "hs_backward")]
    internal static partial int Backward(nint tensor, nint gradient, int retainGraph, int createGraph);

    [LibraryImport(Library, EntryPoint = "hs_get_grad")]
    internal static partial int GetGrad(nint tensor, out nint gradient);

    [LibraryImport(Library, EntryPoint = "hs_set_grad")]
    internal static partial int SetGrad(nint tensor, nint gradient);

    [LibraryImport(Library, EntryPoint = "hs_grads_present")]
    internal static unsafe partial int GradsPresent(nint* tensors, int count, byte* present, out int found);

    [LibraryImport(Library, EntryPoint = "hs_drop_grads")]
    internal static unsafe partial int DropGrads(nint* tensors, int count);

    [LibraryImport(Library, EntryPoint = "hs_grad_mode")]
    internal static partial int GradMode();

    [LibraryImport(Library, EntryPoint = "hs_set_grad_mode")]
    internal static partial void SetGradMode(int enabled);

    [LibraryImport(Library, EntryPoint = "hs_manual_seed")]
    internal static partial int ManualSeed(ulong seed);

    [LibraryImport(Library, EntryPoint = "hs_generator_new", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int GeneratorNew(string device, out nint generator);

    [LibraryImport(Library, EntryPoint = "hs_generator_seed")]
    internal static partial int GeneratorSeed(nint generator, ulong seed);

    [LibraryImport(Library, EntryPoint = "hs_generator_free")]
    internal static partial void GeneratorFree(nint generator);

    [LibraryImport(Library, EntryPoint = "hs_get_num_threads")]
    internal static partial int GetNumThreads();

    [LibraryImport(Library, EntryPoint = "hs_set_num_threads")]
    internal static partial int SetNumThreads(int count);

    [LibraryImport(Library, EntryPoint = "hs_cuda_device_count")]
    internal static partial int CudaDeviceCount(out int count);

    [LibraryImport(Library, EntryPoint = "hs_cuda_synchronize")]
    internal static partial int CudaSynchronize(long index);

    [LibraryImport(Library, EntryPoint = "hs_autocast")]
    internal static partial int Autocast(int device, out int type);

    [LibraryImport(Library, EntryPoint = "hs_set_autocast")]
    internal static partial int SetAutocast(int device, int type, int nesting);

    [LibraryImport(Library, EntryPoint = "hs_allow_tf32")]
    internal static partial int AllowTf32(int cudnn, out int value);

    [LibraryImport(Library, EntryPoint = "hs_set_allow_tf32")]
    internal static partial int SetAllowTf32(int cudnn, int value);

    [LibraryImport(Library, EntryPoint = "hs_cuda_memory")]
    internal static partial int CudaMemory(int what, int index, out long bytes);
}
