using System.Text;
using IndirectProvider.Organisations;
using IndirectProvider.Testing;

namespace IndirectProvider.UnitTests.Organisations;

/// <summary>Only whole pictures of a sensible size are logos, whatever they call themselves.</summary>
public sealed class LogoImageTests
{
    public static TheoryData<string, byte[]> Refused => new()
    {
        { "no picture", [] },
        { "no picture", Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>") },
        { "no picture", Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>") },
        { "no picture", "GIF89a"u8.ToArray() },
        { "damaged", Pictures.Png()[..8] },
        { "damaged", Pictures.Png()[..^1] },
        { "damaged", Pictures.Png()[..^12] },
        { "damaged", [.. Pictures.Png(), .. "<script>"u8] },
        { "damaged", Changed(Pictures.Png(), 20) },
        { "damaged", Pictures.Png(0, 8) },
        { "damaged", Pictures.Jpeg()[..^2] },
        { "damaged", Pictures.Jpeg()[..12] },
        { "damaged", [0xFF, 0xD8, 0xFF, 0xE0, 0xFF, 0xFF] },
        { "damaged", Pictures.Jpeg(0) },
        { "too many pixels", Pictures.Png(2001, 1) },
        { "too many pixels", Pictures.Png(1, 2001) },
        { "too many pixels", Pictures.Jpeg(8, 2001) },
        { "too large", new byte[ProviderLogo.MaxBytes + 1] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_logo_is_refused_at_its_field(string why, byte[] file)
    {
        var error = Assert.Single(LogoImage.Read(file).Errors);

        Assert.Equal("Logo", error.Field);
        Assert.Contains(why, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_is_told_by_its_bytes()
    {
        Assert.Equal("image/png", LogoImage.Read(Pictures.Png(2000, 1)).Value!.ContentType);
        Assert.Equal("image/jpeg", LogoImage.Read(Pictures.Jpeg(2000, 2000)).Value!.ContentType);
    }

    private static byte[] Changed(byte[] file, int at)
    {
        file[at] ^= 1;
        return file;
    }
}
