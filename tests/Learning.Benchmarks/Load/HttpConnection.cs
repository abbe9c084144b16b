using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Learning.Benchmarks.Load;

/// <summary>One keep-alive connection: sends a request already written out, reads its answer whole, allocates nothing per request.</summary>
internal sealed class HttpConnection : IDisposable
{
    private const int LongestAnswer = 8 * 1024 * 1024;
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[128 * 1024];
    private int length;

    /// <summary>The last answer, head and body as they came.</summary>
    public string Text => Encoding.UTF8.GetString(buffer, 0, length);

    public ValueTask ConnectAsync(Uri address, CancellationToken cancellation) =>
        IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip)
            ? socket.ConnectAsync(new IPEndPoint(ip, address.Port), cancellation)
            : throw new ArgumentException("Load is only put on this machine.", nameof(address));

    /// <returns>The status of the answer.</returns>
    public async ValueTask<int> AskAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation)
    {
        for (var rest = request; rest.Length > 0;)
        {
            rest = rest[await socket.SendAsync(rest, cancellation)..];
        }

        length = 0;
        int head;
        while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            await ReceiveAsync(cancellation);
        }

        var body = head + 4;
        if (IsChunked(buffer.AsSpan(0, head)))
        {
            await ReadChunksAsync(body, cancellation);
        }
        else
        {
            var whole = body + ContentLength(buffer.AsSpan(0, head));
            while (length < whole)
            {
                await ReceiveAsync(cancellation);
            }
        }

        return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + buffer[11] - '0';
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask ReadChunksAsync(int at, CancellationToken cancellation)
    {
        while (true)
        {
            int line;
            while ((line = buffer.AsSpan(at, length - at).IndexOf("\r\n"u8)) < 0)
            {
                await ReceiveAsync(cancellation);
            }

            var size = HexSize(buffer.AsSpan(at, line));
            at += line + 2 + size + 2;
            while (length < at)
            {
                await ReceiveAsync(cancellation);
            }

            if (size == 0)
            {
                return;
            }
        }
    }

    private async ValueTask ReceiveAsync(CancellationToken cancellation)
    {
        if (length == buffer.Length)
        {
            if (length >= LongestAnswer)
            {
                throw new InvalidOperationException("The answer is longer than a page should be.");
            }

            Array.Resize(ref buffer, length * 2);
        }

        var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellation);
        length += received > 0 ? received : throw new InvalidOperationException("The site closed the connection.");
    }

    private static bool IsChunked(ReadOnlySpan<byte> head) => head.IndexOf("Transfer-Encoding: chunked"u8) >= 0;

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        return at < 0 ? 0 : System.Buffers.Text.Utf8Parser.TryParse(head[(at + 16)..], out int size, out _) ? size : throw new InvalidOperationException("Content-Length is no number.");
    }

    private static int HexSize(ReadOnlySpan<byte> line) =>
        System.Buffers.Text.Utf8Parser.TryParse(line, out int size, out _, 'x') ? size : throw new InvalidOperationException("A chunk has no size.");
}
