//! Words of amounts: numbers, currencies, units, and what makes an amount rough.

use crate::lexicon::index::{Index, Rows, total};

/// What a word stands for inside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Nothing.
    Other,
    /// A number below a hundred.
    Number(u8),
    /// A power of ten: "million" is 6.
    Scale(u8),
    Dozen,
    Half,
    /// A currency by its ISO 4217 code; empty where only its country tells: "dollars", "francs".
    Currency(Money),
    /// A hundredth of a currency.
    Minor(&'static str),
    /// "US", "Australian": tells which of the currencies of one name is meant.
    Country(Country),
    Percent,
    /// "Points" after "percentage" and "basis".
    Points,
    Percentage,
    Basis,
    /// A unit of measure by its UCUM code.
    Measure(&'static str),
    /// "Square", "cubic".
    Power(u8),
    Degrees,
    /// "Celsius" and "Fahrenheit".
    Temperature(&'static str),
    /// What happened to those who are counted: "killed".
    Fate,
    /// A plural that does not end in "s": "people".
    Many,
    /// A word before a number that makes the two a name: "section", "flight".
    Names,
}

/// A currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Money {
    Code(&'static str),
    /// One that several countries have; without a country it is the given one.
    Shared(Shared, &'static str),
}

/// Names of currencies that several countries have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shared {
    Dollar,
    Pound,
    Franc,
    Peso,
    Rupee,
    Krone,
    Dinar,
    Rial,
    Crown,
    Won,
}

/// Countries whose adjective tells the currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country(pub(crate) &'static [(Shared, &'static str)]);

use Money::{Code, Shared as Of};
use Shared::{Crown, Dinar, Dollar, Franc, Krone, Peso, Pound, Rial, Rupee, Won};

const ROWS: &Rows<Word> = &[
    (Word::Number(0), "zero"),
    (Word::Number(1), "one"),
    (Word::Number(2), "two"),
    (Word::Number(3), "three"),
    (Word::Number(4), "four"),
    (Word::Number(5), "five"),
    (Word::Number(6), "six"),
    (Word::Number(7), "seven"),
    (Word::Number(8), "eight"),
    (Word::Number(9), "nine"),
    (Word::Number(10), "ten"),
    (Word::Number(11), "eleven"),
    (Word::Number(12), "twelve"),
    (Word::Number(13), "thirteen"),
    (Word::Number(14), "fourteen"),
    (Word::Number(15), "fifteen"),
    (Word::Number(16), "sixteen"),
    (Word::Number(17), "seventeen"),
    (Word::Number(18), "eighteen"),
    (Word::Number(19), "nineteen"),
    (Word::Number(20), "twenty"),
    (Word::Number(30), "thirty"),
    (Word::Number(40), "forty"),
    (Word::Number(50), "fifty"),
    (Word::Number(60), "sixty"),
    (Word::Number(70), "seventy"),
    (Word::Number(80), "eighty"),
    (Word::Number(90), "ninety"),
    (Word::Scale(2), "hundred"),
    (Word::Scale(3), "thousand k"),
    (Word::Scale(5), "lakh"),
    (Word::Scale(6), "million mln mn m"),
    (Word::Scale(7), "crore crores"),
    (Word::Scale(9), "billion bln bn b"),
    (Word::Scale(12), "trillion trn tn"),
    (Word::Dozen, "dozen"),
    (Word::Half, "half"),
    (Word::Currency(Of(Dollar, "USD")), "dollar dollars dlrs dlr bucks"),
    (Word::Currency(Of(Pound, "GBP")), "pounds quid stg"),
    (Word::Currency(Of(Franc, "FRF")), "franc francs"),
    (Word::Currency(Of(Peso, "MXN")), "peso pesos"),
    (Word::Currency(Of(Rupee, "INR")), "rupee rupees"),
    (Word::Currency(Of(Krone, "DKK")), "krone kroner"),
    (Word::Currency(Of(Dinar, "KWD")), "dinar dinars"),
    (Word::Currency(Of(Rial, "IRR")), "rial rials riyal riyals"),
    (Word::Currency(Of(Crown, "SEK")), "krona kronor crowns"),
    (Word::Currency(Of(Won, "KRW")), "won"),
    (Word::Currency(Code("EUR")), "euro euros eur"),
    (Word::Currency(Code("USD")), "usd"),
    (Word::Currency(Code("GBP")), "gbp sterling"),
    (Word::Currency(Code("JPY")), "yen jpy"),
    (Word::Currency(Code("CNY")), "yuan renminbi cny rmb"),
    (Word::Currency(Code("DEM")), "mark marks deutschemarks dm"),
    (Word::Currency(Code("FIM")), "markka"),
    (Word::Currency(Code("ITL")), "lire lira"),
    (Word::Currency(Code("NLG")), "guilders guilder"),
    (Word::Currency(Code("RUB")), "ruble rubles rouble roubles"),
    (Word::Currency(Code("INR")), "inr rs rs."),
    (Word::Currency(Code("BRL")), "reais"),
    (Word::Currency(Code("THB")), "baht"),
    (Word::Currency(Code("MYR")), "ringgit rm"),
    (Word::Currency(Code("IDR")), "rupiah"),
    (Word::Currency(Code("ZAR")), "rand"),
    (Word::Currency(Code("ILS")), "shekel shekels"),
    (Word::Currency(Code("NGN")), "naira"),
    (Word::Currency(Code("PLN")), "zloty zlotys"),
    (Word::Currency(Code("HUF")), "forint forints"),
    (Word::Currency(Code("UAH")), "hryvnia hryvnias"),
    (Word::Currency(Code("VND")), "dong"),
    (Word::Currency(Code("BDT")), "taka"),
    (Word::Currency(Code("AED")), "dirham dirhams"),
    (Word::Currency(Code("ESP")), "pesetas peseta"),
    (Word::Currency(Code("ATS")), "schilling schillings"),
    (Word::Currency(Code("KES")), "shilling shillings"),
    (Word::Currency(Code("CHF")), "chf"),
    (Word::Currency(Code("AUD")), "aud"),
    (Word::Currency(Code("CAD")), "cad"),
    (Word::Currency(Code("SGD")), "sgd"),
    (Word::Currency(Code("HKD")), "hkd"),
    (Word::Currency(Code("XBT")), "bitcoin bitcoins"),
    (Word::Minor("USD"), "cent cents"),
    (Word::Minor("GBP"), "pence penny p"),
    (Word::Minor("MYR"), "sen"),
    (Word::Minor("INR"), "paise"),
    (Word::Minor("RUB"), "kopecks kopeks"),
    (Word::Country(Country(&[(Dollar, "USD")])), "us u.s. u.s american"),
    (Word::Country(Country(&[(Dollar, "AUD")])), "australian australia"),
    (Word::Country(Country(&[(Dollar, "CAD")])), "canadian canada"),
    (Word::Country(Country(&[(Dollar, "SGD")])), "singapore singaporean"),
    (Word::Country(Country(&[(Dollar, "HKD")])), "kong"),
    (Word::Country(Country(&[(Dollar, "NZD")])), "zealand"),
    (Word::Country(Country(&[(Dollar, "TWD")])), "taiwan taiwanese"),
    (Word::Country(Country(&[(Dollar, "JMD")])), "jamaican"),
    (Word::Country(Country(&[(Pound, "GBP")])), "british"),
    (Word::Country(Country(&[(Pound, "EGP")])), "egyptian"),
    (Word::Country(Country(&[(Pound, "LBP")])), "lebanese"),
    (Word::Country(Country(&[(Pound, "SYP")])), "syrian"),
    (Word::Country(Country(&[(Pound, "IEP")])), "irish"),
    (Word::Country(Country(&[(Franc, "CHF")])), "swiss"),
    (Word::Country(Country(&[(Franc, "BEF")])), "belgian"),
    (Word::Country(Country(&[(Franc, "FRF")])), "french"),
    (Word::Country(Country(&[(Peso, "MXN")])), "mexican"),
    (Word::Country(Country(&[(Peso, "PHP")])), "philippine"),
    (Word::Country(Country(&[(Peso, "ARS")])), "argentine"),
    (Word::Country(Country(&[(Peso, "CLP")])), "chilean"),
    (Word::Country(Country(&[(Peso, "COP")])), "colombian"),
    (Word::Country(Country(&[(Rupee, "INR")])), "indian"),
    (Word::Country(Country(&[(Rupee, "PKR")])), "pakistani"),
    (Word::Country(Country(&[(Rupee, "LKR")])), "lankan"),
    (Word::Country(Country(&[(Krone, "NOK"), (Crown, "NOK")])), "norwegian"),
    (Word::Country(Country(&[(Krone, "DKK"), (Crown, "DKK")])), "danish"),
    (Word::Country(Country(&[(Krone, "SEK"), (Crown, "SEK")])), "swedish"),
    (Word::Country(Country(&[(Crown, "CZK")])), "czech"),
    (Word::Country(Country(&[(Rial, "SAR")])), "saudi"),
    (Word::Country(Country(&[(Rial, "QAR")])), "qatari"),
    (Word::Country(Country(&[(Dinar, "IQD")])), "iraqi"),
    (Word::Country(Country(&[(Dinar, "JOD")])), "jordanian"),
    (Word::Country(Country(&[(Dinar, "DZD")])), "algerian"),
    (Word::Country(Country(&[(Won, "KRW")])), "korean"),
    (Word::Percent, "% percent pct pct. percents"),
    (Word::Percentage, "percentage"),
    (Word::Basis, "basis"),
    (Word::Points, "point points"),
    (Word::Measure("km"), "km kms kilometer kilometers kilometre kilometres"),
    (Word::Measure("m"), "meter meters metre metres"),
    (Word::Measure("cm"), "cm centimeter centimeters centimetre centimetres"),
    (Word::Measure("mm"), "mm millimeter millimeters millimetre millimetres"),
    (Word::Measure("[mi_i]"), "mile miles mi"),
    (Word::Measure("[yd_i]"), "yard yards yd yds"),
    (Word::Measure("[ft_i]"), "foot feet ft ft."),
    (Word::Measure("[in_i]"), "inch inches"),
    (Word::Measure("har"), "hectare hectares ha"),
    (Word::Measure("[acr_us]"), "acre acres"),
    (Word::Measure("kg"), "kg kgs kilogram kilograms kilo kilos kilogramme kilogrammes"),
    (Word::Measure("g"), "gram grams gramme grammes"),
    (Word::Measure("mg"), "mg milligram milligrams"),
    (Word::Measure("t"), "tonne tonnes"),
    (Word::Measure("ton"), "ton tons"),
    (Word::Measure("[lb_av]"), "pound lb lbs lb. lbs."),
    (Word::Measure("[oz_av]"), "ounce ounces oz"),
    (Word::Measure("[bbl_us]"), "barrel barrels bbl bpd"),
    (Word::Measure("[gal_us]"), "gallon gallons"),
    (Word::Measure("[bu_us]"), "bushel bushels"),
    (Word::Measure("L"), "liter liters litre litres"),
    (Word::Measure("[mi_i]/h"), "mph"),
    (Word::Measure("km/h"), "kph kmh km/h"),
    (Word::Measure("[kn_i]"), "knot knots"),
    (Word::Measure("W"), "watt watts w"),
    (Word::Measure("kW"), "kw kilowatt kilowatts"),
    (Word::Measure("MW"), "mw megawatt megawatts"),
    (Word::Measure("GW"), "gw gigawatt gigawatts"),
    (Word::Measure("kW.h"), "kwh"),
    (Word::Measure("MW.h"), "mwh"),
    (Word::Measure("GW.h"), "gwh"),
    (Word::Measure("V"), "volt volts"),
    (Word::Measure("[HP]"), "horsepower hp bhp"),
    (Word::Measure("{rev}/min"), "rpm"),
    (Word::Measure("MB"), "mb megabyte megabytes"),
    (Word::Measure("GB"), "gb gigabyte gigabytes"),
    (Word::Measure("TB"), "tb terabyte terabytes"),
    (Word::Measure("Mbit/s"), "mbps"),
    (Word::Measure("Hz"), "hz hertz"),
    (Word::Measure("MHz"), "mhz megahertz"),
    (Word::Measure("GHz"), "ghz gigahertz"),
    (Word::Measure("[Cal]"), "calorie calories"),
    (Word::Measure("megapixel"), "megapixel megapixels mp"),
    (Word::Power(2), "square sq sq."),
    (Word::Power(3), "cubic"),
    (Word::Degrees, "degree degrees °"),
    (Word::Temperature("Cel"), "celsius centigrade c °c"),
    (Word::Temperature("[degF]"), "fahrenheit f °f"),
    (
        Word::Fate,
        "killed wounded injured dead died arrested missing hurt detained hospitalized homeless displaced murdered",
    ),
    (Word::Many, "people men women children police troops personnel staff aircraft cattle sheep fish lives wives"),
    (
        Word::Names,
        "section row flight route highway channel level game unit phase part chapter article page no. number room bus resolution \
         model gate pier psalm suite apt box proposition apollo boeing airbus division type formula group interstate act war",
    ),
];

static INDEX: Index<Word, { total(ROWS) }> = Index::new(ROWS, Word::Other);

impl Word {
    /// What the vocabulary has for the word of that hash.
    #[inline]
    pub(crate) fn of(hash: u64) -> Self {
        INDEX.find(hash)
    }
}
