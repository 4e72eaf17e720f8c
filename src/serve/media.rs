//! Content types, by the ending of a path.
//!
//! **Invariant:** every text has `charset=utf-8`, and what is not known is a plain download:
//! with `nosniff`, nothing is taken for a script or a page that is not one.

/// What an output is, for HTTP.
#[derive(Debug, PartialEq, Eq)]
pub struct Media {
    ending: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
}

const UNKNOWN: Media = Media { ending: "", content_type: "application/octet-stream" };

/// By ending (lower case), sorted.
const KNOWN: &[Media] = &[
    Media { ending: "atom", content_type: "application/atom+xml; charset=utf-8" },
    Media { ending: "avif", content_type: "image/avif" },
    Media { ending: "css", content_type: "text/css; charset=utf-8" },
    Media { ending: "csv", content_type: "text/csv; charset=utf-8" },
    Media { ending: "flac", content_type: "audio/flac" },
    Media { ending: "geojson", content_type: "application/geo+json; charset=utf-8" },
    Media { ending: "gif", content_type: "image/gif" },
    Media { ending: "gz", content_type: "application/gzip" },
    Media { ending: "htm", content_type: "text/html; charset=utf-8" },
    Media { ending: "html", content_type: "text/html; charset=utf-8" },
    Media { ending: "ico", content_type: "image/x-icon" },
    Media { ending: "ics", content_type: "text/calendar; charset=utf-8" },
    Media { ending: "jpeg", content_type: "image/jpeg" },
    Media { ending: "jpg", content_type: "image/jpeg" },
    Media { ending: "js", content_type: "text/javascript; charset=utf-8" },
    Media { ending: "json", content_type: "application/json; charset=utf-8" },
    Media { ending: "jsonld", content_type: "application/ld+json; charset=utf-8" },
    Media { ending: "jxl", content_type: "image/jxl" },
    Media { ending: "m4a", content_type: "audio/mp4" },
    Media { ending: "m4v", content_type: "video/mp4" },
    Media { ending: "map", content_type: "application/json; charset=utf-8" },
    Media { ending: "md", content_type: "text/markdown; charset=utf-8" },
    Media { ending: "mjs", content_type: "text/javascript; charset=utf-8" },
    Media { ending: "mov", content_type: "video/quicktime" },
    Media { ending: "mp3", content_type: "audio/mpeg" },
    Media { ending: "mp4", content_type: "video/mp4" },
    Media { ending: "oga", content_type: "audio/ogg" },
    Media { ending: "ogg", content_type: "audio/ogg" },
    Media { ending: "ogv", content_type: "video/ogg" },
    Media { ending: "opus", content_type: "audio/ogg" },
    Media { ending: "otf", content_type: "font/otf" },
    Media { ending: "pdf", content_type: "application/pdf" },
    Media { ending: "png", content_type: "image/png" },
    Media { ending: "rss", content_type: "application/rss+xml; charset=utf-8" },
    Media { ending: "svg", content_type: "image/svg+xml; charset=utf-8" },
    Media { ending: "ttf", content_type: "font/ttf" },
    Media { ending: "txt", content_type: "text/plain; charset=utf-8" },
    Media { ending: "vtt", content_type: "text/vtt; charset=utf-8" },
    Media { ending: "wasm", content_type: "application/wasm" },
    Media { ending: "wav", content_type: "audio/wav" },
    Media { ending: "weba", content_type: "audio/webm" },
    Media { ending: "webm", content_type: "video/webm" },
    Media { ending: "webmanifest", content_type: "application/manifest+json; charset=utf-8" },
    Media { ending: "webp", content_type: "image/webp" },
    Media { ending: "woff", content_type: "font/woff" },
    Media { ending: "woff2", content_type: "font/woff2" },
    Media { ending: "xml", content_type: "application/xml; charset=utf-8" },
    Media { ending: "xsl", content_type: "application/xml; charset=utf-8" },
    Media { ending: "zip", content_type: "application/zip" },
];

impl Media {
    /// By the ending of a path.
    pub fn of(path: &str) -> &'static Media {
        let name = path.rsplit('/').next().unwrap_or_default();
        let Some((_, ending)) = name.rsplit_once('.') else { return &UNKNOWN };
        let ending = ending.to_ascii_lowercase();
        KNOWN.binary_search_by(|known| known.ending.cmp(ending.as_str())).map_or(&UNKNOWN, |at| &KNOWN[at])
    }

    /// Whether a browser shows it as a page, so that it can take our script.
    pub fn is_page(&self) -> bool {
        matches!(self.ending, "html" | "htm")
    }

    /// Whether it is a style sheet.
    pub fn is_style(&self) -> bool {
        self.ending == "css"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(KNOWN.is_sorted_by(|a, b| a.ending < b.ending));
    }

    #[test]
    fn texts_say_their_charset() {
        for media in KNOWN {
            let text = ["text/", "json", "xml"].iter().any(|part| media.content_type.contains(part));
            assert_eq!(media.content_type.ends_with("; charset=utf-8"), text, "{}", media.ending);
        }
    }

    #[test]
    fn the_ending_decides() {
        assert!(Media::of("a/index.html").is_page());
        assert!(Media::of("A.CSS").is_style());
        assert_eq!(Media::of("html").content_type, "application/octet-stream");
        assert_eq!(Media::of("a.html/b").content_type, "application/octet-stream");
        assert_eq!(Media::of("clip.mp4").content_type, "video/mp4");
    }
}
