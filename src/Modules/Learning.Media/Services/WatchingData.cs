using Learning.Framework.Data;
using Learning.Framework.Privacy;
using Learning.Media.Models;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Learning.Media.Services;

/// <summary>What the module holds about a person: which parts of which films were played, and when.</summary>
internal sealed class WatchingData(LearningDbContext db, IStringLocalizer T) : IPersonalData
{
    public IReadOnlyList<Type> Entities => [typeof(Watching), typeof(WatchClock), typeof(PlaySession)];

    public async Task<IReadOnlyList<HeldData>> HeldAsync(IReadOnlyList<Guid> people, CancellationToken cancellation) =>
    [
        await db.Set<Watching>().AsNoTracking().Where(w => people.Contains(w.PersonId)).OrderBy(w => w.FilmKey).ReadAsync(
            Held.Erased("media.watched", T["看过的视频片段"], T["认定一节课的视频真正看过。"]), cancellation,
            ("film", T["视频"], w => w.FilmKey), ("milliseconds", T["看过的片段（毫秒）"], w => w.Intervals), ("completedAt", T["看完的时间"], w => w.CompletedAt)),
        await db.Set<PlaySession>().AsNoTracking().Where(s => people.Contains(s.PersonId)).OrderBy(s => s.BeganAt).ReadAsync(
            Held.Erased("media.sessions", T["最近30天的播放"], T["防止同时开几个窗口重复计时。30天后自动删除。"]), cancellation,
            ("film", T["视频"], s => s.FilmKey), ("beganAt", T["开始播放"], s => s.BeganAt)),
        await db.Set<WatchClock>().AsNoTracking().Where(c => people.Contains(c.PersonId)).ReadAsync(
            Held.Erased("media.clock", T["播放计时"], T["一分钟只能看一分钟的视频，由它核对。"]), cancellation,
            ("at", T["最近一次播放"], c => c.At)),
    ];

    public async Task EraseAsync(IReadOnlyList<Guid> people, CancellationToken cancellation)
    {
        await db.Set<Watching>().Where(w => people.Contains(w.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<PlaySession>().Where(s => people.Contains(s.PersonId)).ExecuteDeleteAsync(cancellation);
        await db.Set<WatchClock>().Where(c => people.Contains(c.PersonId)).ExecuteDeleteAsync(cancellation);
    }
}
