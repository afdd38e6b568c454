#![no_main]

dateline_fuzz::target!();
