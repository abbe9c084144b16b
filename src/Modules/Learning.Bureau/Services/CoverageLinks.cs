namespace Learning.Bureau.Services;

/// <summary>Addresses of a target's coverage: what is shown stands in them.</summary>
internal static class CoverageLinks
{
    /// <param name="key">A target's key, such as <c>panzhihua-2022/PZ-5</c>.</param>
    /// <param name="area">Code of a county or school; null for the reader's own area.</param>
    public static string To(string key, string? area = null, bool unmetOnly = false, string? handler = null)
    {
        string?[] query = [area is null ? null : "in=" + Uri.EscapeDataString(area), unmetOnly ? "unmet=true" : null, handler is null ? null : "handler=" + handler];
        var asked = string.Join('&', query.OfType<string>());
        return "/bureau/coverage/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString)) + (asked.Length == 0 ? "" : "?" + asked);
    }
}
