//! Topics of words: clusters of words that stand in like company.
//!
//! A word is a row of how much more often than by chance each of 3,000 common words stands within five words of
//! it in its sentence: positive pointwise mutual information (Church & Hanks 1990: "Word association norms,
//! mutual information, and lexicography"). The rows are scaled to length 1 and clustered by spherical k-means
//! (Dhillon & Modha 2001: "Concept decompositions for large sparse text data using clustering"). Words of sport
//! come together, and words of courts, whatever their grammar: `goalkeeper` and `scored`.

use std::collections::HashMap;

use rayon::prelude::*;

use super::BREAK;

/// A word's neighbours on each side that tell its topic, within its sentence.
const WINDOW: usize = 5;

/// So many of the commonest words tell no topic: they stand beside all words.
const COMMONEST: usize = 80;

/// So many words after the [`COMMONEST`] tell topics: a row's numbers.
const CONTEXTS: usize = 3000;

/// The number of topics.
const TOPICS: usize = 250;

/// Every so many words one is a topic's first centre. 250 centres reach over the 6,000 words behind the
/// commonest, which are frequent enough to have full rows and rare enough to have a topic.
const SEED_STEP: usize = 24;

/// Rounds at most; fewer if one moves less than a word in 200.
const TOPIC_ROUNDS: usize = 20;

/// A word as how much each context tells of it: the numbers of the contexts with values above nought, of length
/// 1 together.
type Row = Vec<(u32, f32)>;

/// The topic of each of `words`, from 1; 0 is none, of words that no context stands near. `words` go from the
/// most frequent one on, and `stream` has the text as the same hashes.
pub(super) fn topics(words: &[u32], stream: &[u32], say: &dyn Fn(&str)) -> Vec<u16> {
    let rows = information(&company(words, stream));
    let mut topic: Vec<u16> = vec![0; words.len()];
    let mut centres = first_centres(&rows);
    for round in 0..TOPIC_ROUNDS {
        let nearest: Vec<u16> = rows.par_iter().map(|row| nearest(row, &centres)).collect();
        let moved = topic.iter().zip(&nearest).filter(|(a, b)| a != b).count();
        topic = nearest;
        say(&format!("topics, round {round}: {moved} of {} moved", topic.len()));
        if moved * 200 < topic.len() {
            break;
        }
        recentre(&mut centres, &rows, &topic);
    }
    topic
}

/// How often each context stands near each word: [`CONTEXTS`] counts a word, word by word.
fn company(words: &[u32], stream: &[u32]) -> Vec<u32> {
    let numbers: HashMap<u32, usize> = words.iter().zip(0..).map(|(word, number)| (*word, number)).collect();
    let contexts = COMMONEST..COMMONEST + CONTEXTS;
    let mut counts = vec![0u32; words.len() * CONTEXTS];
    for sentence in stream.split(|word| *word == BREAK) {
        let sentence: Vec<Option<usize>> = sentence.iter().map(|word| numbers.get(word).copied()).collect();
        for (at, word) in sentence.iter().enumerate() {
            let Some(word) = word else { continue };
            for (other, near) in sentence.iter().enumerate().take(at + WINDOW + 1).skip(at.saturating_sub(WINDOW)) {
                if other != at
                    && let Some(near) = near.filter(|near| contexts.contains(near))
                {
                    counts[word * CONTEXTS + near - COMMONEST] += 1;
                }
            }
        }
    }
    counts
}

/// The rows of words with those counts: the log of how much more often than by chance a context is near, where
/// that is more than nought.
#[expect(clippy::cast_precision_loss, reason = "counts whose logarithms are compared")]
fn information(counts: &[u32]) -> Vec<Row> {
    let mut of_context = vec![0u64; CONTEXTS];
    for row in counts.chunks(CONTEXTS) {
        for (sum, count) in of_context.iter_mut().zip(row) {
            *sum += u64::from(*count);
        }
    }
    let all = of_context.iter().sum::<u64>() as f32;
    counts
        .par_chunks(CONTEXTS)
        .map(|row| {
            let total = row.iter().map(|count| u64::from(*count)).sum::<u64>() as f32;
            let mut known: Row = (0..)
                .zip(row.iter().zip(&of_context))
                .filter(|(_, (count, _))| **count > 0)
                .map(|(context, (count, others))| (context, (*count as f32 * all / (total * *others as f32)).ln()))
                .filter(|(_, information)| *information > 0.0)
                .collect();
            let length = known.iter().map(|(_, value)| value * value).sum::<f32>().sqrt();
            for (_, value) in &mut known {
                *value /= length;
            }
            known
        })
        .collect()
}

/// The first centres, [`CONTEXTS`] numbers each: the rows of words of middling frequency. Where there are too
/// few words, the last centres are nought and nothing is near them.
fn first_centres(rows: &[Row]) -> Vec<f32> {
    let mut centres = vec![0f32; TOPICS * CONTEXTS];
    for (centre, row) in centres.chunks_mut(CONTEXTS).zip(rows.iter().skip(COMMONEST).step_by(SEED_STEP)) {
        for (context, value) in row {
            centre[*context as usize] = *value;
        }
    }
    centres
}

/// The topic whose centre a row is nearest to, by the cosine, from 1; of equally near ones the first. 0 for a
/// row of nothing.
fn nearest(row: &Row, centres: &[f32]) -> u16 {
    if row.is_empty() {
        return 0;
    }
    let likeness = |centre: &[f32]| row.iter().map(|(at, value)| centre[*at as usize] * value).sum::<f32>();
    let (mut best, mut most) = (0, f32::MIN);
    for (number, centre) in (1..).zip(centres.chunks(CONTEXTS)) {
        let like = likeness(centre);
        if like > most {
            (best, most) = (number, like);
        }
    }
    best
}

/// Makes each centre the sum of the rows of its topic, scaled to length 1.
fn recentre(centres: &mut [f32], rows: &[Row], topic: &[u16]) {
    centres.fill(0.0);
    for (row, topic) in rows.iter().zip(topic).filter(|(_, topic)| **topic > 0) {
        let centre = &mut centres[(usize::from(*topic) - 1) * CONTEXTS..][..CONTEXTS];
        for (context, value) in row {
            centre[*context as usize] += value;
        }
    }
    for centre in centres.chunks_mut(CONTEXTS) {
        let length = centre.iter().map(|value| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        for value in centre {
            *value /= length;
        }
    }
}
