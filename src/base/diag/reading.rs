//! What is wrong with a file before anything in it is: it cannot be read, is no text, has two versions of
//! itself, or says more than its publisher may know.

use super::{Code, Diagnostic, Place};
use crate::base::path::SourcePath;
use crate::base::world::ReadFault;

/// A file that cannot be read.
pub fn unreadable(file: &SourcePath, fault: &ReadFault) -> Diagnostic {
    let (code, hint) = match fault {
        ReadFault::TooLarge { .. } => (Code::FileTooLarge, None),
        ReadFault::NotAFile => (Code::NotAFile, Some("put the file itself in its place")),
        ReadFault::Missing | ReadFault::Failed(_) => (Code::Unreadable, None),
    };
    let diagnostic = Diagnostic::new(code, format!("`{file}` cannot be read: {fault}")).at(Place::file(file));
    match hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

/// A picture that is published and says where it was taken; the place is where it is named.
pub fn located(file: &SourcePath) -> Diagnostic {
    Diagnostic::new(Code::LocatedPicture, format!("`{file}` says where it was taken"))
        .hint("remove the place, for instance with `exiftool -gps:all= -xmp:all= FILE`")
}

/// Two versions of which version control left both; the place is the line that begins the first.
pub fn unmerged(place: Place) -> Diagnostic {
    Diagnostic::new(Code::MergeConflict, "two versions of a text that nobody has merged")
        .at(place)
        .hint("keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`")
}

/// The text of a file.
///
/// # Errors
/// Where it is not UTF-8: the first byte that is not, and its line.
pub fn text<'a>(file: &SourcePath, bytes: &'a [u8]) -> Result<&'a str, Box<Diagnostic>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
        let byte = bytes.get(at).copied().unwrap_or_default();
        let message = format!("`{file}` is not UTF-8: byte {byte:#04x} in line {line}");
        Box::new(Diagnostic::new(Code::NotUtf8, message).at(Place::file(file)).hint("save the file as UTF-8"))
    })
}
