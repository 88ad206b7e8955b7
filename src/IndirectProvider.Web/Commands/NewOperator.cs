using IndirectProvider.Accounts;
using IndirectProvider.Data;

namespace IndirectProvider.Web.Commands;

/// <summary>Lets an operator in, the first or one more; for when the others are lost.</summary>
internal static class NewOperator
{
    /// <summary>The command.</summary>
    public static readonly PortalCommand Command = new(
        "create-operator", "EMAIL", "Makes an operator's account and prints the one-time link by which the person chooses a password.", RunAsync);

    private static async Task<int> RunAsync(CommandRun run)
    {
        if (run.Arguments is not [var email])
        {
            throw new CommandException("create-operator takes one e-mail address.", isMisuse: true);
        }

        await run.Services.GetRequiredService<PortalDb>().Open().RefuseOtherVersionAsync();
        var result = await run.Services.GetRequiredService<CreateOperator>().ExecuteAsync(email, CancellationToken.None);
        if (!result.Succeeded)
        {
            throw new CommandException($"{email}: {result.Errors[0].Template}");
        }

        run.Output.WriteLine(result.Value is { } link
            ? $"{email} is an operator. The link works once, for {SetPassword.LinkLife.Days} days:{Environment.NewLine}{link}"
            : $"{email} is an operator already and signs in with the password; \"Forgot your password?\" on the sign-in page mails a link for a new one.");
        return PortalCommands.Done;
    }
}
