using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Localization;

namespace Learning.People.Services.Accounts.Sessions;

/// <summary>What a browser says it is, as far as a person needs it to know their own devices.</summary>
internal readonly record struct Device(string Browser, string System)
{
    // The first that fits: programs name those they are made from as well.
    private static readonly (string Mark, string Code)[] Browsers =
    [
        ("wxwork/", "wecom"), ("MicroMessenger/", "wechat"), ("DingTalk/", "dingtalk"), ("QQ/", "qq"), ("Lark/", "feishu"), ("Edg", "edge"), ("OPR/", "opera"), ("QQBrowser/", "qqbrowser"),
        ("UCBrowser/", "uc"), ("MiuiBrowser/", "mi"), ("HuaweiBrowser/", "huawei"), ("SamsungBrowser/", "samsung"), ("Firefox/", "firefox"), ("FxiOS/", "firefox"),
        ("CriOS/", "chrome"), ("Chrome/", "chrome"), ("Chromium/", "chrome"), ("Safari/", "safari"),
    ];

    private static readonly (string Mark, string Code)[] Systems =
    [
        ("OpenHarmony", "harmony"), ("HarmonyOS", "harmony"), ("Android", "android"), ("iPhone", "iphone"), ("iPad", "ipad"), ("Windows", "windows"), ("Macintosh", "mac"), ("CrOS", "chromeos"),
        ("Linux", "linux"),
    ];

    public static Device Of(string? userAgent) => new(First(Browsers, userAgent), First(Systems, userAgent));

    public string Words(IStringLocalizer T) => (BrowserWords(T), SystemWords()) switch
    {
        ("", "") => T["不认识的设备"],
        var (browser, system) when browser.Length == 0 || system.Length == 0 => browser + system,
        var (browser, system) => $"{browser} · {system}",
    };

    /// <summary>The address without the part that says which house: two of four numbers, or the first two groups.</summary>
    public static string Place(IPAddress? address) => Plain(address) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetwork } four => string.Join('.', four.GetAddressBytes().Take(2)) + ".*.*",
        var six => string.Join(':', six.ToString().Split(':').Take(2)) + ":*",
    };

    /// <summary>What counts as one place: the address, of IPv6 its network, because a household has billions.</summary>
    public static string Network(IPAddress? address) => Plain(address) switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetwork } four => four.ToString(),
        var six => Convert.ToHexString(six.GetAddressBytes().AsSpan(0, 8)),
    };

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;

    private static string First((string Mark, string Code)[] marks, string? text) =>
        Array.Find(marks, m => text?.Contains(m.Mark, StringComparison.Ordinal) == true).Code ?? "";

    private string BrowserWords(IStringLocalizer T) => Browser switch
    {
        "wecom" => T["企业微信"],
        "wechat" => T["微信"],
        "dingtalk" => T["钉钉"],
        "feishu" => T["飞书"],
        "qq" => "QQ",
        "edge" => "Edge",
        "opera" => "Opera",
        "qqbrowser" => T["QQ浏览器"],
        "uc" => T["UC浏览器"],
        "mi" => T["小米浏览器"],
        "huawei" => T["华为浏览器"],
        "samsung" => T["三星浏览器"],
        "firefox" => "Firefox",
        "chrome" => "Chrome",
        "safari" => "Safari",
        _ => "",
    };

    private string SystemWords() => System switch
    {
        "harmony" => "HarmonyOS",
        "android" => "Android",
        "iphone" => "iPhone",
        "ipad" => "iPad",
        "windows" => "Windows",
        "mac" => "macOS",
        "chromeos" => "ChromeOS",
        "linux" => "Linux",
        _ => "",
    };
}
