//! Words of amounts: numbers, currencies, units, and what happened to those who are counted.
//!
//! What a word stands for *inside* an amount, as one table by hash. A word has one meaning only; where it has
//! two, the rules of `src/amount` tell them by what stands beside it: "m" is a scale and may be a metre,
//! "pounds" are a currency and may weigh, "mark" is a currency and mostly a name. What stands *around* amounts
//! is [`quantity`](super::quantity)'s.
//!
//! Currencies are ISO 4217 codes, also of currencies that are gone (DEM, ITL): archives are read as much as
//! today's news. Units are UCUM codes ("The Unified Code for Units of Measure"), customary ones in brackets
//! (`[mi_i]`); a few that UCUM lacks are plain words.
//!
//! Words of two meanings, and who tells them apart:
//!
//! | word | here | else | told by |
//! |---|---|---|---|
//! | m, k, b | a scale | a metre, a letter | `number::is_scale`: what touches, what follows |
//! | pounds | a currency | weight | `measure::is_weight`: words of weighing near |
//! | won, mark, rand | a currency | other words | `money::named`: large numbers only |
//! | p, c, f, w | a hundredth or a unit | initials | right behind digits only |
//! | point, no | parts of amounts | other words | what stands beside them |
//! | second, third | ranks, of the word list | fractions | `share::share`: "of" behind it |

use crate::lexicon::en::number::with_numbers;
use crate::lexicon::hash::small_word_hash;
use crate::lexicon::index::{Index, Rows, total};

