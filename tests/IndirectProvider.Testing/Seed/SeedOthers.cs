using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using IndirectProvider.Customers;
using IndirectProvider.Mail;
using IndirectProvider.Orders;
using IndirectProvider.Partnerships;

namespace IndirectProvider.Testing.Seed;

/// <summary>Invitations in all states, orders that are not done, and mails.</summary>
internal sealed class SeedOthers(SeedWorld world, SeedOptions options)
{
    private static readonly Error[] Failures = [ProvisioningErrors.DomainTaken, ProvisioningErrors.DetailsRefused, ProvisioningErrors.CustomerUnderReview];

    // A mail's content goes when it was sent, or long after it failed, which no move of the entity says.
    private static readonly MethodInfo SetContent = typeof(OutgoingMail).GetProperty(nameof(OutgoingMail.SealedContent))!.GetSetMethod(nonPublic: true)!;

    /// <summary>Adds them all.</summary>
    public async Task AddAsync(BulkWriter writer)
    {
        var number = 0;
        foreach (var provider in world.Providers)
        {
            foreach (var partner in provider.Partners)
            {
                await AddInvitationAsync(writer, provider, partner, number++);
                if (number % 3 == 0)
                {
                    await AddInvitationAsync(writer, provider, null, number++);
                }
            }
        }

        for (var n = 0; n < Math.Max(20, options.Customers / 300); n++)
        {
            await AddOrderAsync(writer, n);
        }

        for (var n = 0; n < Math.Max(50, options.Customers / 50); n++)
        {
            await AddMailAsync(writer, n);
        }
    }

    private async Task AddInvitationAsync(BulkWriter writer, SeedProvider provider, SeedPartner? accepted, int number)
    {
        var dice = Dice.For(options.Seed, "invitation", number);
        var from = accepted is null && dice.Is(0.5) ? TimeSpan.FromDays(25) : SeedOptions.History;
        var at = dice.Between(options.Now - from, options.Now - TimeSpan.FromHours(1));
        var (first, last) = SeedNames.Person(dice);
        var message = new InvitationMessage(
            accepted?.Reseller.Email ?? string.Create(CultureInfo.InvariantCulture, $"partner{number}@invited.example"), $"{first} {last}", accepted?.Reseller.Name ?? SeedNames.Company(dice, "DE"),
            dice.Is(0.5) ? "en" : "de", $"Dear {first} {last},\n\nwe invite you to become our indirect reseller.\n\n{PartnershipInvitation.LinkPlaceholder}\n\n{provider.Name}");
        var token = dice.Secret();
        var life = TimeSpan.FromDays(30);
        var invitation = PartnershipInvitation.Draft(
            dice.Id(at), provider.Id, new OneTimeToken(token, SHA256.HashData(Encoding.ASCII.GetBytes(token))), message, dice.Of(provider.Staff), life, at);
        var answer = dice.Between(at, at + TimeSpan.FromDays(10));
        answer = answer < options.Now ? answer : options.Now;
        var kind = accepted is not null ? 0 : 1 + dice.Next(7);
        if (kind != 1)
        {
            invitation.Issue(at);
        }

        if (kind is not (1 or 2))
        {
            invitation.Send(dice.Id(at), at);
        }

        switch (kind)
        {
            case 0:
                invitation.Open(at);
                invitation.Accept(accepted!.Reseller.Id, answer);
                break;
            case 4:
                invitation.Bounce(at);
                break;
            case 5:
                invitation.Open(answer);
                break;
            case 6:
                invitation.Decline(answer);
                break;
            case 7:
                invitation.Withdraw(answer);
                break;
        }

        if (invitation.StateAt(options.Now) == InvitationState.Expired)
        {
            invitation.Expire(invitation.ExpiresAt);
        }

        await writer.AddAsync([invitation, .. InvitationWord.Of(invitation)], dice);
    }

    /// <summary>One that failed or, seldom, waits for the vendor to be there again.</summary>
    private async Task AddOrderAsync(BulkWriter writer, int number)
    {
        var like = new SeedCustomer(world, options, options.Customers + number);
        var dice = like.Dice;
        var at = dice.Between(options.Now - TimeSpan.FromDays(90), options.Now - TimeSpan.FromHours(1));
        var details = like.Details() with { AgreementAcceptedOn = DateOnly.FromDateTime(at.UtcDateTime.AddDays(-1)) };
        var reseller = like.Reseller is { EndedAt: null } partner ? partner.Reseller.Id : (Guid?)null;
        var line = SeedSubscription.Line(dice, [world.Offers["ALT-OFF-STD"]], reseller);
        var order = Order.PlaceForNewCustomer(like.Provider.Id, dice.Id(at), details, reseller, [line], like.Submitter, at);
        var step = order.Step(OrderStepKind.CreateTenant);
        order.BeginStep(step, at);
        if (number % 20 == 0)
        {
            step.RecordFailure("The vendor can't be reached.", surelyNotDone: true);
            order.Postpone(options.Now + TimeSpan.FromDays(2));
        }
        else
        {
            var failure = dice.Of(Failures);
            step.Refuse(failure.Stored, surelyNotDone: true);
            order.Fail(failure.Stored);
        }

        await writer.AddAsync([TenantDomain.Reserve(like.Prefix, like.Provider.Id, at), order, .. order.Lines, .. order.Steps], dice);
    }

    private async Task AddMailAsync(BulkWriter writer, int number)
    {
        var dice = Dice.For(options.Seed, "mail", number);
        var of = new SeedCustomer(world, options, dice.Next(options.Customers));
        var at = of.CreatedAt;
        var (first, last) = SeedNames.Person(dice);
        var mail = OutgoingMail.Waiting(of.Provider.Id, new($"office@{of.Prefix}.example", $"{first} {last}", of.Country.Languages[0]), "TenantReady", [1], of.Provider.SupportEmail, at);
        if (dice.Is(0.05))
        {
            mail.MarkFailed(MailProblem.RecipientRefused, "550 5.1.1 No such mailbox", at + TimeSpan.FromSeconds(3));
            SetContent.Invoke(mail, [null]);
        }
        else
        {
            mail.MarkSent(at + TimeSpan.FromSeconds(2));
        }

        await writer.AddAsync([mail], dice);
    }
}
