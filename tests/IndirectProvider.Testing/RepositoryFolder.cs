namespace IndirectProvider.Testing;

/// <summary>Where the sources stand, for tests that read them or start something out of them.</summary>
public static class RepositoryFolder
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds the solution file.</summary>
    public static string Root => Found.Value;

    /// <summary>A path below the root.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "IndirectProvider.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No IndirectProvider.sln above {AppContext.BaseDirectory}; run the tests from the repository.");
    }
}
