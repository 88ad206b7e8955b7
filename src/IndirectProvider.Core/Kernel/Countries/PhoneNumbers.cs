using PhoneNumbers;

namespace IndirectProvider;

/// <summary>Normalises telephone numbers.</summary>
public static class PhoneNumbers
{
    private const string UnknownRegion = "ZZ";

    /// <summary>
    /// The number in E.164 form such as +4930123456, or null when it cannot be one. Numbers without a
    /// country code are read as the given country's; numbers of other countries are welcome too.
    /// </summary>
    /// <param name="input">The number as typed.</param>
    /// <param name="country">ISO code of the country the number is dialled in.</param>
    public static string? ToE164(string input, string country)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(input, country.ToUpperInvariant());
            // Numbering plans change faster than the package: the length must fit, the exact block need not be known.
            var possible = numbers.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;
            return possible && numbers.GetRegionCodeForCountryCode(number.CountryCode) != UnknownRegion
                ? numbers.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
