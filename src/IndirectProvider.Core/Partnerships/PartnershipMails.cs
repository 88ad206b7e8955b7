using System.Globalization;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;

namespace IndirectProvider.Partnerships;

/// <summary>What providers and resellers are told by mail about their partnership.</summary>
public static class PartnershipMails
{
    /// <summary>The sort of mail that carries an invitation; its failure is recorded at the invitation.</summary>
    public const string InvitationKind = "Invitation";

    /// <summary>The invitation itself: the sender's own text with the link.</summary>
    public static MailContent Invitation(PartnershipInvitation invitation, Provider provider, string url)
    {
        var T = In(invitation.Culture);
        return new MailContent(
            Subject(invitation.Culture, provider.DisplayName),
            InvitationText.Reveal(invitation.Text, url).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            new MailAction(T("View invitation", []), url),
            T("{0} sent you this message from the partner portal. If you don't know {0}, you can ignore it: nothing happens unless you accept.", [provider.DisplayName]));
    }

    /// <summary>The subject of an invitation, also used for the sender's own mail program.</summary>
    public static string Subject(string culture, string provider) =>
        CoreTexts.In(CultureInfo.GetCultureInfo(culture), "{0} invites you to become its indirect reseller", provider);

    /// <summary>To the provider's person who sent the invitation.</summary>
    public static MailContent AcceptedForProvider(string culture, string name, Provider provider, Reseller reseller, string url)
    {
        var T = In(culture);
        return new MailContent(
            T("{0} is now your indirect reseller", [reseller.LegalName]),
            [
                T("Hello {0},", [name]),
                T("{0} (PartnerID {1}) has accepted the invitation of {2}. From now on you can add customers on its behalf.", [reseller.LegalName, reseller.PartnerId, provider.DisplayName]),
            ],
            new MailAction(T("Show indirect resellers", []), url),
            T("You receive this message because you sent the invitation.", []));
    }

    /// <summary>To the reseller's contact.</summary>
    public static MailContent AcceptedForReseller(Provider provider, Reseller reseller, string url)
    {
        var T = In(reseller.Culture);
        return new MailContent(
            T("Your partnership with {0} begins", [provider.DisplayName]),
            [
                T("Hello {0},", [reseller.ContactName]),
                T("{0} is now an indirect reseller of {1}. {1} can add customers on your behalf and give you the administration of their accounts.", [reseller.LegalName, provider.DisplayName]),
                T("If you have a question, write to {0}.", [provider.SupportEmail]),
            ],
            new MailAction(T("Show indirect providers", []), url),
            T("You receive this message because you are the contact of {0}.", [reseller.LegalName]));
    }

    /// <summary>To the provider: it is over.</summary>
    public static MailContent EndedForProvider(string culture, Provider provider, Reseller reseller, bool byReseller)
    {
        var T = In(culture);
        return new MailContent(
            T("The partnership with {0} has ended", [reseller.LegalName]),
            [
                byReseller
                    ? T("{0} (PartnerID {1}) has ended its partnership with {2}.", [reseller.LegalName, reseller.PartnerId, provider.DisplayName])
                    : T("{2} has ended its partnership with {0} (PartnerID {1}).", [reseller.LegalName, reseller.PartnerId, provider.DisplayName]),
                T("{0} no longer has access to your customers. The customers and their subscriptions stay with you, and you are their support contact wherever {0} was.", [reseller.LegalName]),
            ],
            null,
            T("You receive this message because you work for {0}.", [provider.DisplayName]));
    }

    /// <summary>To the reseller's contact: it is over.</summary>
    public static MailContent EndedForReseller(Provider provider, Reseller reseller, bool byReseller)
    {
        var T = In(reseller.Culture);
        return new MailContent(
            T("The partnership with {0} has ended", [provider.DisplayName]),
            [
                T("Hello {0},", [reseller.ContactName]),
                byReseller
                    ? T("{0} has ended its partnership with {1}.", [reseller.LegalName, provider.DisplayName])
                    : T("{1} has ended its partnership with {0}.", [reseller.LegalName, provider.DisplayName]),
                T("You no longer have access to the customers of {0}. A new invitation can renew the partnership.", [provider.DisplayName]),
            ],
            null,
            T("You receive this message because you are the contact of {0}.", [reseller.LegalName]));
    }

    private static Func<string, object[], string> In(string culture)
    {
        var reader = CultureInfo.GetCultureInfo(culture);
        return (english, arguments) => CoreTexts.In(reader, english, arguments);
    }
}
