using Learning.Framework.Data;
using Learning.Framework.Settings;
using Learning.Framework.Texts;
using Learning.Framework.Web;
using Learning.People.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Learning.People.Services;

/// <summary>Prints the demo accounts, only on a demonstration site.</summary>
internal sealed class DemoAccountsMessage(IServiceScopeFactory scopes, SettingsStore settings, AreaNames areas) : IStartMessage
{
    private (string UserName, string Who)[] Accounts =>
    [
        ("teacher", "班主任，也教学科 Homeroom teacher"),
        ("psychologist", "专职心理教师 Psychology teacher"),
        ("principal", "校长 Principal"),
        ("school", "学校管理员 School administrator"),
        ("county", areas.AreTownships ? "乡镇街道管理员 Township officer" : "区县管理员 County officer"),
        ("county2", areas.AreTownships ? "另一乡镇街道的管理员 Officer of the next township" : "另一区县的管理员 Officer of the next county"),
        ("city", "市级管理员 City officer"),
        ("admin", "平台管理员 Administrator"),
    ];

    public async Task WriteAsync(TextWriter console, string address, CancellationToken cancellation)
    {
        if (!(await settings.GetAsync(cancellation)).Demo)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LearningDbContext>();
        var names = Accounts.Select(a => a.UserName).ToList();
        var there = await (
            from user in db.Users
            join person in db.People on user.PersonId equals person.Id
            where names.Contains(user.UserName!)
            select new { user.UserName, person.Name }).ToDictionaryAsync(u => u.UserName!, u => u.Name, cancellation);
        await console.WriteLineAsync($"  演示账号，密码都是 Demo accounts, password of each: {DemoCity.Password}");
        foreach (var (userName, who) in Accounts.Where(a => there.ContainsKey(a.UserName)))
        {
            await console.WriteLineAsync($"    {userName,-14}{there[userName]}　{who}");
        }
    }
}
