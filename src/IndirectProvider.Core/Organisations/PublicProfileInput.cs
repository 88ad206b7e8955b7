using FluentValidation;

namespace IndirectProvider.Organisations;

/// <summary>A provider's public facts as typed; in the order of the fields on the page.</summary>
public record PublicProfileInput
{
    /// <summary>Registered name.</summary>
    public string? LegalName { get; init; }

    /// <summary>Name that others see.</summary>
    public string? DisplayName { get; init; }

    /// <summary>ISO code of the market.</summary>
    public string? Country { get; init; }

    /// <summary>Public website.</summary>
    public string? Website { get; init; }

    /// <summary>A few sentences about the company.</summary>
    public string? About { get; init; }

    /// <summary>A picture as uploaded, unchecked; null keeps the present logo.</summary>
    public byte[]? Logo { get; init; }

    /// <summary>Whether the directory lists the provider.</summary>
    public bool IsListed { get; init; }

    /// <summary>The facts as stored; only after validation.</summary>
    public PublicProfile ToProfile() => new(
        TypedText.Clean(LegalName)!,
        TypedText.Clean(DisplayName)!,
        Countries.Find(Country)!.Code,
        WebAddress.Parse(Website),
        TypedText.Clean(About),
        IsListed);
}

/// <summary>What can be said of public facts without looking anything up.</summary>
public abstract class PublicProfileValidator<T> : AbstractValidator<T>
    where T : PublicProfileInput
{
    private const int NameLength = 200;
    private const int AboutLength = 1000;

    /// <summary>The rules.</summary>
    protected PublicProfileValidator()
    {
        RuleFor(i => i.LegalName).Text("Enter the legal name.", NameLength);
        RuleFor(i => i.DisplayName).Text("Enter the display name.", NameLength);
        RuleFor(i => i.Country).Must(c => Countries.Find(c) is not null).WithMessage(_ => CoreTexts.Get("Choose the market."));
        RuleFor(i => i.Website).OptionalText(WebAddress.MaxLength)
            .Must(w => TypedText.Clean(w) is null || WebAddress.Parse(w) is not null).WithMessage(_ => CoreTexts.Get("Enter a web address like https://www.company.com."));
        RuleFor(i => i.About).OptionalText(AboutLength);
    }
}
