using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Binders;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Learning.Framework.Web;

/// <summary>Strips NUL and control characters (PostgreSQL refuses NUL) and trims what a person typed. Line breaks and tabs stay.</summary>
public sealed class CleanInput : IModelBinderProvider
{
    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType == typeof(string) && context.BindingInfo.BindingSource?.CanAcceptDataFrom(BindingSource.Body) != true
            ? new Binder(new SimpleTypeModelBinder(typeof(string), context.Services.GetRequiredService<ILoggerFactory>()))
            : null;

    public static string Clean(string text) =>
        string.Concat(text.Where(c => c is '\n' or '\t' or '\r' || !char.IsControl(c))).Trim();

    private sealed class Binder(IModelBinder inner) : IModelBinder
    {
        public async Task BindModelAsync(ModelBindingContext bindingContext)
        {
            await inner.BindModelAsync(bindingContext);
            if (bindingContext.Result is { IsModelSet: true, Model: string text })
            {
                var clean = Clean(text);
                bindingContext.Result = ModelBindingResult.Success(clean.Length == 0 && bindingContext.ModelMetadata.ConvertEmptyStringToNull ? null : clean);
            }
        }
    }
}
