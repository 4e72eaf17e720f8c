//! What a page says to those who show links to it with a picture.

mod common;

use common::{clean, site};

#[test]
fn a_picture_is_shown_large_and_with_its_text_alternative() {
    let text = |title: &str, image: &str| format!("---\ntitle: {title}\ndate: 2025-08-01\nsummary: S.\n{image}---\n");
    let with = text("A", "image: { src: map.png, alt: \"A map of <Geneva>\" }\n");
    let world = site(&[
        ("content/briefings/with/with.md", &with),
        ("content/briefings/with/map.png", "a picture"),
        ("content/briefings/without.md", &text("B", "")),
    ]);
    let outputs = clean(&world);
    let page = outputs.text("2025/08/01/with/index.html");
    for tag in [
        "<meta property=\"og:image\" content=\"https://example.org/2025/08/01/with/map.png\">",
        "<meta property=\"og:image:alt\" content=\"A map of &lt;Geneva&gt;\">",
        "<meta name=\"twitter:card\" content=\"summary_large_image\">",
    ] {
        assert!(page.contains(tag), "{tag} is missing in {page}");
    }
    for path in ["2025/08/01/without/index.html", "index.html"] {
        let page = outputs.text(path);
        assert!(!page.contains("og:image") && !page.contains("twitter:card"), "{page}");
    }
}
