using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Learning.People.Services;

/// <summary>What a person had typed when the sign-in turned out to have expired.</summary>
/// <param name="Address">Local address of the form, with its query.</param>
/// <param name="HadFiles">Files do not travel: they have to be chosen again.</param>
internal sealed record TypedForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields, bool HadFiles);

/// <summary>Carries a form through sign-in: sealed for half an hour, never a password, never a file, at most 256 KB.</summary>
internal sealed class LostSignIn(IDataProtectionProvider protection)
{
    private const int Most = 256 * 1024;
    private static readonly object Key = new();
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Learning.People.LostSignIn").ToTimeLimitedDataProtector();

    /// <summary>Seals the form of a request nobody is signed in for; false when there is nothing to keep.</summary>
    public async Task<bool> KeepAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !IsFromThisSite(request))
        {
            return false;
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return false;
        }

        var fields = form.Where(f => IsKept(f.Key)).SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? "")).ToList();
        if (fields.Count == 0 || fields.Sum(f => (long)f.Key.Length + f.Value.Length) > Most)
        {
            return false;
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new TypedForm(request.PathBase + request.Path + request.QueryString, fields, form.Files.Count > 0));
        if (json.Length > Most)
        {
            return false;
        }

        context.Items[Key] = Convert.ToBase64String(protector.Protect(json, Lasts));
        return true;
    }

    /// <summary>What was sealed in this very request.</summary>
    public string? SealedOf(HttpContext context) => context.Items[Key] as string;

    /// <summary>Opens what sign-in handed on; null when it is too old, not ours or leads elsewhere.</summary>
    public TypedForm? Open(string? sealed_)
    {
        if (string.IsNullOrEmpty(sealed_))
        {
            return null;
        }

        try
        {
            var typed = JsonSerializer.Deserialize<TypedForm>(protector.Unprotect(Convert.FromBase64String(sealed_)));
            return typed is { Address: ['/', not ('/' or '\\'), ..] } ? typed : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static bool IsKept(string field) =>
        !field.StartsWith("__", StringComparison.Ordinal) && !field.Contains("password", StringComparison.OrdinalIgnoreCase);

    /// <summary>Another site's form must not come back as if the person had typed it.</summary>
    private static bool IsFromThisSite(HttpRequest request)
    {
        var own = $"{request.Scheme}://{request.Host}";
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            return string.Equals(origin, own, StringComparison.OrdinalIgnoreCase);
        }

        var fetch = request.Headers["Sec-Fetch-Site"].ToString();
        return fetch.Length > 0
            ? fetch == "same-origin"
            : request.Headers.Referer.ToString().StartsWith(own + "/", StringComparison.OrdinalIgnoreCase);
    }
}
