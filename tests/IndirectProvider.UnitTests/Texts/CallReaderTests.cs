namespace IndirectProvider.UnitTests.Texts;

public sealed class CallReaderTests
{
    [Theory]
    [InlineData("<h1>@T[\"Next: Review\"]</h1>", "Next: Review")]
    [InlineData("<field label=\"@T[\"Company name\"]\" hint=\"x\" />", "Company name")]
    [InlineData("T[\"Say \\\"{0}\\\"\", name[0], \"not this\"]", "Say \"{0}\"")]
    [InlineData("T[one ? \"One order\" : \"{0} orders\", count]", "One order|{0} orders")]
    [InlineData("T[Name(\"a\", 'b', \"c\")] + LIST[\"no\"]", "a|c")]
    public void Keys_are_found(string source, string keys) =>
        Assert.Equal(keys.Split('|'), CallReader.LiteralsIn(source, "T[", argument: 0));

    [Fact]
    public void The_asked_argument_counts() =>
        Assert.Equal(["It ended {0}."], CallReader.LiteralsIn("return Error.Invalid(\"Field\", \"It ended {0}.\", day);", "Error.Invalid(", argument: 1));

    [Fact]
    public void Literals_within_attributes_are_found_too() =>
        Assert.Contains("Company name", CallReader.AllLiterals("<field label=\"@T[\"Company name\"]\" />"));
}
