using FluentValidation;
using IndirectProvider.Staff;

namespace IndirectProvider.Customers;

/// <summary>Customers ticked in a list and the tag typed or chosen for them.</summary>
/// <param name="CustomerIds">The customers.</param>
/// <param name="Tag">The tag; two that differ in case only are the same.</param>
public sealed record TagInput(IReadOnlyCollection<Guid> CustomerIds, string? Tag)
{
    /// <summary>Most customers at once.</summary>
    public const int MostCustomers = 1000;

    internal Result<(HashSet<Guid> Ids, string Name)> Checked()
    {
        var errors = new TagInputValidator().Validate(this).Errors;
        return errors.Count > 0
            ? Result<(HashSet<Guid>, string)>.Failed(errors.Select(e => Error.Invalid(e.PropertyName, e.ErrorMessage)))
            : ((HashSet<Guid>)[.. CustomerIds], TypedText.Clean(Tag)!);
    }
}

/// <summary>What can be said of it without looking anything up.</summary>
internal sealed class TagInputValidator : AbstractValidator<TagInput>
{
    public TagInputValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(i => i.Tag).Text("Enter a tag.", Tag.MaxLength);
        RuleFor(i => i.CustomerIds).NotEmpty().WithMessage(_ => CoreTexts.Get("Tick at least one customer."));
        RuleFor(i => i.CustomerIds)
            .Must(ids => ids.Count <= TagInput.MostCustomers)
            .WithMessage(_ => CoreTexts.Get("Tick at most {0} customers.", TagInput.MostCustomers));
    }
}
