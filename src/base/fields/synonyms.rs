//! What others call a field: other generators, other desks. A key that is one of these words is no
//! slip of the finger that nearness would find.

/// Fields, and the words that stand for them elsewhere, in [plain] form.
const SYNONYMS: &[(&[&str], &[&str])] = &[
    (&["actors"], &["entities", "entity", "organisations", "organizations", "parties", "people", "persons"]),
    (&["aliases"], &["aka", "alsoknownas", "redirectfrom", "redirects"]),
    (&["authors"], &["by", "byline", "contributors", "writer", "writers"]),
    (&["dossier"], &["collection", "series", "storyline", "thread"]),
    (&["draft"], &["expires", "publishat", "tlp"]),
    (&["expires"], &["enddate", "expiration", "expiry", "expirydate", "unpublish", "unpublishdate"]),
    (&["image"], &["banner", "cover", "featuredimage", "hero", "ogimage", "picture", "thumbnail"]),
    (&["kind"], &["category", "format", "type"]),
    (&["label"], &["name", "title"]),
    (&["lang"], &["languagecode", "locale"]),
    (&["name"], &["title"]),
    (&["publish_at", "draft"], &["hidden", "private", "public", "published"]),
    (
        &["publish_at"],
        &["embargo", "embargoed", "embargoeduntil", "embargountil", "goeslive", "publication", "pubdate", "release"],
    ),
    (&["slug", "aliases"], &["permalink", "url"]),
    (&["sources"], &["bibliography", "citations", "links", "references", "refs"]),
    (
        &["summary"],
        &["abstract", "deck", "dek", "description", "excerpt", "lead", "lede", "standfirst", "subtitle", "teaser"],
    ),
    (&["supersedes"], &["replaces", "updateof"]),
    (&["tags"], &["categories", "category", "keywords", "subjects", "taxonomies", "topics"]),
    (&["takeaways"], &["bullets", "highlights", "keypoints", "tldr"]),
    (&["title"], &["headline", "name"]),
    (&["tlp"], &["classification", "clearance", "marking", "sensitivity", "trafficlight"]),
    (&["updates"], &["changelog", "lastmod", "lastmodified", "modified", "updated"]),
];

/// The fields among `known` that others call `word`.
pub(super) fn meant(word: &str, known: &[&str]) -> Vec<&'static str> {
    let word = plain(word);
    let called = SYNONYMS.iter().filter(|(_, words)| words.contains(&word.as_str()));
    called.flat_map(|(fields, _)| fields.iter().copied()).filter(|field| known.contains(field)).collect()
}

/// Letters in lower case, without what joins words: `publishDate` and `publish_date` are one word.
fn plain(word: &str) -> String {
    word.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_plain_form() {
        for word in SYNONYMS.iter().flat_map(|(_, words)| words.iter()) {
            assert_eq!(plain(word), *word);
        }
    }

    #[test]
    fn only_what_there_is_is_meant() {
        assert_eq!(meant("Expiry-Date", &["title", "expires"]), ["expires"]);
        assert_eq!(meant("expiryDate", &["title"]), [""; 0]);
        assert_eq!(meant("title", &["title", "label"]), ["label"]);
    }
}
