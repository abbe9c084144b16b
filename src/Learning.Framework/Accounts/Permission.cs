using Learning.Core.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Learning.Framework.Accounts;

/// <summary>A permission and the roles that hold it. Its name is the authorization policy a page names.</summary>
public sealed record Permission(string Name, params IReadOnlyList<string> Roles)
{
    /// <summary>Everyone at work here: signed in, and not as a parent.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>Whoever is signed in, about themselves: their account, their security, for whom they act.</summary>
    public const string Account = "account";
}

internal sealed record PermissionRequirement(Permission Permission) : IAuthorizationRequirement;

internal sealed class PermissionHandler : AuthorizationHandler<PermissionRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
    {
        if (Actor.From(context.User) is { } actor && actor.Roles.Any(requirement.Permission.Roles.Contains))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

/// <summary>Policies are permissions; a page that names none is denied to everyone.</summary>
internal sealed class PermissionPolicies : IAuthorizationPolicyProvider
{
    private static readonly AuthorizationPolicy Deny = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    private static readonly AuthorizationPolicy Account = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
    private static readonly AuthorizationPolicy SignedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
        .RequireAssertion(c => Actor.From(c.User) is not { Roles: [Core.People.Roles.Parent] }).Build();

    private readonly Dictionary<string, AuthorizationPolicy> policies;

    public PermissionPolicies(ModuleCatalog modules, IOptions<AuthorizationOptions> options)
    {
        _ = options;
        policies = modules.Permissions.ToDictionary(
            p => p.Name,
            p => new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(p)).Build(),
            StringComparer.Ordinal);
        policies[Permission.SignedIn] = SignedIn;
        policies[Permission.Account] = Account;
    }

    public Task<AuthorizationPolicy?> GetPolicyAsync(string policyName) =>
        policies.TryGetValue(policyName, out var policy)
            ? Task.FromResult<AuthorizationPolicy?>(policy)
            : throw new InvalidOperationException($"No module declares the permission '{policyName}'.");

    public Task<AuthorizationPolicy> GetDefaultPolicyAsync() => Task.FromResult(SignedIn);

    public Task<AuthorizationPolicy?> GetFallbackPolicyAsync() => Task.FromResult<AuthorizationPolicy?>(Deny);
}
