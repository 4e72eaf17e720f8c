//! What the site knows by name beside its actors: tags, storylines, places, publishers, authors,
//! titles of roles, itself, and the calendar.

use rapidhash::RapidHashSet;

use super::text::Text;
use crate::assemble::desk::Desk;
use crate::assemble::registry::Lookup;
use crate::base::text::fold;

/// Such a word shares at least so many letters with the name that it is made of.
const STEM: usize = 4;

/// How words end that are made of a name, in English; other languages write them without a capital.
const ENDINGS: &str = "n ns an ans ian ians ean eans ese i is ic ish ism ist ists s";

/// What people are called by before their names.
const ADDRESSES: &[&str] =
    &["Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Lord", "Lady", "Herr", "Frau", "Monsieur", "Madame"];

/// Names that are known, and the words they are made of; all of them folded.
#[derive(Debug, Default)]
pub struct Familiar {
    names: RapidHashSet<String>,
    words: RapidHashSet<String>,
    /// What somebody is: the first words of the titles of roles.
    offices: RapidHashSet<String>,
    /// Months and weekdays.
    calendar: RapidHashSet<String>,
    /// Names of actors that are one word.
    stems: Vec<String>,
}

impl Familiar {
    /// Gathers them.
    pub fn new(desk: &Desk<'_>, texts: &[Text<'_>], calendar: &[&str]) -> Self {
        let mut familiar = Self { calendar: calendar.iter().map(|word| fold(word)).collect(), ..Self::default() };
        let spoken = desk.registry.spoken.iter().map(|spoken| spoken.text.as_str());
        spoken.for_each(|name| familiar.add_actor(name));
        let documents = desk.documents;
        for actor in &documents.actors {
            actor.front.avoid.iter().for_each(|spelling| familiar.add(spelling));
            actor.front.roles.iter().for_each(|role| familiar.add_office(&role.title));
        }
        for tag in &documents.tags {
            familiar.add(&tag.front.label);
            tag.front.aliases.iter().for_each(|alias| familiar.add(alias));
        }
        documents.dossiers.iter().for_each(|dossier| familiar.add(&dossier.front.title));
        familiar.add(&desk.config.title);
        desk.config.publisher.iter().for_each(|publisher| familiar.add(&publisher.name));
        for front in texts.iter().map(|text| &text.doc.front) {
            let places = front.events.iter().filter_map(|event| event.place.as_ref());
            let venues = front.statements.iter().filter_map(|statement| statement.venue.as_ref());
            let publishers = front.sources.iter().filter_map(|source| source.publisher.as_ref());
            let all = places.chain(venues).chain(publishers).chain(&front.authors).chain(&front.tags);
            all.for_each(|name| familiar.add(name));
            let roles = front.actors.iter().filter_map(|about| about.role.as_ref());
            roles.for_each(|role| familiar.add_office(role));
        }
        familiar
    }

    fn add(&mut self, name: &str) {
        self.names.insert(fold(name));
        self.words.extend(name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold));
    }

    fn add_actor(&mut self, name: &str) {
        self.add(name);
        if !name.contains(char::is_whitespace) {
            self.stems.push(fold(name));
        }
    }

    /// Of "Minister for Foreign Affairs" the first word: the rest may be somebody's name.
    fn add_office(&mut self, title: &str) {
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        self.offices.extend(words.take_while(|word| word.starts_with(char::is_uppercase)).map(fold));
    }

    /// Whether the word says what the one whose name follows is, or is called.
    pub fn is_office(&self, word: &str) -> bool {
        ADDRESSES.contains(&word) || self.offices.contains(&fold(word))
    }

    /// Whether the word is a month or a weekday.
    pub fn is_date(&self, word: &str) -> bool {
        self.calendar.contains(&fold(word))
    }

    /// Whether the name, or each word of it, is known or made of what is known ("Ukrainian").
    pub fn has(&self, desk: &Desk<'_>, name: &str) -> bool {
        let is_known = |word: &str| {
            let folded = fold(word);
            self.words.contains(&folded)
                || self.offices.contains(&folded)
                || self.calendar.contains(&folded)
                || self.stems.iter().any(|stem| is_made_of(&folded, stem))
        };
        let mut words = name.split_whitespace().filter(|word| word.starts_with(char::is_uppercase));
        self.names.contains(&fold(name))
            || desk.registry.actor_names.find(name) != Lookup::Unknown
            || desk.registry.tag_names.find(name) != Lookup::Unknown
            || desk.registry.dossier_names.find(name) != Lookup::Unknown
            || words.all(is_known)
    }
}

/// Whether a word is made of a name, as "Ukrainian" and "Chinese" are; both are folded.
fn is_made_of(word: &str, name: &str) -> bool {
    let shared = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    // The name without what the ending replaces: two letters at most.
    let stems = STEM.max(name.chars().count().saturating_sub(2))..=shared;
    stems.into_iter().any(|stem| {
        let ending: String = word.chars().skip(stem).collect();
        ENDINGS.split(' ').any(|known| known == ending)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_made_of_names() {
        for (word, name) in [
            ("russian", "russia"),
            ("ukrainians", "ukraine"),
            ("european", "europe"),
            ("chinese", "china"),
            ("israelis", "israel"),
            ("iranian", "iran"),
            ("indian", "india"),
            ("trumpism", "trump"),
        ] {
            assert!(is_made_of(word, name), "{word}");
        }
        for (word, name) in [("europol", "europe"), ("rusal", "russia"), ("chinook", "china"), ("iran", "iran")] {
            assert!(!is_made_of(word, name), "{word}");
        }
    }
}
