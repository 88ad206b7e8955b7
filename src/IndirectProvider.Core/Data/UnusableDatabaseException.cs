namespace IndirectProvider.Data;

/// <summary>Thrown at start when the portal must not use the database; the message is one line that says what to do.</summary>
public sealed class UnusableDatabaseException(string message) : Exception(message);
