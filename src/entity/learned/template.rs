//! The templates of features: what each looks at, and its number.

/// What a feature looks at. The number is the model's: a template keeps it for as long as a model is in use. Where a
/// template is asked for several places or lengths, it has as many numbers, of which this is the first
/// ([`Template::nth`]).
#[derive(Clone, Copy)]
#[repr(u32)]
pub(super) enum Template {
    /// How the text is written, and whether a sentence starts here.
    WrittenStart = 0,
    /// The word at each of five places, from two before on.
    WordNear = 1,
    /// Word and shape, of the token and its neighbours.
    WordShapeNext = 6,
    /// The word before, and this one.
    WordsBefore = 9,
    /// This word, and the one behind.
    WordsAfter = 10,
    /// The words before and behind.
    WordsAround = 11,
    /// The word four places before.
    WordFourBefore = 14,
    /// The word three places before.
    WordThreeBefore = 15,
    /// The word three places behind.
    WordThreeAfter = 16,
    /// The word four places behind.
    WordFourAfter = 17,
    /// The case at each of five places.
    CaseNear = 18,
    /// The shape, of the token and its neighbours.
    ShapeNext = 23,
    /// The cases before, here and behind.
    CasesAround = 26,
    /// The cases here and of the two behind.
    CasesAhead = 27,
    /// The case, and whether a sentence starts here.
    CaseStart = 29,
    /// The word, and whether a sentence starts here.
    WordStart = 30,
    /// The length in bytes to 12, and the case.
    LengthCase = 31,
    /// Its first bytes, from one to six.
    Prefix = 32,
    /// Its last bytes, from one to six.
    Suffix = 38,
    /// Three last bytes of the word before.
    SuffixThreeBefore = 44,
    /// Two last bytes of the word before.
    SuffixTwoBefore = 45,
    /// Three last bytes of the word behind.
    SuffixThreeAfter = 46,
    /// Two last bytes of the word behind.
    SuffixTwoAfter = 47,
    /// The word list's classes at each of five places.
    ClassesNear = 48,
    /// The classes of the word before, and here.
    ClassesBefore = 53,
    /// The classes here, and of the word behind.
    ClassesAfter = 54,
    /// The classes, the case and the start.
    ClassesCase = 55,
    /// The classes of the words before and behind.
    ClassesAround = 56,
    /// How often the word has a capital, of the token and its neighbours.
    ShareNext = 59,
    /// How often it has a capital, its case, the start, the style.
    ShareCase = 62,
    /// The fine cluster at each of five places, every other number.
    FineNear = 63,
    /// The coarse cluster at each of five places, every other number.
    CoarseNear = 64,
    /// The coarse clusters of the word before, and here.
    CoarseBefore = 73,
    /// The coarse clusters here, and of the word behind.
    CoarseAfter = 74,
    /// The fine clusters of the word before, and here.
    FineBefore = 75,
    /// The fine clusters here, and of the word behind.
    FineAfter = 76,
    /// The fine clusters of the words before and behind.
    FineAround = 77,
    /// The fine cluster, the case and the start.
    FineCase = 78,
    /// What gazetteers have at each of five places.
    ListedNear = 79,
    /// What gazetteers have that is just the run of capitals.
    ListedFull = 84,
    /// What gazetteers have before, and here.
    ListedBefore = 85,
    /// What gazetteers have here, and behind.
    ListedAfter = 86,
    /// What gazetteers have, and how often the word has a capital.
    ListedShare = 87,
    /// What gazetteers have, and the word's classes.
    ListedClasses = 88,
    /// What gazetteers have, and the word before.
    ListedWordBefore = 89,
    /// What gazetteers have, and the word behind.
    ListedWordAfter = 90,
    /// The rule that proposes a name, of the token and its neighbours.
    ProposedNear = 91,
    /// The type that rules propose, and what gazetteers have.
    ProposedListed = 94,
    /// The rule that proposes, and the fine cluster.
    ProposedFine = 95,
    /// The types that rules propose before, here and behind.
    ProposedAround = 96,
    /// The last word of the run of capitals.
    RunLast = 98,
    /// Its first word.
    RunFirst = 99,
    /// The word before the run.
    RunWordBefore = 100,
    /// The word behind it.
    RunWordAfter = 101,
    /// The two.
    RunWordsAround = 102,
    /// The classes of the word before the run.
    RunClassesBefore = 103,
    /// The classes of the word behind it.
    RunClassesAfter = 104,
    /// The fine cluster of the word before the run.
    RunFineBefore = 105,
    /// The fine cluster of the word behind it.
    RunFineAfter = 106,
    /// The nearest key words in the run.
    RunKeys = 107,
    /// The title or role before, and the case.
    TitleBefore = 108,
    /// Whether a verb of speech is near.
    SpeechNear = 109,
    /// That it stands alone between quotation marks, and the case.
    QuotedCase = 110,
    /// That it stands alone between quotation marks.
    Quoted = 111,
    /// The noun that says what the name is.
    Definition = 112,
    /// The fine cluster of that noun.
    DefinitionFine = 113,
    /// The topic at each of five places.
    TopicNear = 114,
    /// The topic, and the case.
    TopicCase = 119,
    /// Topics of the four words before, and of the four behind.
    TopicAround = 120,
    /// The first part of a compound.
    FirstPart = 130,
    /// The last part of a compound.
    LastPart = 131,
    /// The guidelines alone.
    Guided = 134,
    /// The guidelines, and the word.
    GuidedWord = 135,
    /// The guidelines, and its classes.
    GuidedClasses = 136,
    /// The guidelines, and what gazetteers have.
    GuidedListed = 137,
    /// The guidelines, and the rule that proposes.
    GuidedProposed = 138,
    /// The guidelines, and the fine cluster.
    GuidedFine = 139,
    /// The guidelines, and the word before.
    GuidedWordBefore = 140,
    /// The guidelines, and the word behind.
    GuidedWordAfter = 141,
    /// The guidelines, and the last word of the run.
    GuidedRunLast = 142,
    /// The guidelines, and three last bytes.
    GuidedSuffix = 143,
    /// The guidelines, case, start and style.
    GuidedForm = 144,
    /// The guidelines, and the word before the run.
    GuidedRunBefore = 145,
    /// The guidelines, and the word behind it.
    GuidedRunAfter = 146,
    /// The guidelines, and what gazetteers have that is just the run.
    GuidedListedFull = 147,
    /// The guidelines, and the cases here and behind.
    GuidedCases = 148,
    /// The commonest role of the form elsewhere in the article, and the role here.
    ArticleShare = 160,
    /// That role, the case and the start.
    ArticleShareCase = 161,
    /// That role, the role here, and whether the word is a common one.
    ArticleRole = 162,
    /// Each role of the form elsewhere with its count to three, and the role here.
    ArticleCount = 163,
    /// The same, and the case.
    ArticleCountCase = 164,
    /// The commonest role where the word stands alone.
    ArticleAlone = 165,
    /// That the form is nowhere else.
    ArticleNowhere = 166,
    /// The commonest role in the pair with the next word.
    ArticlePairAfter = 167,
    /// The commonest role in the pair with the word before.
    ArticlePairBefore = 168,
    /// The commonest role of the word before.
    ArticleRoleBefore = 169,
    /// The commonest role of the word behind.
    ArticleRoleAfter = 170,
    /// The commonest roles of the word before, and here.
    ArticleRolesBefore = 171,
    /// The commonest roles of the word behind, and here.
    ArticleRolesAfter = 172,
    /// The role of the name that the capitals are the initials of.
    ArticleAcronym = 173,
    /// The classes by word vectors on four levels, at each of five places.
    ClassNear = 180,
    /// The classes by word vectors on four levels, the case and the start.
    ClassCase = 200,
    /// The guidelines, and the class of 1,000.
    GuidedClass = 204,
    /// The guidelines, and the class of 250.
    GuidedClassMiddle = 205,
}

impl Template {
    /// The number of its `n`th place or length, from 0.
    #[inline]
    pub(super) const fn nth(self, n: u32) -> u32 {
        self as u32 + n
    }
}

impl From<Template> for u32 {
    #[inline]
    fn from(template: Template) -> Self {
        template as Self
    }
}
