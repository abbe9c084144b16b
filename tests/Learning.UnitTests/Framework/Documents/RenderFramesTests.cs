using Learning.Framework.Documents;

namespace Learning.UnitTests.Framework.Documents;

public sealed class RenderFramesTests
{
    [Fact]
    public async Task ReadRequest_WhatWasWritten_ComesBack()
    {
        var frame = RenderFrames.Write(41, new RenderRequest("张秀英 培训合格证书", [[1, 2, 3], []]));

        var (id, request) = RenderFrames.ReadRequest((await RenderFrames.ReadAsync(new MemoryStream(frame)))!);

        Assert.Equal(41, id);
        Assert.Equal("张秀英 培训合格证书", request.Title);
        Assert.Equal([[1, 2, 3], []], request.Pages);
    }

    [Fact]
    public async Task ReadReply_PdfOrFailure_ComesBack()
    {
        var pdf = RenderFrames.ReadReply((await RenderFrames.ReadAsync(new MemoryStream(RenderFrames.Write(new RenderReply(1, [37, 80], null)))))!);
        var failure = RenderFrames.ReadReply((await RenderFrames.ReadAsync(new MemoryStream(RenderFrames.Write(new RenderReply(2, null, "没有字体")))))!);

        Assert.Equal((1, null), (pdf.Id, pdf.Failure));
        Assert.Equal([37, 80], pdf.Pdf!);
        Assert.Equal(new RenderReply(2, null, "没有字体"), failure);
    }

    [Fact]
    public async Task ReadAsync_EndOfStream_IsNull() => Assert.Null(await RenderFrames.ReadAsync(new MemoryStream()));

    [Fact]
    public async Task ReadAsync_ImpossibleLength_Throws() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => RenderFrames.ReadAsync(new MemoryStream([255, 255, 255, 127])));
}
