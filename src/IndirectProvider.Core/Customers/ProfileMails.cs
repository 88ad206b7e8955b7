using System.Globalization;
using IndirectProvider.Mail;
using IndirectProvider.Organisations;

namespace IndirectProvider.Customers;

/// <summary>What providers are told by mail about their public entry.</summary>
internal static class ProfileMails
{
    /// <summary>The operator has decided.</summary>
    public static MailContent Decided(string name, string language, Provider provider, ProfileRequest request, string url)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        string T(string english, params object[] arguments) => CoreTexts.In(culture, english, arguments);
        var accepted = request.State == ProfileRequestState.Accepted;
        var paragraphs = new List<string>
        {
            T("Hello {0},", name),
            accepted
                ? T("the operator of the portal has accepted the changes that {0} asked for. The public entry of {1} shows them now.", request.RequestedBy, provider.DisplayName)
                : T("the operator of the portal has refused the changes that {0} asked for. The public entry of {1} stays as it is.", request.RequestedBy, provider.DisplayName),
        };
        if (request.Answer is not null)
        {
            paragraphs.Add(T("The operator's answer: {0}", request.Answer));
        }

        return new MailContent(
            accepted ? T("Your public entry was changed") : T("Your public entry was not changed"),
            paragraphs,
            new MailAction(T("Show public entry"), url),
            T("You receive this message because you are a global admin of {0}.", provider.DisplayName));
    }
}
