using System.Linq.Expressions;
using Learning.Framework.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Curricula.Services;

internal static class UnitRows
{
    /// <summary>A row of this unit of work, saved or not.</summary>
    public static async Task<T?> FindAsync<T>(this LearningDbContext db, Expression<Func<T, bool>> where, CancellationToken cancellation)
        where T : class =>
        db.Set<T>().Local.FirstOrDefault(where.Compile(preferInterpretation: true)) ?? await db.Set<T>().FirstOrDefaultAsync(where, cancellation);
}
