using HyperScaffold.Tool.Hosting;

// asked often by scripts and editors, so it is answered before anything else is loaded
if (args is ["--version"])
{
    Console.Out.WriteLine(ToolVersion.Text);
    return ExitCode.Done;
}

using var shutdown = ShutdownToken.OfProcess();
return ToolApplication.Run(args, ToolServices.OfProcess(shutdown));
