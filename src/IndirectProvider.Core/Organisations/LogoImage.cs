using System.Buffers.Binary;

namespace IndirectProvider.Organisations;

/// <summary>
/// Tells by its bytes whether an upload is a picture that browsers can show. Name and declared type of the upload say
/// nothing; a PNG must be whole to its last checksum, a JPEG must have its frame, its scan and its end.
/// </summary>
public static class LogoImage
{
    /// <summary>Most pixels in either direction.</summary>
    public const int MaxPixels = 2000;

    private const string Field = nameof(PublicProfileInput.Logo);
    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(CrcOf)];

    private static ReadOnlySpan<byte> PngSignature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegSignature => [0xFF, 0xD8, 0xFF];

    private static ReadOnlySpan<byte> JpegEnd => [0xFF, 0xD9];

    /// <summary>The picture, or why it can't be used.</summary>
    public static Result<LogoPicture> Read(byte[] file)
    {
        if (file.Length > ProviderLogo.MaxBytes)
        {
            return Error.Invalid(Field, "This file is too large. A logo may have {0} KB at most.", ProviderLogo.MaxBytes / 1000);
        }

        var isPng = file.AsSpan().StartsWith(PngSignature);
        if (!isPng && !file.AsSpan().StartsWith(JpegSignature))
        {
            return Error.Invalid(Field, "This is no picture that can be used. Choose a PNG or JPEG file.");
        }

        return (isPng ? PngSize(file) : JpegSize(file)) switch
        {
            null or (0, _) or (_, 0) => Error.Invalid(Field, "This picture is damaged or incomplete. Save it again, or choose another one."),
            (> MaxPixels, _) or (_, > MaxPixels) => Error.Invalid(Field, "This picture has too many pixels. A logo may be {0} pixels wide and high at most.", MaxPixels),
            _ => new LogoPicture(isPng ? "image/png" : "image/jpeg", file),
        };
    }

    private static (uint Width, uint Height)? PngSize(ReadOnlySpan<byte> file)
    {
        const int frame = 12; // length, type and checksum of a chunk
        (uint, uint)? size = null;
        var hasPixels = false;
        for (var at = PngSignature.Length; at + frame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - frame)
            {
                return null;
            }

            var type = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, (int)length);
            if (Crc(file.Slice(at + 4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
            {
                return null;
            }

            if (size is null)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != 13)
                {
                    return null;
                }

                size = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
            }

            hasPixels |= type.SequenceEqual("IDAT"u8);
            at += (int)length + frame;
            if (type.SequenceEqual("IEND"u8))
            {
                return hasPixels && at == file.Length ? size : null;
            }
        }

        return null;
    }

    private static (uint Width, uint Height)? JpegSize(ReadOnlySpan<byte> file)
    {
        (uint, uint)? size = null;
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF;)
        {
            var (marker, length) = (file[at + 1], BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]));
            if (length < 2 || length > file.Length - at - 2)
            {
                return null;
            }

            switch (marker)
            {
                // Baseline, extended, progressive: the frames browsers can show.
                case 0xC0 or 0xC1 or 0xC2 when length >= 8:
                    size = (BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
                    break;
                case 0xDA:
                    return file.EndsWith(JpegEnd) ? size : null;
            }

            at += length + 2;
        }

        return null;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint CrcOf(int index)
    {
        var crc = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
        }

        return crc;
    }
}
