//! What the file of a picture says of itself.

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Picture {
    /// How large it is shown, if its file says so in a way that is understood.
    pub size: Option<Size>,
    /// Whether its file says where on earth it was taken.
    pub is_located: bool,
}

/// Width and height in pixels, as a browser shows the picture: turned the way that its file asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// The kinds of pictures that are looked at, by extension. What can be scaled without loss has no
/// size of its own.
const LOOKED_AT: &[&str] = &["avif", "gif", "jpeg", "jpg", "png", "webp"];

/// Whether a file with such an extension is looked at.
pub fn is_looked_at(extension: &str) -> bool {
    LOOKED_AT.iter().any(|kind| extension.eq_ignore_ascii_case(kind))
}
