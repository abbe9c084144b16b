using Learning.Framework.Web;

namespace Learning.Media.Services;

/// <summary>Says at the start that films will not play, and what to install.</summary>
internal sealed class MissingFilmTools : IStartMessage
{
    public async Task WriteAsync(TextWriter console, string address, CancellationToken cancellation)
    {
        if (!FilmTools.ArePresent)
        {
            await console.WriteLineAsync("  缺少ffmpeg，影片暂时放不了。装好后重新启动：apt-get install ffmpeg\n  ffmpeg is missing, so films cannot be played yet. Install it and start again: apt-get install ffmpeg");
        }
    }
}
