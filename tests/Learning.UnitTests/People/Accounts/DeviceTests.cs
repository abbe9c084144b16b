using System.Net;
using Learning.People.Services.Accounts.Sessions;

namespace Learning.UnitTests.People.Accounts;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "chrome", "windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0", "edge", "windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49", "wechat", "iphone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1", "wecom", "android")]
    [InlineData("Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 Chrome/114.0 Safari/537.36 ArkWeb/4.1 HuaweiBrowser/5.0", "huawei", "harmony")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15", "safari", "mac")]
    [InlineData("curl/8.5.0", "", "")]
    [InlineData(null, "", "")]
    public void Of_UserAgent_NamesBrowserAndSystem(string? agent, string browser, string system) => Assert.Equal(new Device(browser, system), Device.Of(agent));

    [Theory]
    [InlineData("10.20.30.40", "10.20.*.*")]
    [InlineData("::ffff:10.20.30.40", "10.20.*.*")]
    [InlineData("2408:8400:1234:5678::9", "2408:8400:*")]
    public void Place_Address_IsMasked(string address, string place) => Assert.Equal(place, Device.Place(IPAddress.Parse(address)));

    [Theory]
    [InlineData("2408:8400:1234:5678::9", "2408:8400:1234:5678:aaaa::1", true)]
    [InlineData("2408:8400:1234:5678::9", "2408:8400:1234:5679::9", false)]
    [InlineData("10.20.30.40", "::ffff:10.20.30.40", true)]
    [InlineData("10.20.30.40", "10.20.30.41", false)]
    public void Network_Addresses_AreOnePlaceOrTwo(string one, string other, bool same) =>
        Assert.Equal(same, Device.Network(IPAddress.Parse(one)) == Device.Network(IPAddress.Parse(other)));
}
