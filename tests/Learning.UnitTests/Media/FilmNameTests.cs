using Learning.Framework;
using Learning.Media.Services;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Learning.UnitTests.Media;

public sealed class FilmNameTests
{
    private readonly FilmFolders folders = new(new ConfigurationBuilder().Build(), new Here(), new DataFolder(Path.GetTempPath()));

    [Theory]
    [InlineData("listening", "index.m3u8", "application/vnd.apple.mpegurl")]
    [InlineData("listening", "1a2b-0001.ts", "video/mp2t")]
    [InlineData("listening", "1a2b-0001.m4s", "video/iso.segment")]
    [InlineData("listening", "zh.vtt", "text/vtt; charset=utf-8")]
    [InlineData("listening", "poster.jpg", "image/jpeg")]
    public void Served_FilmsFile_HasItsType(string key, string file, string type) => Assert.Equal(type, folders.Served(key, file)?.Type);

    [Theory]
    [InlineData("..", "index.m3u8")]
    [InlineData("listening", "../learning.db")]
    [InlineData("listening", "..%2flearning.db")]
    [InlineData("listening", "listening.mp4")]
    [InlineData("listening", "de.vtt")]
    [InlineData("listening", "1a2b-0001.ts\n")]
    [InlineData("Listening", "index.m3u8")]
    [InlineData(".unfinished-listening", "index.m3u8")]
    public void Served_AnyOtherName_IsNothing(string key, string file) => Assert.Null(folders.Served(key, file));

    private sealed class Here : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = Path.GetTempPath();

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
