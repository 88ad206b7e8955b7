namespace IndirectProvider.Testing;

/// <summary>A folder of its own for one test, gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("indirect-provider-test-");

    /// <summary>The folder's full path.</summary>
    public string FullName => _folder.FullName;

    /// <summary>A path inside the folder.</summary>
    public string Combine(string name) => Path.Combine(_folder.FullName, name);

    /// <inheritdoc />
    public void Dispose()
    {
        if (_folder.Exists)
        {
            _folder.Delete(recursive: true);
        }
    }
}
