namespace IndirectProvider.Customers;

/// <summary>Where the vendor says which domains are taken.</summary>
public interface IVendorDomains
{
    /// <summary>Whether a domain is somebody's already.</summary>
    /// <exception cref="Exception">The vendor can't be asked now.</exception>
    Task<bool> IsTakenAsync(string domain, CancellationToken cancel);
}
