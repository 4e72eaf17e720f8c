//! `docs/content-model.md` against the structs of front matter: which fields there are, which of
//! them are required, and the words of closed lists.

use std::collections::BTreeSet;

use briefer::base::date::Date;
use briefer::base::diag::Span;
use briefer::base::fields::{self, Node};
use briefer::base::path::SourcePath;
use briefer::model::field::{
    ActorKind, BriefingKind, BriefingStatus, Certainty, ChangeKind, DossierStatus, EventKind, EventStatus, Qualifier,
    QuestionStatus, SourceKind, Stance, Tlp,
};
use briefer::model::front::{
    ActorFront, ActorRef, BriefingFront, ChangeFront, DossierFront, EventFront, FigureFront, ImageFront, LinkFront,
    PageFront, PositionFront, QuestionFront, RoleFront, SourceFront, StatementFront, TagFront,
};
use serde::de::{self, DeserializeOwned, Deserializer, Visitor};

use crate::page::{Page, words};

#[test]
fn every_field_is_described() {
    let page = Page::read("content-model");
    let structs = [
        shape::<BriefingFront>("Briefing"),
        shape::<ActorRef>("Actor reference"),
        shape::<EventFront>("Event"),
        shape::<StatementFront>("Statement"),
        shape::<PositionFront>("Position"),
        shape::<FigureFront>("Figure"),
        shape::<QuestionFront>("Question"),
        shape::<SourceFront>("Source"),
        shape::<ChangeFront>("Change"),
        shape::<ImageFront>("Image"),
        shape::<ActorFront>("Actor"),
        shape::<RoleFront>("Role"),
        shape::<LinkFront>("Link"),
        shape::<TagFront>("Tag"),
        shape::<DossierFront>("Dossier"),
        shape::<PageFront>("Page"),
    ];
    let mut wrong = Vec::new();
    for Shape { title, fields, required } in &structs {
        let rows = &page.section(title).rows;
        let told: Vec<&str> = rows.iter().map(crate::page::Row::key).collect();
        if &told != fields {
            wrong.push(format!("{title}: the fields told are\n  {told:?}\nand those of the struct\n  {fields:?}"));
        }
        let told: BTreeSet<&str> =
            rows.iter().filter(|row| row.cell("default") == "required").map(crate::page::Row::key).collect();
        if &told.iter().map(|key| (*key).to_owned()).collect::<BTreeSet<_>>() != required {
            wrong.push(format!("{title}: {told:?} are told to be required, {required:?} are"));
        }
    }
    let is_table_of_fields =
        |section: &&crate::page::Section| section.rows.iter().any(|row| !row.cell("field").is_empty());
    for section in page.sections.iter().filter(is_table_of_fields) {
        if !structs.iter().any(|shape| shape.title == section.title) {
            wrong.push(format!("`{}` is no struct that this test knows", section.title));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_word_of_a_closed_list_is_described() {
    let page = Page::read("content-model");
    macro_rules! list {
        ($title:literal, $field:literal, $list:ty) => {
            ($title, $field, <$list>::ALL.iter().map(|word| word.word()).collect::<Vec<_>>())
        };
    }
    for (title, field, expected) in [
        list!("Briefing", "status", BriefingStatus),
        list!("Briefing", "kind", BriefingKind),
        list!("Briefing", "tlp", Tlp),
        list!("Event", "kind", EventKind),
        list!("Event", "status", EventStatus),
        list!("Event", "certainty", Certainty),
        list!("Position", "stance", Stance),
        list!("Figure", "qualifier", Qualifier),
        list!("Question", "status", QuestionStatus),
        list!("Source", "kind", SourceKind),
        list!("Change", "kind", ChangeKind),
        list!("Actor", "kind", ActorKind),
        list!("Dossier", "status", DossierStatus),
    ] {
        let row = page.section(title).rows.iter().find(|row| row.key() == field).unwrap();
        let told: Vec<&str> = words(row.cell("meaning")).into_iter().filter(|word| expected.contains(word)).collect();
        assert_eq!(told, expected, "{title}: {field}");
        assert_eq!(row.cell("type"), "word", "{title}: {field}");
    }
}

/// Dates of every precision that the page tells of are dates.
#[test]
fn dates_are_as_described() {
    let page = Page::read("content-model");
    let rows = &page.section("Front matter").rows;
    let row = |key: &str| rows.iter().find(|row| row.key() == key).unwrap().cell("what to write").to_owned();
    for date in words(&row("date")).into_iter().chain(words(&row("date-time"))).filter(|word| word.starts_with("20")) {
        assert!(date.parse::<Date>().is_ok(), "{date}");
    }
}

struct Shape {
    title: &'static str,
    fields: Vec<&'static str>,
    required: BTreeSet<String>,
}

fn shape<T: DeserializeOwned>(title: &'static str) -> Shape {
    let mut found = Vec::new();
    let _: Option<(T, fields::Made)> =
        fields::read(Node::empty_map(Span::default()), &SourcePath::new("x.md"), &mut found);
    let missing = found.iter().filter_map(|diagnostic| diagnostic.message.strip_suffix("` is missing"));
    let required = missing.map(|name| name.trim_start_matches('`').to_owned()).collect();
    Shape { title, fields: field_names::<T>(), required }
}

/// The names that serde knows a struct's fields by.
pub fn field_names<T: DeserializeOwned>() -> Vec<&'static str> {
    let mut names = Vec::new();
    // It asks for its fields first, and is told that there is nothing.
    let _ = T::deserialize(Names(&mut names));
    assert!(!names.is_empty(), "not a struct");
    names
}

/// Answers no question, and notes which fields were asked for.
struct Names<'a>(&'a mut Vec<&'static str>);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = de::value::Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
        Err(de::Error::custom("nothing"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Self::Error> {
        self.0.extend(fields);
        Err(de::Error::custom("nothing"))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
