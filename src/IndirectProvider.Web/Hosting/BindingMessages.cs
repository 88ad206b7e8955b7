using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace IndirectProvider.Web.Hosting;

/// <summary>Says in the reader's language what can't be read from a form, such as letters in a number's place.</summary>
internal sealed class BindingMessages(IStringLocalizer<Texts> texts) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options) => Localise(options.ModelBindingMessageProvider);

    private void Localise(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => texts["This value can't be used here."]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["This value can't be used here."]);
        messages.SetValueIsInvalidAccessor(_ => texts["This value can't be used here."]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["This value can't be used here."]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["This value can't be used here."]);
        messages.SetValueMustBeANumberAccessor(_ => texts["Enter a number."]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Enter a number."]);
        messages.SetValueMustNotBeNullAccessor(_ => texts["Fill in this field."]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["Fill in this field."]);
        messages.SetMissingKeyOrValueAccessor(() => texts["Fill in this field."]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts["Fill in this field."]);
    }
}
