using System.Globalization;
using FluentValidation;

namespace IndirectProvider;

/// <summary>An address as typed; anything may stand in it.</summary>
public sealed record PostalAddressInput
{
    /// <summary>Street and number.</summary>
    public string? Line1 { get; init; }

    /// <summary>Addition.</summary>
    public string? Line2 { get; init; }

    /// <summary>City.</summary>
    public string? City { get; init; }

    /// <summary>Code of the state; taken only where the country has states.</summary>
    public string? State { get; init; }

    /// <summary>Postal code; taken only where the country has them.</summary>
    public string? PostalCode { get; init; }

    /// <summary>ISO code of the country.</summary>
    public string? Country { get; init; }

    /// <summary>The address as stored. What a country has no use for (typed before it was changed) is left out.</summary>
    /// <exception cref="InvalidOperationException">It was not validated before.</exception>
    public PostalAddress ToAddress()
    {
        var country = Countries.Find(Country) ?? throw new InvalidOperationException("The address was not validated.");
        return new PostalAddress(
            TypedText.Clean(Line1)!,
            TypedText.Clean(Line2),
            TypedText.Clean(City)!,
            country.FindState(State)?.Code,
            country.PostalCode is null ? null : TypedText.Clean(PostalCode)!.ToUpperInvariant(),
            country.Code);
    }
}

/// <summary>The rules of an address, by its country. Whether the country is allowed at all is not decided here.</summary>
public sealed class PostalAddressValidator : AbstractValidator<PostalAddressInput>
{
    /// <summary>Longest of the two lines.</summary>
    public const int LineLength = 100;

    /// <summary>Longest city.</summary>
    public const int CityLength = 80;

    /// <summary>Sets the rules up.</summary>
    public PostalAddressValidator()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(a => a.Country).Must(c => Countries.Find(c) is not null).WithMessage(_ => CoreTexts.Get("Choose a country."));
        RuleFor(a => a.Line1).Text("Enter the street and number.", LineLength);
        RuleFor(a => a.Line2).OptionalText(LineLength);
        RuleFor(a => a.City).Text("Enter the city.", CityLength);
        RuleFor(a => a.State)
            .Must((a, state) => Countries.Find(a.Country)!.FindState(state) is not null)
            .When(a => Countries.Find(a.Country) is { States.Count: > 0 })
            .WithMessage(_ => CoreTexts.Get("Choose a state."));
        RuleFor(a => a.PostalCode)
            .Must((a, code) => Countries.Find(a.Country)!.PostalCode!.Matches(TypedText.Clean(code)))
            .When(a => Countries.Find(a.Country) is { PostalCode: not null })
            .WithMessage(a => CoreTexts.Get(
                "Enter a postal code of {0}, for example {1}.",
                Countries.Find(a.Country)!.Name(CultureInfo.CurrentUICulture),
                Countries.Find(a.Country)!.PostalCode!.Example));
    }
}
