using IndirectProvider.Accounts;

namespace IndirectProvider.Web.Hosting;

/// <summary>Lets somebody in when there is no operator yet.</summary>
public static partial class FirstOperator
{
    /// <summary>Mails the operator named in the settings, or prints a set-up link; nothing once there is an operator.</summary>
    /// <exception cref="SettingsException">The address belongs to somebody else.</exception>
    public static async Task EnsureFirstOperatorAsync(this WebApplication app)
    {
        var email = app.Services.GetRequiredService<PortalSettings>().FirstOperator;
        var result = await app.Services.WithOtherNodesAsync(node => node.GetRequiredService<PrepareFirstOperator>().ExecuteAsync(email, CancellationToken.None));
        if (!result.Succeeded)
        {
            throw new SettingsException("Portal__FirstOperator names an account that belongs to an organisation; name another address.");
        }

        if (result.Value.MailedTo is { } address)
        {
            Invited(app.Logger, address);
        }

        if (result.Value.SetUpLink is { } link)
        {
            // The one secret that must reach the console. Not through the logger, which would take it out and may keep lines for long.
            Console.WriteLine($"There is no operator yet. Set up the portal within {PrepareFirstOperator.SetUpLinkLife.TotalHours} hours at {link}");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "There is no operator yet; an invitation is mailed to {Address}.")]
    private static partial void Invited(ILogger logger, string address);
}
