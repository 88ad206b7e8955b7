using System.Buffers.Binary;
using System.IO.Compression;

namespace IndirectProvider.Testing;

/// <summary>Pictures as small as they can be.</summary>
public static class Pictures
{
    /// <summary>A gray PNG.</summary>
    public static byte[] Png(int width = 8, int height = 8)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        using var pixels = new MemoryStream();
        using (var zip = new ZLibStream(pixels, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(new byte[(width + 1) * height]);
        }

        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, pixels.ToArray()), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The frame of a JPEG, without anything to see.</summary>
    public static byte[] Jpeg(ushort width = 8, ushort height = 8) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55,
        0xFF, 0xD9,
    ];

    private static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content)
    {
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        byte[] body = [.. type, .. content];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc(body));
        return [.. length, .. body, .. checksum];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }

        return ~crc;
    }
}
