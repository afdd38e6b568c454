//! How often a program's parts ran: the same number every time, whatever else the machine does.
//!
//! A build with `RUSTFLAGS="--cfg counted -Cprofile-generate -Cllvm-args=-disable-vp"` counts in every loop and at most
//! branches, also in code of the standard library and of crates that is generic or inlined. What it does not see is
//! compiled already: copies and searches of bytes in the standard library and in C. Without the setting there is
//! nothing to count; it is no feature, since the one without the other flag would not link.

/// How many blocks of code have run so far; nothing where the build does not count.
pub fn blocks() -> Option<u64> {
    #[cfg(counted)]
    return Some(counters::sum());
    #[cfg(not(counted))]
    None
}

/// The counters that the compiler puts into the program, as LLVM's run-time library hands them out.
#[cfg(counted)]
#[allow(unsafe_code)]
mod counters {
    use std::ffi::{CStr, c_char};
    use std::sync::Once;

    unsafe extern "C" {
        fn __llvm_profile_begin_counters() -> *const u64;
        fn __llvm_profile_end_counters() -> *const u64;
        fn __llvm_profile_set_filename(name: *const c_char);
    }

    /// The file for the counters at the program's end: they are used up then.
    const NOWHERE: &CStr = c"/dev/null";

    /// The sum of all counters.
    pub(super) fn sum() -> u64 {
        static NAMED: Once = Once::new();
        // SAFETY: the name lives as long as the program.
        NAMED.call_once(|| unsafe { __llvm_profile_set_filename(NOWHERE.as_ptr()) });
        // SAFETY: both are the bounds of one section of the program, which is made of such numbers and is never moved.
        let (first, end) = unsafe { (__llvm_profile_begin_counters(), __llvm_profile_end_counters()) };
        let count = (end.addr() - first.addr()) / size_of::<u64>();
        // SAFETY: `at` is below the section's length. Other threads may count meanwhile: a number is read at once, from
        // its own place.
        (0..count).fold(0, |sum: u64, at| sum.wrapping_add(unsafe { first.add(at).read_volatile() }))
    }
}
