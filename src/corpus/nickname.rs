//! Given names and their short forms.
//!
//! `bill`, `will` and `william` are forms of one name, and so "Bill Foster" may be William Foster. A form may belong to
//! several groups (`alex` is Alexander and Alexandra, `ted` Edward and Theodore); two forms are one name where any
//! group has both. That does not go on: `ed` and `theo` share no group, though each shares one with `ted`.
//!
//! The groups are what a reader of English news knows, with a few of the Russian and Spanish names that it brings;
//! spellings that differ in a letter ("Viktor") need none, since [`name`](super::name) finds these.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lexicon::en::name_form::SHORT_FORMS;

/// The groups of each form, as bits.
static GROUPS_OF: LazyLock<HashMap<&str, u128>> = LazyLock::new(|| {
    const { assert!(SHORT_FORMS.len() <= 128, "a group has a bit") };
    let mut groups = HashMap::new();
    for (number, group) in SHORT_FORMS.iter().enumerate() {
        for form in group.split(' ') {
            *groups.entry(form).or_default() |= 1 << number;
        }
    }
    groups
});

/// Whether both are forms of one given name. Both are folded; a name that is in no group is nobody's form, not even its
/// own.
pub(super) fn same(a: &str, b: &str) -> bool {
    let groups = |name: &str| GROUPS_OF.get(name).copied().unwrap_or_default();
    groups(a) & groups(b) != 0
}
