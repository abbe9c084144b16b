using System.ComponentModel.DataAnnotations;
using Learning.Framework.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace Learning.Framework.Web;

/// <summary>What the framework says of bad input, in the reader's language and in plain words.</summary>
internal sealed class PlainMessages(IStringLocalizer T) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => T["请填写这一项。"]);
        messages.SetMissingBindRequiredValueAccessor(_ => T["请填写这一项。"]);
        messages.SetMissingKeyOrValueAccessor(() => T["请填写这一项。"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => T["请填写这一项。"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => T["“{0}”在这里不能用，请换一个。", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => T["“{0}”在这里不能用，请换一个。", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => T["这一项看不懂，请重新填写。"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => T["这一项看不懂，请重新填写。"]);
        messages.SetValueIsInvalidAccessor(_ => T["这一项看不懂，请重新填写。"]);
        messages.SetValueMustBeANumberAccessor(_ => T["请填写数字。"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => T["请填写数字。"]);
        options.ModelMetadataDetailsProviders.Add(new Rules());
    }

    /// <summary>Gives attributes without words of their own the site's words; they are looked up as keys.</summary>
    private sealed class Rules : IValidationMetadataProvider
    {
        public void CreateValidationMetadata(ValidationMetadataProviderContext context)
        {
            foreach (var rule in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
            {
                if (rule.ErrorMessage is null && rule.ErrorMessageResourceName is null)
                {
                    rule.ErrorMessage = rule switch
                    {
                        RequiredAttribute => TextKey.Of("请填写这一项。"),
                        StringLengthAttribute { MinimumLength: > 0 } => TextKey.Of("请填写{2}到{1}个字。"),
                        StringLengthAttribute or MaxLengthAttribute => TextKey.Of("最多{1}个字。"),
                        RangeAttribute => TextKey.Of("请填写{1}到{2}之间的数字。"),
                        _ => TextKey.Of("这一项看不懂，请重新填写。"),
                    };
                }
            }
        }
    }
}
