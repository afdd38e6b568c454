//! The `dateline` command.

fn main() -> std::process::ExitCode {
    dateline::cli::run()
}
