using System.Globalization;
using System.Text;

namespace IndirectProvider.Testing.Seed;

/// <summary>Names of companies and people, in many scripts: a few words that are in many names, and many that are in few.</summary>
internal static class SeedNames
{
    private static readonly string[] Heads = Words(
        "Ab Al An Ar As Au Ba Be Ber Bo Bra Bri Bru Ca Cle Co Cor Da De Del Di Do Dra E Ei El En Er Fa Fer Fi Flo Fra Ga Ge Gla Go Gra Gru Ha Hei Hel Hol Hu I In Is Ja Jo Ju Ka Kel Ki Kla Ko Kra Kru La Lei Li Lo Lu Ma Mei Mi Mo Mü Na Ne Ni No Nor O Or Os Ös Pa Pe Pla Po Pra Que Ra Rei Ri Ro Ru Sa Schrö Sei Si Sö So Sta Ste Stra Su Ta Tei Ti To Tra Tri U Va Ve Vi Vo Wa Wei Wi Wo Za Ze Zi Zo Łu Šte Žiž Čer Åke Ærø Øst");

    private static readonly string[] Tails = Words(
        "bach berg beck bert born brand burg dal dam del den dorf feld fels field ford gard gen ger hagen ham haus heim hof holm horn kamp ken ker kow lan land lau ler lin lund man mann mar mer mond mont mor nau ner nes nik now ra rath ren ric rup sen ser ski son stad stedt stein stern ström ta tal ten ter thal tin ton tor van vik wald wall wang ward wart wick wig wind wold zell ák ão ès ëlle ín ødegård ýr");

    private static readonly string[] Trades = Words(
        "Consulting Services Logistics Systems Engineering Software Bau Handel Transport Medical Energy Foods Design Media Print Security Solutions Technik Immobilien Elektro Metall Textil Pharma Travel Finance Garden Auto Marine Optik Labor Möbel Verlag Bäckerei Reederei Brauerei Studio Werke Group");

    private static readonly string[] Forms = Words("GmbH GmbH GmbH AG KG Ltd Ltd Inc SA SARL BV AB Oy SpA OHG eG Group Holding");
    private static readonly string[] Firsts = Words("Anna Ben Carla David Elif Felix Greta Hugo Ida Jan Klara Luis Maria Nils Olga Paul Rosa Sven Tom Ute Vera Wim Zoë Åsa Émile Jiří Łukasz Søren Björn María");
    private static readonly string[] Cyrillic = Words("Север Восток Волга Заря Мир Горизонт Сокол Берег Полюс Новая Техно Строй Агро Мед Энерго Парус Родник Альянс Балкан Витоша");
    private static readonly string[] CyrillicEnds = Words("Сервис Строй Логистика Трейд Консулт Инвест ООД ЕООД АД Групп Технологии Транспорт");
    private static readonly string[] Greek = Words("Αθηνά Αιγαίο Όλυμπος Ήλιος Θάλασσα Κρήτη Δελφοί Ερμής Πήγασος Ωκεανός Νέα Ελληνική Μακεδονία Πελοπόννησος");
    private static readonly string[] GreekEnds = Words("ΑΕ ΕΠΕ Υπηρεσίες Μεταφορές Τεχνική Τρόφιμα Εμπορική Ναυτιλιακή");
    private static readonly string[] Han = Words("東 西 南 北 山 川 海 光 明 和 新 大 中 華 富 永 天 星 金 泰 安 龍 松 高 田 村 木 石 橋 青");
    private static readonly string[] HanEnds = Words("株式会社 有限公司 商事 工業 科技 物流 電機 製作所 貿易 集団");
    private static readonly string[] Kana = Words("サクラ ヒカリ ミライ アサヒ ツバメ カモメ ソラ ネット テック シティ フーズ ライフ システム デザイン");
    private static readonly string[] Hangul = Words("한국 서울 부산 대한 미래 하늘 바다 태양 청솔 한빛 새롬 우리 동방 은하 무지개");
    private static readonly string[] HangulEnds = Words("전자 물산 건설 통신 식품 무역 산업 주식회사 시스템");
    private static readonly string[] Arabic = Words("الشرق الخليج النور الأمل الواحة الصقر المدينة الفجر النخلة البحر الريادة الوطنية");
    private static readonly string[] ArabicEnds = Words("للتجارة للخدمات للمقاولات للنقل القابضة التقنية المحدودة");
    private static readonly string[] Thai = Words("สยาม ไทย รุ่งเรือง เจริญ ทองคำ มั่นคง พัฒนา บางกอก เชียงใหม่ สุวรรณ ชัยชนะ");
    private static readonly string[] ThaiEnds = Words("จำกัด การค้า บริการ ขนส่ง ก่อสร้าง เทคโนโลยี อาหาร");
    private static readonly string[] Cities = Words("Neustadt Altburg Lindenau Kirchheim Seeberg Hafen Marktplatz Oberdorf Westend Bergen Saint-Rémy Łódź Malmö Århus Porto");
    private static readonly string[] Streets = Words("Hauptstraße Bahnhofstraße Hafenstraße Lindenweg Gartenweg Marktplatz High-Street Rue-du-Port Calle-Mayor Storgatan");

