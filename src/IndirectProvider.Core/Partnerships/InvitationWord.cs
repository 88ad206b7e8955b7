using IndirectProvider.Data;
using IndirectProvider.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Partnerships;

/// <summary>A word by which an invitation is found.</summary>
public sealed class InvitationWord : IOfAllStaff, ISearchWord
{
    /// <summary>What of an invitation its words come from.</summary>
    internal static readonly string[] Facts = [nameof(PartnershipInvitation.Name), nameof(PartnershipInvitation.Company), nameof(PartnershipInvitation.Email)];

    private InvitationWord()
    {
    }

    /// <inheritdoc/>
    public Guid ProviderId { get; private set; }

    /// <summary>The invitation.</summary>
    public Guid InvitationId { get; private set; }

    /// <inheritdoc/>
    public string Word { get; private set; } = "";

    Guid ISearchWord.FoundId => InvitationId;

    /// <summary>The words of an invitation: of its addressee's name, company and e-mail address.</summary>
    public static IEnumerable<InvitationWord> Of(PartnershipInvitation invitation) =>
        SearchWords.Of(invitation.Name, invitation.Company ?? "", invitation.Email)
            .Select(word => new InvitationWord { ProviderId = invitation.ProviderId, InvitationId = invitation.Id, Word = word });
}

internal sealed class InvitationWordConfiguration : IEntityTypeConfiguration<InvitationWord>
{
    public void Configure(EntityTypeBuilder<InvitationWord> builder)
    {
        builder.ToTable("InvitationWords");
        builder.HasKey(w => new { w.InvitationId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(SearchWords.MaxLength).IsComparedByLetter();
        builder.HasIndex(w => new { w.ProviderId, w.Word, w.InvitationId });
        builder.HasOne<PartnershipInvitation>().WithMany().HasForeignKey(w => w.InvitationId);
    }
}
