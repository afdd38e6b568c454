//! Words by which two wordings of one thing differ in meaning, or do not.

/// Words that turn the meaning of a sentence, apart by blanks: "will" and "will not" are two things to say.
pub(crate) const TURNING: &str = "not no never none nobody nothing neither nor without cannot can't won't don't doesn't \
                                  didn't isn't aren't wasn't weren't wouldn't couldn't shouldn't hasn't haven't hadn't \
                                  hardly unlikely";

/// Articles, which turn nothing, apart by blanks.
pub(crate) const ARTICLES: &str = "a an the";