/// What a word stands for inside an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    /// Nothing.
    Other,
    /// A number below a hundred, in words.
    Number(u8),
    /// A power of ten: "million" is 6. Several may follow one another: "hundred thousand".
    Scale(u8),
    /// A plural of numbers by the power of ten: "hundreds" is 2. Two of them at least are meant.
    Plural(u8),
    /// Twelve, or several times that.
    Dozen,
    /// What a verb of a multiple adds or takes away, in percent: "doubled" is 100, "halved" 50.
    Multiple(u16),
    /// A half.
    Half,
    /// A fourth part.
    Quarter,
    /// "A", which may be one: "a million".
    Article,
    /// "No", which may be nought: "no deaths".
    No,
    /// Below nought.
    Minus,
    /// A currency's sign, with the code of the currency that it stands for where nothing else is said: "$" is
    /// USD.
    Sign(&'static str),
    /// Millions of a currency, as trade papers of Europe write them: "MEUR".
    Millions(&'static str),
    /// A currency by its name or code: "euros", "dollars", "usd".
    Currency(Money),
    /// A hundredth of a currency: "cents", "pence".
    Minor(&'static str),
    /// "US", "Australian": tells which of the currencies of one name is meant.
    Country(Country),
    /// "Percent", or its sign.
    Percent,
    /// "Points" after "percentage" and "basis".
    Points,
    /// "Percentage" before "points", or alone.
    Percentage,
    /// "Basis" before "points": a hundredth of a percentage point each.
    Basis,
    /// A unit of measure by its UCUM code: "miles" is `[mi_i]`.
    Measure(&'static str),
    /// "Square" (2), "cubic" (3).
    Power(u8),
    /// "Degrees", of an angle or a temperature.
    Degrees,
    /// "Celsius" and "Fahrenheit".
    Temperature(&'static str),
    /// What happened to those who are counted: "killed", "homeless".
    Fate,
    /// A plural that does not end in "s": "people", "troops".
    Many,
    /// A word before a number that makes the two a name: "section 4", "flight 12". What follows is no count.
    Names,
}

/// A currency, by how well its name tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Money {
    /// One that a word tells alone: its ISO 4217 code.
    Code(&'static str),
    /// One that several countries have; without a country it is the given one.
    Shared(Shared, &'static str),
}

/// Names of currencies that several countries have: "dollar", "peso", "crown". A country's adjective before the
/// name tells which one is meant.
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
    Lira,
}

/// What the adjective of a country, or its name, makes of the shared names of currencies: the code for each
/// name that the country uses. Empty for countries whose currency has a name of its own; the adjective then
/// only stands before it ("Japanese yen").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Country(pub(crate) &'static [(Shared, &'static str)]);

use Money::{Code, Shared as Of};
use Shared::{Crown, Dinar, Dollar, Franc, Krone, Lira, Peso, Pound, Rial, Rupee, Won};

/// The vocabulary but for number words, family by family.
const OWN: &Rows<Word> = &[
    (Word::Scale(2), "hundred"),
    (Word::Scale(3), "thousand k"),
    (Word::Scale(5), "lakh"),
    (Word::Scale(6), "million mln mn m mil mio"),
    (Word::Scale(7), "crore crores"),
    (Word::Scale(9), "billion bln bn b"),
    (Word::Scale(12), "trillion trn tn"),
    (Word::Plural(1), "tens"),
    (Word::Plural(2), "hundreds"),
    (Word::Plural(3), "thousands"),
    (Word::Plural(6), "millions"),
    (Word::Plural(9), "billions"),
    (Word::Dozen, "dozen dozens"),
    (Word::Multiple(100), "doubled doubling double"),
    (Word::Multiple(200), "tripled tripling triple trebled trebling treble"),
    (Word::Multiple(300), "quadrupled quadrupling quadruple"),
    (Word::Multiple(50), "halved halving halve"),
    (Word::Half, "half"),
    (Word::Quarter, "quarter quarters"),
    (Word::Article, "a an"),
    (Word::No, "no"),
    (Word::Minus, "minus - −"),
    (Word::Sign("USD"), "$"),
    (Word::Sign("GBP"), "£ ￡"),
    (Word::Sign("EUR"), "€"),
    (Word::Sign("JPY"), "¥ ￥ 円"),
    (Word::Sign("CNY"), "元"),
    (Word::Sign("INR"), "₹"),
    (Word::Sign("KRW"), "₩"),
    (Word::Sign("RUB"), "₽"),
    (Word::Sign("ILS"), "₪"),
    (Word::Sign("NGN"), "₦"),
    (Word::Sign("THB"), "฿"),
    (Word::Sign("PHP"), "₱"),
    (Word::Sign("VND"), "₫"),
    (Word::Sign("TRY"), "₺"),
    (Word::Sign("UAH"), "₴"),
    (Word::Sign("CRC"), "₡"),
    (Word::Sign("GEL"), "₾"),
    (Word::Sign("LAK"), "₭"),
    (Word::Sign("KZT"), "₸"),
    (Word::Sign("AZN"), "₼"),
    (Word::Sign("PYG"), "₲"),
    (Word::Sign("GHS"), "₵"),
    (Word::Sign("MNT"), "₮"),
    (Word::Sign("LKR"), "ரூ"),
    (Word::Sign("XBT"), "₿"),
    (Word::Millions("USD"), "musd"),
    (Word::Millions("EUR"), "meur"),
    (Word::Millions("GBP"), "mgbp"),
    (Word::Millions("AUD"), "maud"),
    (Word::Millions("CAD"), "mcad"),
    (Word::Millions("CHF"), "mchf"),
    (Word::Millions("SEK"), "msek"),
    (Word::Millions("NOK"), "mnok"),
    (Word::Millions("DKK"), "mdkk"),
    (Word::Currency(Of(Dollar, "USD")), "dollar dollars dlrs dlr bucks"),
    (Word::Currency(Of(Pound, "GBP")), "pounds quid stg"),
    (Word::Currency(Of(Franc, "CHF")), "franc francs"),
    (Word::Currency(Of(Peso, "MXN")), "peso pesos"),
    (Word::Currency(Of(Rupee, "INR")), "rupee rupees"),
    (Word::Currency(Of(Krone, "DKK")), "krone kroner"),
    (Word::Currency(Of(Dinar, "KWD")), "dinar dinars"),
    (Word::Currency(Of(Rial, "IRR")), "rial rials riyal riyals"),
    (Word::Currency(Of(Crown, "SEK")), "krona kronor crown crowns"),
    (Word::Currency(Of(Won, "KRW")), "won"),
    (Word::Currency(Code("EUR")), "euro euros eur"),
    (Word::Currency(Code("USD")), "usd"),
    (Word::Currency(Code("GBP")), "gbp sterling"),
    (Word::Currency(Code("JPY")), "yen jpy"),
    (Word::Currency(Code("CNY")), "yuan renminbi cny rmb"),
    (Word::Currency(Code("DEM")), "mark marks deutschemarks dm"),
    (Word::Currency(Code("FIM")), "markka"),
    (Word::Currency(Code("ITL")), "lire"),
    (Word::Currency(Of(Lira, "TRY")), "lira liras"),
    (Word::Currency(Code("NLG")), "guilders guilder"),
    (Word::Currency(Code("SAR")), "sar"),
    (Word::Currency(Code("NOK")), "nok"),
    (Word::Currency(Code("SEK")), "sek"),
    (Word::Currency(Code("DKK")), "dkk"),
    (Word::Currency(Code("NZD")), "nzd"),
    (Word::Currency(Code("KRW")), "krw"),
    (Word::Currency(Code("TWD")), "twd"),
    (Word::Currency(Code("MXN")), "mxn"),
    (Word::Currency(Code("BHD")), "bhd"),
    (Word::Currency(Code("TZS")), "tzs"),
    (Word::Currency(Code("KZT")), "tenge"),
    (Word::Currency(Code("RON")), "lei"),
    (Word::Currency(Code("BGN")), "lev leva"),
    (Word::Currency(Code("HRK")), "kuna"),
    (Word::Currency(Code("GHS")), "cedi cedis"),
    (Word::Currency(Code("ETB")), "birr"),
    (Word::Currency(Code("MMK")), "kyat kyats"),
    (Word::Currency(Code("KHR")), "riel riels"),
    (Word::Currency(Code("AFN")), "afghanis"),
    (Word::Currency(Code("PEN")), "soles"),
    (Word::Currency(Code("VES")), "bolivars bolivares"),
    (Word::Currency(Code("PTE")), "escudos escudo"),
    (Word::Currency(Code("GRD")), "drachmas drachma"),
    (Word::Currency(Code("IEP")), "punts punt"),
    (Word::Currency(Code("ZMW")), "kwacha"),
    (Word::Currency(Code("AMD")), "drams"),
    (Word::Currency(Code("XEU")), "ecus ecu"),
    (Word::Currency(Code("RUB")), "ruble rubles rouble roubles"),
    (Word::Currency(Code("INR")), "inr rs rs."),
    (Word::Currency(Code("BRL")), "reais"),
    (Word::Currency(Code("THB")), "baht"),
    (Word::Currency(Code("MYR")), "ringgit rm myr"),
    (Word::Currency(Code("IDR")), "rupiah idr rp"),
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
    (Word::Country(Country(&[(Lira, "TRY")])), "turkish"),
    (Word::Country(Country(&[(Lira, "ITL")])), "italian"),
    (Word::Country(Country(&[(Dollar, "ZWL")])), "zimbabwean zimbabwe"),
    (Word::Country(Country(&[(Dollar, "NAD")])), "namibian"),
    (Word::Country(Country(&[(Dollar, "FJD")])), "fijian fiji"),
    (Word::Country(Country(&[(Peso, "UYU")])), "uruguayan"),
    (Word::Country(Country(&[(Peso, "CUP")])), "cuban"),
    (Word::Country(Country(&[(Rupee, "NPR")])), "nepalese nepali"),
    (Word::Country(Country(&[(Krone, "ISK"), (Crown, "ISK")])), "icelandic"),
    (Word::Country(Country(&[(Crown, "SKK")])), "slovak"),
    (Word::Country(Country(&[(Dinar, "TND")])), "tunisian"),
    (Word::Country(Country(&[(Dinar, "RSD")])), "serbian"),
    (Word::Country(Country(&[(Dinar, "LYD")])), "libyan"),
    (Word::Country(Country(&[(Dinar, "KWD")])), "kuwaiti"),
    (Word::Country(Country(&[(Dinar, "BHD")])), "bahraini"),
    (Word::Country(Country(&[(Rial, "IRR")])), "iranian"),
    (Word::Country(Country(&[(Rial, "OMR")])), "omani"),
    (Word::Country(Country(&[(Rial, "YER")])), "yemeni"),
    (Word::Country(Country(&[(Franc, "RWF")])), "rwandan"),
    (Word::Country(Country(&[(Franc, "XOF")])), "cfa"),
    (
        Word::Country(Country(&[])),
        "finnish dutch chinese japanese russian polish hungarian thai malaysian indonesian israeli spanish german \
         brazilian ukrainian vietnamese kenyan african bangladeshi austrian portuguese greek uae",
    ),
    (Word::Percent, "% percent pct pct. percents pc ％"),
    (Word::Percentage, "percentage"),
    (Word::Basis, "basis"),
    (Word::Points, "point points"),
    (Word::Measure("km"), "km kms kilometer kilometers kilometre kilometres"),
    (Word::Measure("m"), "meter meters metre metres"),
    (Word::Measure("cm"), "cm cms centimeter centimeters centimetre centimetres"),
    (Word::Measure("mm"), "mm millimeter millimeters millimetre millimetres"),
    (Word::Measure("um"), "μm µm um micrometer micrometers micrometre micrometres micron microns"),
    (Word::Measure("nm"), "nm nanometer nanometers nanometre nanometres"),
    (Word::Measure("m2"), "m2 m² sqm"),
    (Word::Measure("m3"), "m3 m³"),
    (Word::Measure("km2"), "km2 km²"),
    (Word::Measure("[sft_i]"), "sqft"),
    (Word::Measure("[mi_i]/[gal_us]"), "mpg"),
    (Word::Measure("m/s"), "m/s"),
    (Word::Measure("[ppb]"), "ppb"),
    (Word::Measure("[ppm]"), "ppm"),
    (Word::Measure("[psi]"), "psi"),
    (Word::Measure("ksi"), "ksi"),
    (Word::Measure("Pa"), "pa pascal pascals"),
    (Word::Measure("kPa"), "kpa kilopascals"),
    (Word::Measure("MPa"), "mpa megapascals"),
    (Word::Measure("GPa"), "gpa gigapascal gigapascals"),
    (Word::Measure("mbar"), "mbar millibar millibars"),
    (Word::Measure("mL"), "ml milliliter milliliters millilitre millilitres"),
    (Word::Measure("cL"), "cl centiliters centilitres"),
    (Word::Measure("kg"), "kg kgs kilogram kilograms kilo kilos kilogramme kilogrammes"),
    (Word::Measure("ug"), "μg µg mcg microgram micrograms"),
    (Word::Measure("kt"), "kiloton kilotons kilotonne kilotonnes"),
    (Word::Measure("Mt"), "megaton megatons megatonne megatonnes"),
    (Word::Measure("Gt"), "gigaton gigatons gigatonne gigatonnes"),
    (Word::Measure("ct"), "carat carats"),
    (Word::Measure("kV"), "kv kilovolt kilovolts"),
    (Word::Measure("mA.h"), "mah"),
    (Word::Measure("A"), "amp amps ampere amperes"),
    (Word::Measure("TW.h"), "twh"),
    (Word::Measure("TW"), "terawatt terawatts"),
    (Word::Measure("J"), "joule joules"),
    (Word::Measure("kJ"), "kj kilojoule kilojoules"),
    (Word::Measure("[Btu]"), "btu btus"),
    (Word::Measure("dB"), "db decibel decibels"),
    (Word::Measure("kHz"), "khz kilohertz"),
    (Word::Measure("kB"), "kb kilobyte kilobytes"),
    (Word::Measure("PB"), "pb petabyte petabytes"),
    (Word::Measure("Gbit/s"), "gbps"),
    (Word::Measure("kbit/s"), "kbps"),
    (Word::Measure("[pt_us]"), "pint pints"),
    (Word::Measure("[qt_us]"), "quart quarts"),
    (Word::Measure("[mi_i]"), "mile miles mi"),
    (Word::Measure("[yd_i]"), "yard yards yd yds"),
    (Word::Measure("[ft_i]"), "foot feet ft ft. ′ '"),
    (Word::Measure("[in_i]"), "inch inches ″ \" in"),
    (Word::Measure("har"), "hectare hectares ha"),
    (Word::Measure("[acr_us]"), "acre acres"),
    (Word::Measure("g"), "gram grams gramme grammes"),
    (Word::Measure("mg"), "mg milligram milligrams"),
    (Word::Measure("t"), "tonne tonnes"),
    (Word::Measure("ton"), "ton tons"),
    (Word::Measure("[lb_av]"), "pound lb lbs lb. lbs."),
    (Word::Measure("[oz_av]"), "ounce ounces oz"),
    (Word::Measure("[bbl_us]"), "barrel barrels bbl"),
    (Word::Measure("[bbl_us]/d"), "bpd"),
    (Word::Measure("[gal_us]"), "gallon gallons"),
    (Word::Measure("[bu_us]"), "bushel bushels"),
    (Word::Measure("L"), "liter liters litre litres l"),
    (Word::Measure("[mi_i]/h"), "mph"),
    (Word::Measure("km/h"), "kph kmh km/h kmph"),
    (Word::Measure("[kn_i]"), "knot knots kt kts"),
    (Word::Measure("W"), "watt watts w"),
    (Word::Measure("kW"), "kw kilowatt kilowatts"),
    (Word::Measure("MW"), "mw megawatt megawatts"),
    (Word::Measure("GW"), "gw gigawatt gigawatts"),
    (Word::Measure("kW.h"), "kwh"),
    (Word::Measure("MW.h"), "mwh"),
    (Word::Measure("GW.h"), "gwh"),
    (Word::Measure("V"), "volt volts"),
    (Word::Measure("[HP]"), "horsepower hp bhp ps"),
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
    (Word::Temperature("Cel"), "celsius centigrade c °c ℃"),
    (Word::Temperature("[degF]"), "fahrenheit f °f ℉"),
    (
        Word::Fate,
        "killed wounded injured dead died arrested missing hurt detained hospitalized homeless displaced murdered \
         slain executed drowned evacuated kidnapped shot abducted",
    ),
    (
        Word::Many,
        "people men women children police troops personnel staff aircraft cattle sheep fish lives wives crew \
         teeth mice deer youth dead",
    ),
    (
        Word::Names,
        "section row flight route highway channel level game unit phase part chapter article page no. number room \
         bus resolution model gate pier psalm suite apt box proposition apollo boeing airbus division type \
         formula group interstate act war",
    ),
];

/// The whole vocabulary.
const ROWS: &Rows<Word> = &with_numbers!(OWN, Word::Other, Word::Number as u8);

/// The vocabulary by the hashes of its words.
static INDEX: Index<Word, { total(ROWS) }> = Index::new(ROWS, Word::Other);

/// A bit for each hash of a word that an amount may start with, by its low bits, and for few others: 4,096
/// bits, so that hardly any other word of a text is looked up for nothing.
static STARTS: [u64; 64] = {
    let (mut bits, mut row) = ([0; 64], 0);
    while row < ROWS.len() {
        if ROWS[row].0.is_start() {
            let (list, mut start, mut at) = (ROWS[row].1.as_bytes(), 0, 0);
            while at <= list.len() {
                if at == list.len() || list[at] == b' ' {
                    let hash = small_word_hash(list.split_at(start).1.split_at(at - start).0);
                    bits[(hash >> 7 & 63) as usize] |= 1 << (hash >> 1 & 63);
                    start = at + 1;
                }
                at += 1;
            }
        }
        row += 1;
    }
    bits
};

impl Word {
    /// Whether an amount may start with the word; "a" is asked for what follows.
    const fn is_start(self) -> bool {
        matches!(
            self,
            Self::Number(_)
                | Self::Half
                | Self::Quarter
                | Self::Minus
                | Self::Dozen
                | Self::Plural(_)
                | Self::Multiple(_)
                | Self::Sign(_)
                | Self::Currency(_)
                | Self::Millions(_)
                | Self::No
        )
    }

    /// Whether an amount may start with the word of that hash. Most words are told by a bit; what passes is
    /// looked up.
    #[inline]
    pub(crate) fn starts(hash: u64) -> bool {
        STARTS[(hash >> 7 & 63) as usize] >> (hash >> 1 & 63) & 1 == 1 && Self::of(hash).is_start()
    }

    /// What the vocabulary has for the word of that hash.
    #[inline]
    pub(crate) fn of(hash: u64) -> Self {
        INDEX.find(hash)
    }
}
