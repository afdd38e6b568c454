//! Cases as data: `tests/cases/AREA.toml`, one `[[case]]` a test.

use std::path::Path;

use serde::de::DeserializeOwned;

/// A sentence of no interest: every case is run after it once more, so that no rule relies on the text's start.
pub(crate) const BEFORE: &str = "Nothing else was known by noon.\n\n";

/// Reads the cases of an area.
pub(crate) fn load<Case: DeserializeOwned>(area: &str) -> Vec<Case> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File<Case> {
        case: Vec<Case>,
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(area).with_extension("toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let file: File<Case> = toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    assert!(!file.case.is_empty(), "{path:?} holds no case");
    file.case
}

/// Fails with every case that went wrong, not only the first.
pub(crate) fn report(area: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{} cases of {area} are wrong:\n\n{}", wrong.len(), wrong.join("\n"));
}
