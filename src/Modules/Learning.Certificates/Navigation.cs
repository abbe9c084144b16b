using Learning.Framework.Navigation;

namespace Learning.Certificates;

internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationEntry> All =
    [
        new("证书", "/certificates", "certificate", Audience.Teacher, 40),
        new("证书", "/certificates/reviews", "certificate", Audience.Officer, 40, Permissions.IssueCertificates),
        new("已发证书", "/certificates/issued", "file-certificate", Audience.Officer | Audience.School, 50, Permissions.SeeIssued),
        new("密钥", "/certificates/keys", "key", Audience.Administrator, 60, Permissions.SeeKeys),
    ];
}
