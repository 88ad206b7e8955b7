using System.Collections.Concurrent;
using System.Diagnostics;

namespace IndirectProvider.Testing.Hosting;

/// <summary>The program as it is started for real: a process of its own, which can be killed.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PortalProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Read(line.Data, output);
        process.ErrorDataReceived += (_, line) => Read(line.Data, errors);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The portal ended before it listened."));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => address.Task.Result;

    /// <summary>The process's number.</summary>
    public int Id => process.Id;

    /// <summary>What it printed so far.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Runs it to its end: a command, or a start that is refused.</summary>
    /// <param name="settings">Settings, as for <see cref="PortalOptions.Settings"/>.</param>
    /// <param name="arguments">The command and its arguments.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        await using var portal = Start(Built, settings, arguments);
        await portal.process.WaitForExitAsync();
        return (portal.process.ExitCode, portal.Output, string.Join('\n', portal.errors));
    }

    /// <summary>Starts it and waits until it serves pages.</summary>
    /// <param name="settings">Settings, as for <see cref="PortalOptions.Settings"/>.</param>
    /// <param name="program">Another assembly than the one that was built beside this: a published portal, or what is compared with it.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<PortalProcess> StartAsync(IReadOnlyDictionary<string, string?> settings, string? program = null, params string[] arguments)
    {
        var portal = Start(program ?? Built, settings, arguments);
        try
        {
            await portal.address.Task.WaitAsync(TimeSpan.FromMinutes(2));
            return portal;
        }
        catch (Exception failure)
        {
            if (portal.process.HasExited)
            {
                await portal.process.WaitForExitAsync();
            }

            await portal.DisposeAsync();
            throw new InvalidOperationException($"The portal did not start. It said:\n{portal.Output}\n{string.Join('\n', portal.errors)}", failure);
        }
    }

    /// <summary>Kills it without warning.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    private static string Built => typeof(Program).Assembly.Location;

    private static PortalProcess Start(string program, IReadOnlyDictionary<string, string?> settings, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(program),
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["Portal__PublicUrl"] = "https://portal.test",
            },
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return new PortalProcess(Process.Start(start)!);
    }

    private void Read(string? line, ConcurrentQueue<string> lines)
    {
        if (line is null)
        {
            return;
        }

        lines.Enqueue(line);
        if (line.IndexOf(Listening, StringComparison.Ordinal) is >= 0 and var at)
        {
            address.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
        }
    }
}
