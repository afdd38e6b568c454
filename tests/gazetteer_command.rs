//! `dateline gazetteer`, and a user's own files in every form.

use std::fs;
use std::io::Write;

use dateline::{EntityType, Gazetteer};

use crate::command::Folder;

const TSV: &str = "name\ttype\tsubtype\tlink\tcountry\tvalid_from\tvalid_to\tprior\tnote\n\
    Nora Vance\tPER\tpolitician\tmine:1\tNO\t2019-05-20\t2023\t7\tHarbour Minister\n\
    Blue Lamp Trust\tORG\tngo\tmine:2\t\t\t\t\t\n";
const CSV: &str = "name,type,subtype,link,country,valid_from,valid_to,prior,note\n\
    Nora Vance,PER,politician,mine:1,NO,2019-05-20,2023,7,Harbour Minister\n\
    \"Blue Lamp Trust\",ORG,ngo,mine:2\n";
const JSON_LINES: &str = concat!(
    r#"{"name": "Nora Vance", "type": "PER", "subtype": "politician", "link": "mine:1", "country": "NO", "#,
    r#""valid_from": "2019-05-20", "valid_to": "2023", "prior": 7, "note": "Harbour Minister"}"#,
    "\n",
    r#"{"type": "ORG", "name": "Blue Lamp Trust", "subtype": "ngo", "link": "mine:2", "country": null}"#,
);

#[test]
fn every_form_says_the_same() {
    let folder = Folder::with(&[("a.tsv", TSV), ("a.csv", CSV), ("a.jsonl", JSON_LINES)]);
    let compiled = folder.run(&["gazetteer", "compile", "a.csv", "-o", "a.gaz"]);
    assert_eq!((compiled.status, compiled.out.as_str()), (0, ""), "{}", compiled.err);
    for (file, source) in [("a.tsv", "a.tsv"), ("a.csv", "a.csv"), ("a.jsonl", "a.jsonl"), ("a.gaz", "a.csv")] {
        let ran = folder.run(&["gazetteer", "find", "nora vance", "--gazetteer", file]);
        assert_eq!(ran.out, "", "small letters do not name a person");
        let ran = folder.run(&["gazetteer", "find", "Nora Vance", "--gazetteer", file]);
        let expected = format!(
            "PER\tpolitician\tNora Vance\tmine:1\tNO\t7\t2019-05-20\t2023-12-31\tHarbour Minister\t{source}\t{file}"
        );
        assert_eq!(ran.out.lines().nth(1), Some(expected.as_str()), "{}", ran.err);
        let ran = folder.run(&["gazetteer", "find", "Blue Lamp Trust", "--gazetteer", file]);
        assert!(ran.out.contains("\tmine:2\t\t1\t\t\t\t"), "{}", ran.out);
    }
}

