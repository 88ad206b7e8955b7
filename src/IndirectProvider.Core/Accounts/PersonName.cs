namespace IndirectProvider.Accounts;

/// <summary>A person's first and last name.</summary>
public sealed record PersonName(string First, string Last)
{
    /// <summary>Most characters of each.</summary>
    public const int MaxLength = 50;
}
