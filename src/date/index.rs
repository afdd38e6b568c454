//! Word lists with a hash table that the compiler builds.

/// Rows of words: what the words of a row stand for, and the words in lower case, apart by blanks. No word stands twice.
pub(super) type Rows<T> = [(T, &'static str)];

/// Where a word stands: its row and its place in it; `len` 0 is an empty slot.
#[derive(Clone, Copy)]
struct Slot {
    row: u16,
    start: u16,
    len: u16,
}

const SLOTS: usize = 1024;

/// The hash table of a word list.
pub(super) struct Index {
    slots: [Slot; SLOTS],
    /// For each first byte, the lengths of the words that start with it, as bits; and their middle bytes' low five bits. Most words
    /// of a text are told apart here.
    lengths: [u32; 128],
    middles: [u32; 128],
}

impl Index {
    /// The table of `rows`.
    #[expect(clippy::cast_possible_truncation, reason = "rows and words are short, and try_from is not const")]
    pub(super) const fn new<T>(rows: &Rows<T>) -> Self {
        let mut slots = [Slot { row: 0, start: 0, len: 0 }; SLOTS];
        let (mut lengths, mut middles) = ([0_u32; 128], [0_u32; 128]);
        let mut row = 0;
        while row < rows.len() {
            let bytes = rows[row].1.as_bytes();
            let (mut start, mut at) = (0, 0);
            while at <= bytes.len() {
                if at == bytes.len() || bytes[at] == b' ' {
                    let (_, word) = bytes.split_at(start);
                    let (word, _) = word.split_at(at - start);
                    let mut slot = hash(word);
                    while slots[slot].len > 0 {
                        slot = (slot + 1) % SLOTS;
                    }
                    slots[slot] = Slot { row: row as u16, start: start as u16, len: word.len() as u16 };
                    let first = (word[0] & 127) as usize;
                    lengths[first] |= 1 << word.len();
                    middles[first] |= 1 << (word[word.len() / 2] & 31);
                    start = at + 1;
                }
                at += 1;
            }
            row += 1;
        }
        Self { slots, lengths, middles }
    }

    /// What `word` stands for in `rows`, which must be those of the table, without regard to ASCII case.
    #[inline]
    pub(super) fn find<T: Copy>(&self, rows: &Rows<T>, word: &str) -> Option<T> {
        let bytes = word.as_bytes();
        let first = usize::from(bytes.first()?.to_ascii_lowercase() & 127);
        let middle = bytes[bytes.len() / 2] & 31;
        if bytes.len() > 31 || self.lengths[first] & 1 << bytes.len() == 0 || self.middles[first] & 1 << middle == 0 {
            return None;
        }
        self.probe(rows, bytes)
    }

    fn probe<T: Copy>(&self, rows: &Rows<T>, bytes: &[u8]) -> Option<T> {
        let mut at = hash(bytes);
        loop {
            let slot = self.slots[at];
            if slot.len == 0 {
                return None;
            }
            if usize::from(slot.len) == bytes.len() {
                let (meaning, words) = rows[usize::from(slot.row)];
                let start = usize::from(slot.start);
                if words.as_bytes()[start..start + bytes.len()].eq_ignore_ascii_case(bytes) {
                    return Some(meaning);
                }
            }
            at = (at + 1) % SLOTS;
        }
    }
}

const fn hash(word: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        hash = (hash ^ word[at].to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    (hash ^ hash >> 15) as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &Rows<u8> = &[(1, "monday mon mon."), (2, "’s")];

    static INDEX: Index = Index::new(ROWS);

    #[test]
    fn finds_the_words_of_its_rows_only() {
        for (word, row) in
            [("Monday", Some(1)), ("mon.", Some(1)), ("’s", Some(2)), ("mo", None), ("", None), ("monda y", None)]
        {
            assert_eq!(INDEX.find(ROWS, word), row, "{word:?}");
        }
    }
}