#[test]
fn lists_want_a_type() {
    let folder = Folder::with(&[("ships.txt", "Marrow Queen\n\nNorth Wind\n"), ("a.txt", "The Marrow Queen sank.")]);
    let ran = folder.run(&["gazetteer", "find", "North Wind", "--gazetteer", "ships.txt", "--type", "MISC"]);
    assert!(ran.out.contains("MISC\t\tNorth Wind"), "{}{}", ran.out, ran.err);
    let ran = folder.run(&["show", "a.txt", "--json", "--gazetteer", "ships.txt", "--type", "MISC"]);
    assert!(ran.out.contains(r#""text":"Marrow Queen""#), "{}{}", ran.out, ran.err);
    let ran = folder.run(&["gazetteer", "find", "North Wind", "--gazetteer", "ships.txt"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!("list_without_type", ran.err);
}

#[test]
fn later_files_override_earlier_ones() {
    let folder = Folder::with(&[
        ("a.tsv", "name\ttype\tlink\nOld Mill\tLOC\tmine:1\nNew Mill\tLOC\tmine:2\n"),
        ("b.tsv", "name\ttype\tlink\nOLD-MILL\tORG\tmine:3\nOld Mill\tORG\tmine:4\n"),
    ]);
    let files = ["a.tsv", "b.tsv"].map(|file| folder.path(file));
    let mut both = Gazetteer::default();
    for file in &files {
        both.add_file(file).unwrap();
    }
    let first = |gazetteer: &Gazetteer, name: &str| gazetteer.find(name).next().unwrap().link().unwrap().to_owned();
    assert_eq!((first(&both, "Old Mill"), first(&both, "New Mill")), ("mine:4".to_owned(), "mine:2".to_owned()));
    assert_eq!(both.find("Old Mill").count(), 3);
    fs::write(folder.path("c.gaz"), Gazetteer::compile(&files, None).unwrap()).unwrap();
    let mut compiled = Gazetteer::default();
    compiled.add_file(&folder.path("c.gaz")).unwrap();
    assert_eq!(compiled.find("Old Mill").count(), 2);
    assert_eq!(
        (first(&compiled, "Old Mill"), first(&compiled, "New Mill")),
        ("mine:4".to_owned(), "mine:2".to_owned())
    );
}

#[test]
fn bad_lines_are_told_with_file_line_and_column() {
    let folder = Folder::with(&[
        (
            "lines.tsv",
            "name\ttype\tsubtype\tlink\tcountry\tprior\tvalid_from\n\
             ...\tPER\n\
             Ana\tPERSON\n\
             Ana\tLOC\ttown\n\
             Ana\tLOC\t\tQ5\n\
             Ana\tLOC\t\t\tde\n\
             Ana\tLOC\t\t\t\tmany\n\
             Ana\tPER\t\t\t\t\t31 May\n\
             Ana\tPER\t\t\t\t\t\tmore\n\
             Ana\tPER\n",
        ),
        ("unknown-column.tsv", "name\tkind\nA\tPER\n"),
        ("no-type.tsv", "name\nA\n"),
        ("empty.tsv", ""),
        ("cells.csv", "name,type\nAna,PER\n\"Bo\nBo\",PER\nCy,PER,x\n"),
        ("type.csv", "name,type\nAna,PER\nBo,person\n"),
        ("broken.jsonl", "{\"name\": \"Ana\", \"type\": \"PER\"}\n{\"name\": \"Bo\"\n"),
        ("key.jsonl", "{\"name\": \"Ana\", \"kind\": \"PER\"}\n"),
        ("value.jsonl", "{\"name\": \"Ana\", \"type\": \"PER\", \"link\": [1]}\n"),
        ("text.gaz", "name\ttype\nAna\tPER\n"),
    ]);
    let files: Vec<&str> = vec![
        "lines.tsv",
        "unknown-column.tsv",
        "no-type.tsv",
        "empty.tsv",
        "cells.csv",
        "type.csv",
        "broken.jsonl",
        "key.jsonl",
        "value.jsonl",
        "text.gaz",
        "missing.tsv",
    ];
    let ran = folder.run(&[&["gazetteer", "check"], files.as_slice()].concat());
    assert_eq!(ran.status, 1);
    insta::assert_snapshot!("bad_gazetteer_lines", format!("{}---\n{}", ran.err, ran.out));
    let ran = folder.run(&["gazetteer", "find", "Ana", "--gazetteer", "text.gaz"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!("bad_compiled_gazetteer", ran.err);
}

#[test]
fn damaged_compiled_files_are_errors_or_find_less() {
    let folder = Folder::with(&[("a.tsv", TSV)]);
    let bytes = Gazetteer::compile(&[folder.path("a.tsv")], None).unwrap();
    let file = folder.path("a.gaz");
    let open = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        let mut gazetteer = Gazetteer::default();
        gazetteer.add_file(&file).map(|()| gazetteer)
    };
    for len in 0..bytes.len() {
        assert!(open(&bytes[..len]).is_err(), "{len} bytes");
    }
    for at in 0..bytes.len() {
        let mut bad = bytes.clone();
        bad[at] ^= 0xff;
        for entry in open(&bad).iter().flat_map(|gazetteer| gazetteer.find("Nora Vance")) {
            let _ = (entry.kind(), entry.subtype(), entry.country(), entry.canonical(), entry.link(), entry.prior());
            let _ = (entry.note(), entry.source(), entry.valid());
        }
    }
    let mut other = bytes;
    other[7] = b'1';
    assert!(open(&other).unwrap_err().to_string().contains("another version"));
}

/// A dump in the form of Wikidata's own; every item is made up, but for the classes.
const DUMP: &str = include_str!("data/wikidata.json");

#[test]
fn wikidata_dumps_become_gazetteers() {
    let folder = Folder::with(&[("dump.json", DUMP)]);
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(DUMP.as_bytes()).unwrap();
    fs::write(folder.path("dump.json.gz"), gz.finish().unwrap()).unwrap();
    let mut bz2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    bz2.write_all(DUMP.as_bytes()).unwrap();
    fs::write(folder.path("dump.json.bz2"), bz2.finish().unwrap()).unwrap();
    for dump in ["dump.json", "dump.json.gz", "dump.json.bz2"] {
        let ran = folder.run(&["gazetteer", "import-wikidata", dump, "-o", "out.tsv"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        insta::assert_snapshot!("wikidata", folder.read("out.tsv"));
    }
    let ran = folder.run(&["gazetteer", "check", "out.tsv"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_file(&folder.path("out.tsv")).unwrap();
    let minister = gazetteer.find("Nora Vance").next().unwrap();
    assert_eq!(
        (minister.kind(), minister.note(), minister.country()),
        (EntityType::Per, "Minister of Harbours", Some("VO"))
    );

    let ran = folder.run(&["gazetteer", "import-wikidata", "dump.json", "-o", "out.tsv", "--min-sitelinks", "3"]);
    assert_eq!((ran.status, folder.read("out.tsv").contains("Nora Vance")), (0, false), "{}", ran.err);
    fs::write(folder.path("bad.json"), "[\n{\"id\": \"Q1\"},\n{\"id\": \n]\n").unwrap();
    let ran = folder.run(&["gazetteer", "import-wikidata", "bad.json", "-o", "out.tsv"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!("bad_dump", ran.err);
}

#[test]
fn an_office_is_found_as_of_a_day() {
    let folder = Folder::with(&[]);
    let find = |day: &str| folder.run(&["gazetteer", "find", "Russian foreign minister", "--date", day]);
    assert!(find("2012-05-03").out.contains("\tSergei Lavrov\t"));
    assert!(find("2000-05-03").out.contains("\tIgor Ivanov\t"));
    let ran = folder.run(&["gazetteer", "find", "Barack Obama", "--date", "2020-05-03"]);
    assert!(!ran.out.contains("\tPresident\t"), "{}", ran.out);
}

#[test]
fn a_flipped_bit_of_a_compiled_gazetteer_is_told() {
    let folder = Folder::with(&[("a.tsv", "name\ttype\tlink\nBlue Lamp Trust\tORG\tmine:1\nAna Silva\tPER\tmine:2\n")]);
    let whole = Gazetteer::compile(&[folder.path("a.tsv")], None).unwrap();
    let file = folder.path("a.gaz");
    for bit in (0..whole.len() * 8).step_by(7) {
        let mut flipped = whole.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        fs::write(&file, &flipped).unwrap();
        assert!(Gazetteer::default().add_file(&file).is_err(), "bit {bit}");
    }
    fs::write(&file, &whole).unwrap();
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_file(&file).unwrap();
    // What becomes of the file afterwards changes nothing.
    fs::write(&file, "").unwrap();
    assert_eq!(gazetteer.find("Ana Silva").count(), 1);
}

#[test]
fn many_rows_of_one_name_and_long_cells() {
    let row = |n: usize| format!("Ana Silva\tPER\tmine:{n}\n");
    let rows: String = (0..100_000).map(row).collect();
    let long = "x".repeat(70_000);
    let folder = Folder::with(&[
        ("many.tsv", &format!("name\ttype\tlink\n{rows}")),
        ("long.tsv", &format!("name\ttype\tnote\nAna Silva\tPER\tshort\nEli Roth\tPER\t{long}\n")),
    ]);
    let mut gazetteer = Gazetteer::default();
    gazetteer.add_file(&folder.path("many.tsv")).unwrap();
    assert_eq!(gazetteer.find("Ana Silva").count(), 100_000);
    let error = gazetteer.add_file(&folder.path("long.tsv")).unwrap_err();
    assert!(error.to_string().ends_with("long.tsv:3: column note: 70000 bytes; a cell may have 65535"), "{error}");
}
