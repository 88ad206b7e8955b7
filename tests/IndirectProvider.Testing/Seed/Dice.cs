using System.Buffers.Binary;
using System.Buffers.Text;

namespace IndirectProvider.Testing.Seed;

/// <summary>Numbers that follow from a seed alone, the same with every version of the framework (SplitMix64).</summary>
internal sealed class Dice(ulong state)
{
    /// <summary>Numbers of one thing's own: they do not depend on what was drawn for others.</summary>
    public static Dice For(ulong seed, string of, long number)
    {
        var state = seed;
        foreach (var c in of)
        {
            state = Mix(state + c);
        }

        return new(Mix(state + (ulong)number));
    }

    /// <summary>64 bits.</summary>
    public ulong Next() => Mix(state += 0x9E3779B97F4A7C15);

    /// <summary>From 0 to below the end.</summary>
    public int Next(int end) => (int)(((UInt128)Next() * (ulong)end) >> 64);

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Whether something of this probability happens.</summary>
    public bool Is(double probability) => Share() < probability;

    /// <summary>One of these.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Next(choices.Count)];

    /// <summary>A moment between two, in whole microseconds.</summary>
    public DateTimeOffset Between(DateTimeOffset from, DateTimeOffset to) =>
        to <= from ? from : Whole(from.AddTicks((long)(Share() * (to - from).Ticks)));

    /// <summary>The moment without what PostgreSQL does not keep.</summary>
    public static DateTimeOffset Whole(DateTimeOffset moment) => moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>An id in the form of version 7.</summary>
    public Guid Id(DateTimeOffset at) => Id(at.ToUnixTimeMilliseconds());

    /// <summary>An id with the time of another one, which is of version 7.</summary>
    public Guid IdLike(Guid made)
    {
        Span<byte> bytes = stackalloc byte[16];
        made.TryWriteBytes(bytes, bigEndian: true, out _);
        return Id(BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16);
    }

    /// <summary>Some bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)Next();
        }

        return bytes;
    }

    /// <summary>A text as secrets have it.</summary>
    public string Secret() => Base64Url.EncodeToString(Bytes(32));

    private Guid Id(long milliseconds)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, milliseconds << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (Next() & 0x0FFF)));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], 0x8000000000000000 | (Next() & 0x3FFFFFFFFFFFFFFF));
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
