using IndirectProvider.Organisations;

namespace IndirectProvider.Web.Demo;

/// <summary>A customer of the demo.</summary>
internal sealed record DemoCustomer(string Company, string Prefix, string Street, string PostalCode, string City, string Country, string First, string Last);

/// <summary>The companies of the demo; all fictitious, all below the reserved domain .example.</summary>
internal static class DemoCompanies
{
    public static readonly ProviderProfile Nordlicht = new(
        "Nordlicht Cloud Distribution GmbH", "Nordlicht Distribution", "DE", "https://www.nordlicht.example/", "support@nordlicht.example", "+494012345600");

    public static readonly ProviderProfile Harbour = new(
        "Harbour Cloud Distribution Ltd", "Harbour Cloud", "GB", "https://www.harbour.example/", "support@harbour.example", "+442079460100");

    public static readonly ResellerProfile Alpenblick = new(
        "Alpenblick IT GmbH", "4201337", new PostalAddress("Mariahilfer Straße 88", null, "Wien", null, "1070", "AT"),
        "Maria Huber", "maria.huber@alpenblick.example", "support@alpenblick.example", "+4315550100", "de");

    public static readonly ResellerProfile Thames = new(
        "Thames Valley IT Ltd", "5108842", new PostalAddress("12 Station Road", null, "Reading", null, "RG1 1LG", "GB"),
        "Grace Hughes", "grace.hughes@thamesvalley.example", "help@thamesvalley.example", "+441184960100", "en");

    public static readonly ResellerProfile Rheintal = new(
        "Rheintal Systemhaus GmbH", "4455012", new PostalAddress("Rheinallee 4", null, "Mainz", null, "55116", "DE"),
        "Frank Vogel", "frank.vogel@rheintal.example", "support@rheintal.example", "+4961315550100", "de");

    public static readonly ResellerProfile Bodensee = new(
        "Bodensee Digital AG", "6077391", new PostalAddress("Seestrasse 21", null, "Kreuzlingen", null, "8280", "CH"),
        "Lena Frei", "lena.frei@bodensee.example", "support@bodensee.example", "+41715550100", "de");

    public static readonly DemoCustomer[] OfNordlicht =
    [
        new("Elbe Logistik GmbH", "elbe-logistik", "Hafenstraße 5", "20457", "Hamburg", "DE", "Katrin", "Brandt"),
        new("Autohaus Sternmann KG", "autohaus-sternmann", "Industriestraße 14", "70565", "Stuttgart", "DE", "Uwe", "Sternmann"),
        new("Bäckerei Kornfeld", "baeckerei-kornfeld", "Marktplatz 3", "04109", "Leipzig", "DE", "Ines", "Kornfeld"),
        new("Donau Maschinenbau GmbH", "donau-maschinenbau", "Donaulände 30", "4020", "Linz", "AT", "Georg", "Steiner"),
        new("Kanzlei Weiß & Partner", "kanzlei-weiss", "Königsallee 60", "40212", "Düsseldorf", "DE", "Helena", "Weiß"),
        new("Praxis Dr. Lindner", "praxis-lindner", "Bahnhofstraße 9", "93047", "Regensburg", "DE", "Eva", "Lindner"),
        new("Salzkammer Hotels GmbH", "salzkammer-hotels", "Seepromenade 2", "5360", "St. Wolfgang", "AT", "Franz", "Moser"),
        new("Tischlerei Holzmann", "tischlerei-holzmann", "Gewerbering 7", "83022", "Rosenheim", "DE", "Ludwig", "Holzmann"),
        new("Zürisee Treuhand AG", "zuerisee-treuhand", "Seefeldstrasse 45", "8008", "Zürich", "CH", "Reto", "Frei"),
        new("Windkraft Küste eG", "windkraft-kueste", "Deichweg 1", "25813", "Husum", "DE", "Maike", "Petersen"),
        new("Spedition Moorkamp", "spedition-moorkamp", "Autohof 12", "49401", "Damme", "DE", "Bernd", "Moorkamp"),
        new("Architekten Blau", "architekten-blau", "Torstraße 101", "10119", "Berlin", "DE", "Selma", "Blau"),
        new("Weingut Sonnhang", "weingut-sonnhang", "Weinbergweg 8", "67433", "Neustadt", "DE", "Karl", "Reben"),
        new("Medizintechnik Rhön GmbH", "medizintechnik-rhoen", "Am Sinnberg 20", "97688", "Bad Kissingen", "DE", "Ute", "Seifert"),
        new("Verlag Papierboot", "verlag-papierboot", "Gutenbergstraße 11", "35037", "Marburg", "DE", "Jan", "Ohlsen"),
        new("Stadtwerke Auenfeld", "stadtwerke-auenfeld", "Wasserweg 2", "06108", "Halle", "DE", "Petra", "Quell"),
        new("Tiroler Bergsport GmbH", "tiroler-bergsport", "Innrain 52", "6020", "Innsbruck", "AT", "Lukas", "Gruber"),
        new("Software Kollektiv Ost", "kollektiv-ost", "Louisenstraße 40", "01099", "Dresden", "DE", "Mandy", "Krause"),
        new("Möbelhaus Behagen", "moebelhaus-behagen", "Ringstraße 77", "33602", "Bielefeld", "DE", "Ralf", "Behagen"),
        new("Reederei Fahrensund", "reederei-fahrensund", "Kaistraße 19", "24103", "Kiel", "DE", "Ove", "Hansen"),
    ];

    public static readonly DemoCustomer[] OfHarbour =
    [
        new("Northgate Books Ltd", "northgate-books", "4 Northgate", "LS2 7PN", "Leeds", "GB", "Daniel", "Price"),
        new("Severn Dental Care", "severn-dental", "21 Quay Street", "BS1 4DJ", "Bristol", "GB", "Amelia", "Shaw"),
        new("Highfield Joinery", "highfield-joinery", "Unit 3, Mill Lane", "YO1 7HH", "York", "GB", "Tom", "Ashworth"),
        new("Oakridge Property LLP", "oakridge-property", "88 High Street", "OX1 4BJ", "Oxford", "GB", "Priya", "Patel"),
        new("Caledonia Seafood Ltd", "caledonia-seafood", "7 Harbour Road", "EH6 6LX", "Edinburgh", "GB", "Fiona", "Reid"),
        new("Bluebell Nurseries", "bluebell-nurseries", "Garden Lane", "CM1 1BH", "Chelmsford", "GB", "Ruth", "Green"),
        new("Kingfisher Travel", "kingfisher-travel", "2 Station Parade", "GU1 4UT", "Guildford", "GB", "Sam", "Doyle"),
        new("Pennine Precision Ltd", "pennine-precision", "Foundry Works", "HD1 3DH", "Huddersfield", "GB", "Alan", "Booth"),
        new("Riverside Legal LLP", "riverside-legal", "15 Embankment", "M1 5GD", "Manchester", "GB", "Zoe", "Marsh"),
        new("Saltmarsh Brewery", "saltmarsh-brewery", "The Maltings", "NR1 3QG", "Norwich", "GB", "Hugh", "Barley"),
        new("Windmill Primary Academy", "windmill-academy", "School Lane", "CB1 2LA", "Cambridge", "GB", "Carol", "Finch"),
        new("Beacon Engineering Ltd", "beacon-engineering", "Beacon Park", "PL1 2AA", "Plymouth", "GB", "Neil", "Carter"),
    ];
}