    /// <summary>A company of a country, or now and then one from elsewhere.</summary>
    public static string Company(Dice dice, string country) => (dice.Is(0.06) ? dice.Of(["JP", "KR", "TH", "AE", "RU", "GR"]) : country) switch
    {
        "JP" => dice.Is(0.5) ? Characters(dice, 2, 4) + dice.Of(HanEnds) : $"{dice.Of(Kana)}{dice.Of(Kana)}{dice.Of(HanEnds)}",
        "KR" => $"{dice.Of(Hangul)}{dice.Of(Hangul)} {dice.Of(HangulEnds)}",
        "TH" => $"{dice.Of(Thai)}{dice.Of(Thai)} {dice.Of(ThaiEnds)}",
        "AE" or "SA" => $"{dice.Of(Arabic)} {dice.Of(Arabic)} {dice.Of(ArabicEnds)}",
        "BG" or "RU" or "UA" => $"{dice.Of(Cyrillic)}{(dice.Is(0.4) ? "-" : " ")}{dice.Of(Cyrillic)} {dice.Of(CyrillicEnds)}",
        "GR" or "CY" => $"{dice.Of(Greek)} {dice.Of(Greek)} {dice.Of(GreekEnds)}",
        _ => Latin(dice),
    };

    /// <summary>A person's first and last name.</summary>
    public static (string First, string Last) Person(Dice dice) => (dice.Of(Firsts), Word(dice));

    /// <summary>A city.</summary>
    public static string City(Dice dice) => dice.Of(Cities);

    /// <summary>Street and number.</summary>
    public static string Street(Dice dice) => string.Create(CultureInfo.InvariantCulture, $"{dice.Of(Streets)} {1 + dice.Next(180)}");

    /// <summary>A made-up word, one of some ten thousand.</summary>
    public static string Word(Dice dice) => dice.Of(Heads) + dice.Of(Tails);

    /// <summary>Small letters and hyphens; the number makes it unique.</summary>
    public static string Prefix(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{Plain(name)}-{number}");

    /// <summary>What of a name is left in the letters from a to z.</summary>
    public static string Plain(string name)
    {
        const int Longest = 16;
        const int Shortest = 3;
        var plain = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c) && plain.Length < Longest)
            {
                plain.Append(char.ToLowerInvariant(c));
            }
        }

        return plain.Length < Shortest ? "firma" : plain.ToString();
    }

    private static string Latin(Dice dice)
    {
        var first = Word(dice);
        return dice.Next(10) switch
        {
            0 => $"{first} {Word(dice)} {dice.Of(Trades)} {dice.Of(Forms)}",
            1 => $"{first} & {Word(dice)} {dice.Of(Forms)}",
            2 => $"{first}-{Word(dice)} {dice.Of(Trades)}",
            3 => first,
            4 => $"{dice.Of(Firsts)} {first} {dice.Of(Trades)}",
            5 => $"{first} {dice.Of(Trades)} und {dice.Of(Trades)} Beteiligungsgesellschaft {Word(dice)} mbH & Co. KG",
            6 => $"{first} {dice.Of(Trades)} {Word(dice)}",
            _ => $"{first} {dice.Of(Trades)} {dice.Of(Forms)}",
        };
    }

    private static string Characters(Dice dice, int least, int most)
    {
        var name = new StringBuilder();
        for (var left = least + dice.Next(most - least + 1); left > 0; left--)
        {
            name.Append(dice.Of(Han));
        }

        return name.ToString();
    }

    private static string[] Words(string words) => words.Split(' ');
}
