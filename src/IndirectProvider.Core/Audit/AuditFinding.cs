namespace IndirectProvider.Audit;

/// <summary>What is wrong with a row or a seal of the activity log.</summary>
public enum AuditFlaw
{
    /// <summary>The row was changed after it was sealed.</summary>
    RowChanged,

    /// <summary>The row was sealed and is gone.</summary>
    RowMissing,

    /// <summary>The row was added after its time had been sealed.</summary>
    RowInserted,

    /// <summary>The row's time or its organisation was changed.</summary>
    RowMoved,

    /// <summary>The seal is not what its hash, or the seal after it, says.</summary>
    SealChanged,

    /// <summary>The seal is gone.</summary>
    SealMissing,

    /// <summary>The seal belongs to no window that was sealed.</summary>
    SealInserted,

    /// <summary>A seal that somebody had noted is gone: the newest rows and seals were taken away.</summary>
    HeadMissing,

    /// <summary>A seal that somebody had noted is another one: the log was written anew.</summary>
    HeadChanged,
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Flaw">What.</param>
/// <param name="ChainId">The chain it was found in.</param>
/// <param name="SealNumber">The seal, where it is about one.</param>
/// <param name="RowId">The row, where it is about one.</param>
public sealed record AuditFinding(AuditFlaw Flaw, Guid ChainId, long? SealNumber = null, Guid? RowId = null);
