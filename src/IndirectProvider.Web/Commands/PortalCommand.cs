namespace IndirectProvider.Web.Commands;

/// <summary>Something the program does instead of serving pages, chosen by its first argument.</summary>
/// <param name="Name">The first argument.</param>
/// <param name="Arguments">The arguments behind it, as the help shows them.</param>
/// <param name="What">One line for the help.</param>
/// <param name="RunAsync">Does it and gives the exit code, <see cref="PortalCommands.Done"/> or <see cref="PortalCommands.Bad"/>.</param>
public sealed record PortalCommand(string Name, string Arguments, string What, Func<CommandRun, Task<int>> RunAsync);

/// <summary>What a command has to work with.</summary>
/// <param name="Services">The portal's services, in a scope of its own. No worker runs.</param>
/// <param name="Arguments">The arguments behind the command's name.</param>
/// <param name="Output">Where it says what it did.</param>
public sealed record CommandRun(IServiceProvider Services, IReadOnlyList<string> Arguments, TextWriter Output);

/// <summary>Thrown when a command can't be carried out; the message is one line for whoever typed it.</summary>
/// <param name="message">Why.</param>
/// <param name="isMisuse">Whether the arguments are to blame, so that the help is shown.</param>
public sealed class CommandException(string message, bool isMisuse = false) : Exception(message)
{
    /// <summary>Whether the arguments are to blame.</summary>
    public bool IsMisuse => isMisuse;
}
