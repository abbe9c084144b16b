using System.Buffers.Binary;
using System.Text;

namespace Learning.Framework.Documents;

/// <summary>What is asked of the drawing process: the pages of one PDF.</summary>
internal sealed record RenderRequest(string Title, IReadOnlyList<byte[]> Pages);

/// <summary>What it answers: the PDF, or the reason there is none.</summary>
internal sealed record RenderReply(int Id, byte[]? Pdf, string? Failure);

/// <summary>The frames on the drawing process's standard input and output: a length, then a body.</summary>
internal static class RenderFrames
{
    private const int LongestFrame = 64 << 20;

    public static byte[] Write(int id, RenderRequest request)
    {
        using var stream = new MemoryStream();
        using var writer = Begin(stream, id);
        writer.Write(request.Title);
        writer.Write(request.Pages.Count);
        foreach (var page in request.Pages)
        {
            writer.Write(page.Length);
            writer.Write(page);
        }

        return End(stream, writer);
    }

    public static (int Id, RenderRequest Request) ReadRequest(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body), Encoding.UTF8);
        var id = reader.ReadInt32();
        var title = reader.ReadString();
        var pages = new byte[reader.ReadInt32()][];
        for (var i = 0; i < pages.Length; i++)
        {
            pages[i] = reader.ReadBytes(reader.ReadInt32());
        }

        return (id, new RenderRequest(title, pages));
    }

    public static byte[] Write(RenderReply reply)
    {
        using var stream = new MemoryStream();
        using var writer = Begin(stream, reply.Id);
        writer.Write(reply.Pdf is not null);
        writer.Write(reply.Pdf ?? Encoding.UTF8.GetBytes(reply.Failure!));
        return End(stream, writer);
    }

    public static RenderReply ReadReply(byte[] body)
    {
        if (body.Length < 5)
        {
            throw new InvalidDataException("The drawing process answered with half a frame.");
        }

        var id = BinaryPrimitives.ReadInt32LittleEndian(body);
        var rest = body.AsSpan(5);
        return body[4] == 1 ? new RenderReply(id, rest.ToArray(), null) : new RenderReply(id, null, Encoding.UTF8.GetString(rest));
    }

    /// <summary>The next frame's body, or null at the end of the stream.</summary>
    public static async Task<byte[]?> ReadAsync(Stream stream)
    {
        var head = new byte[sizeof(int)];
        return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false) < head.Length
            ? null
            : await ReadBodyAsync(stream, head);
    }

    private static async Task<byte[]> ReadBodyAsync(Stream stream, byte[] head)
    {
        var body = new byte[CheckedLength(BinaryPrimitives.ReadInt32LittleEndian(head))];
        await stream.ReadExactlyAsync(body);
        return body;
    }

    private static int CheckedLength(int length) =>
        length is > 0 and <= LongestFrame ? length : throw new InvalidDataException($"A frame of {length} bytes is not allowed.");

    private static BinaryWriter Begin(MemoryStream stream, int id)
    {
        var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(0);
        writer.Write(id);
        return writer;
    }

    private static byte[] End(MemoryStream stream, BinaryWriter writer)
    {
        writer.Flush();
        var frame = stream.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, CheckedLength(frame.Length - sizeof(int)));
        return frame;
    }
}
