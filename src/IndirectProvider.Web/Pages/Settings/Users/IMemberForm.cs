using IndirectProvider.Staff;

namespace IndirectProvider.Web.Pages.Settings.Users;

/// <summary>A form with the roles of one of the staff.</summary>
public interface IMemberForm
{
    /// <summary>What is typed.</summary>
    MemberInput Input { get; }

    /// <summary>Whether the reader may give the role of global admin.</summary>
    bool MayGiveGlobalAdmin { get; }

    /// <summary>Whether it is a provider's staff, else a reseller's.</summary>
    bool IsProvider { get; }
}
