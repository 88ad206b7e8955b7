using FluentValidation;
using IndirectProvider.Audit;
using IndirectProvider.Data;
using Microsoft.EntityFrameworkCore;

namespace IndirectProvider.Accounts;

/// <summary>
/// Mails a link for choosing a new password, if there is such an account. Never tells whether there is one.
/// </summary>
public sealed class RequestPasswordReset(PortalDb portal, PostPasswordLink post, TimeProvider clock)
{
    /// <summary>How long the link lives.</summary>
    public static readonly TimeSpan LinkLife = TimeSpan.FromHours(2);

    /// <summary>How long the answer takes at least, whatever was found: longer than finding an account and posting a mail does.</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(400);

    /// <summary>What is typed.</summary>
    public sealed record Input
    {
        /// <summary>User name; the e-mail address for staff.</summary>
        public string? UserName { get; init; }
    }

    /// <summary>It is there.</summary>
    public sealed class Validator : AbstractValidator<Input>
    {
        /// <summary>The rules.</summary>
        public Validator() =>
            RuleFor(i => i.UserName).NotEmpty().WithMessage(_ => CoreTexts.Get("Enter your e-mail address or user name."));
    }

    /// <summary>Mails the link, or does nothing.</summary>
    public async Task ExecuteAsync(Input input, CancellationToken cancel)
    {
        // Nobody can tell by the time it takes either.
        var answer = Task.Delay(AnswerTime, clock, cancel);
        await PostAsync(input, cancel);
        await answer;
    }

    private async Task PostAsync(Input input, CancellationToken cancel)
    {
        var db = portal.Open();
        var name = EmailAddress.Normalize(input.UserName!);
        var user = await db.Users.SingleOrDefaultAsync(u => u.NormalizedUserName == name && u.DeletedAt == null && u.DisabledAt == null, cancel);
        if (user is null || string.IsNullOrEmpty(user.Email) || !await post.ExecuteAsync(user, cancel))
        {
            return;
        }

        db.RecordAccount(clock, AuditAction.PasswordLinkRequested, user);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Asked for twice at the same moment: the other mail has the link that works.
            db.ChangeTracker.Clear();
        }
    }
}
