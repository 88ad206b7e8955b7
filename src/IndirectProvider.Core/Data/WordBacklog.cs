using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IndirectProvider.Data;

/// <summary>
/// Rows of one table that still lack their words, because they are older than the words; put there by the migration that makes the
/// word tables, and gone when the rows have them.
/// </summary>
internal sealed class WordBacklog
{
    private WordBacklog()
    {
    }

    /// <summary>Which table.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The last row that has its words.</summary>
    public Guid DoneTo { get; private set; }

    /// <summary>Goes on behind a row.</summary>
    public void GoOn(Guid last) => DoneTo = last;

    internal sealed class Configuration : IEntityTypeConfiguration<WordBacklog>
    {
        public void Configure(EntityTypeBuilder<WordBacklog> builder)
        {
            builder.ToTable("WordBacklogs");
            builder.HasKey(b => b.Kind);
            builder.Property(b => b.Kind).HasMaxLength(32);
        }
    }
}
