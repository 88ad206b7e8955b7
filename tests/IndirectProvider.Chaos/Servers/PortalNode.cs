using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IndirectProvider.Testing;

namespace IndirectProvider.Chaos.Servers;

/// <summary>One process of the portal, as it is deployed, that can be killed at any moment and started again.</summary>
internal sealed class PortalNode(string name, IReadOnlyDictionary<string, string?> settings, string logFile)
{
    private static readonly ConcurrentDictionary<Process, bool> Running = new();
    private static readonly HttpClient Asking = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = TimeSpan.FromSeconds(2) };

    private Process? process;

    static PortalNode() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in Running.Keys)
        {
            left.Kill();
        }
    };

    /// <summary>How the node is called in what is printed.</summary>
    public string Name => name;

    /// <summary>Where it listens.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Whether it answers, as far as its starter knows.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Where its log is.</summary>
    public string LogFile => logFile;

    /// <summary>Starts the process and returns once it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer within two minutes.</exception>
    public async Task StartAsync()
    {
        // Through a shell, so that its output goes to a file by itself and nobody must read a pipe.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet '{PortalProgram.File}' >>'{logFile}' 2>&1"]) { WorkingDirectory = PortalProgram.Folder };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");
        process = Process.Start(start)!;
        Running[process] = true;
        await WaitUntilLiveAsync();
        IsUp = true;
    }

    /// <summary>Ends it as a power cut would: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        IsUp = false;
        process!.Kill();
        await EndAsync();
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        IsUp = false;
        using (var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        return await EndAsync();
    }

    private async Task<int> EndAsync()
    {
        await process!.WaitForExitAsync();
        Running.TryRemove(process, out _);
        return process.ExitCode;
    }

    private async Task WaitUntilLiveAsync()
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromMinutes(2))
        {
            if (process!.HasExited)
            {
                throw new InvalidOperationException($"{name} ended with exit code {process.ExitCode}:\n{string.Join('\n', File.ReadLines(logFile).TakeLast(20))}");
            }

            try
            {
                using var answer = await Asking.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/health/live")));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"{name} does not answer. Its log is {logFile}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The portal's program: a published one, or the one that was built beside this program.</summary>
internal static class PortalProgram
{
    /// <summary>The folder it is started in.</summary>
    public static string Folder { get; private set; } = RepositoryFolder.Path("src", "IndirectProvider.Web");

    /// <summary>Its assembly.</summary>
    public static string File { get; private set; } =
        Path.Combine(Folder, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "IndirectProvider.Web.dll");

    /// <summary>Uses a published portal from here on.</summary>
    public static void UsePublished(string folder) => (Folder, File) = (Path.GetFullPath(folder), Path.Combine(Path.GetFullPath(folder), "IndirectProvider.Web.dll"));

    /// <summary>Runs one of its commands.</summary>
    public static async Task<(int Code, string Output)> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [File, .. arguments]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
