using System.Data.Common;
using IndirectProvider.Accounts;
using IndirectProvider.Data;
using IndirectProvider.Mail;
using IndirectProvider.Web.Hosting;

namespace IndirectProvider.Web.Commands;

/// <summary>The commands of the program. They take the portal's own settings, from the same places.</summary>
public static class PortalCommands
{
    /// <summary>Exit code: done, and all is well.</summary>
    public const int Done = 0;

    /// <summary>Exit code: done, and what it looked for is not well.</summary>
    public const int Bad = 1;

    /// <summary>Exit code: not done.</summary>
    public const int NotDone = 2;

    private static readonly PortalCommand[] All = [Migrate.Command, Backup.Command, VerifyLog.Command, NewOperator.Command];

    private static readonly string[] AskForHelp = ["help", "--help", "-h"];

    /// <summary>Whether the arguments name a command; settings, which begin with a dash or hold an equals sign, do not.</summary>
    public static bool AreMeant(string[] args) =>
        args is [var first, ..] && (AskForHelp.Contains(first) || !(first.StartsWith('-') || first.StartsWith('/') || first.Contains('=')));

    /// <summary>Carries out the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (AskForHelp.Contains(args[0]))
        {
            await WriteHelpAsync(Console.Out);
            return Done;
        }

        try
        {
            var command = Array.Find(All, c => c.Name == args[0]) ?? throw new CommandException($"There is no command {args[0]}.", isMisuse: true);
            await using var portal = Build();
            await using var scope = portal.Services.CreateAsyncScope();
            return await command.RunAsync(new(scope.ServiceProvider, args[1..], Console.Out));
        }
        catch (Exception failure) when (failure is CommandException or SettingsException or UnusableDatabaseException or DbException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            if (failure is CommandException { IsMisuse: true })
            {
                await WriteHelpAsync(Console.Error);
            }

            return NotDone;
        }
    }

    // Never started: no page is served and no worker runs.
    private static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();

        // What only pages and workers need is not there, and nobody asks for it.
        builder.Host.UseDefaultServiceProvider(options => options.ValidateOnBuild = false);
        builder.AddSettings();
        builder.Services.AddPortalClock();
        builder.Services.AddCore();
        builder.AddPortalDatabase(forPages: false);
        builder.Services.AddSingleton(s => new PortalAddress(s.GetRequiredService<PortalSettings>().PublicUrl));
        builder.Services.AddSingleton(new MicrosoftOffer(IsOn: false));
        return builder.Build();
    }

    private static async Task WriteHelpAsync(TextWriter output)
    {
        await output.WriteLineAsync("Without a command the portal is started. Commands:");
        foreach (var command in All)
        {
            await output.WriteLineAsync($"  {command.Name} {command.Arguments}");
            await output.WriteLineAsync($"      {command.What}");
        }
    }
}
