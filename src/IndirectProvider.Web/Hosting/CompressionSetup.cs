using System.IO.Compression;
using IndirectProvider.Web.Security;
using Microsoft.AspNetCore.ResponseCompression;

namespace IndirectProvider.Web.Hosting;

/// <summary>
/// Answers are compressed, also over TLS. Files are compressed at build time and not again. Pages that show
/// a secret are sent as they are: <see cref="ShowsSecretAttribute"/>.
/// </summary>
internal static class CompressionSetup
{
    /// <summary>Registers what is compressed and how.</summary>
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html", "text/csv", "text/plain", "application/json", "application/problem+json"];
        });

        // The smallest level: pages become a fifth to an eighth, and a smaller answer is not worth a slower one.
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }
}
