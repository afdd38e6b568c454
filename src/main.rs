//! The `dateline` command: arguments to exit status. All that it does is in [`dateline::cli`], where tests reach
//! it.

fn main() -> std::process::ExitCode {
    dateline::cli::run()
}
