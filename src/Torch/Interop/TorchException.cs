namespace HyperScaffold.Torch.Interop;

/// <summary>libtorch refused a call: shapes that do not fit, a wrong element type or device, memory that ran out.</summary>
public sealed class TorchException : HyperException
{
    /// <summary>Initializes a new instance of the <see cref="TorchException"/> class.</summary>
    public TorchException()
        : base("libtorch refused a call.")
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TorchException"/> class.</summary>
    /// <param name="message">What happened.</param>
    public TorchException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TorchException"/> class.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="innerException">What caused it.</param>
    public TorchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Initializes a new instance of the <see cref="TorchException"/> class.</summary>
    /// <param name="operation">The operator or function that was called.</param>
    /// <param name="reason">libtorch's own words.</param>
    public TorchException(string operation, string reason)
        : base($"{operation}: {reason}")
    {
    }
}
