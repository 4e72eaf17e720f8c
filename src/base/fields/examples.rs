//! How a value of several fields is written, for the message where something shorter was.
//!
//! Entry points: [`of_item`], [`of_fields`]. Fields with a short form are not here: what is shorter is right there.

/// Lists whose items are sets of fields, with the least that an item needs.
const ITEMS: &[(&str, &str)] = &[
    ("corrections", "{ date: 2025-08-07, text: What was wrong }"),
    ("figures", "{ label: What is counted, value: 12 }"),
    ("positions", "{ actor: An actor, issue: About what, stance: demands }"),
    ("statements", "{ speaker: An actor, text: The words }"),
    ("updates", "{ date: 2025-08-07, text: What was added }"),
];

/// Fields whose value is a set of fields, in YAML or in TOML.
const FIELDS: &[(&str, &str)] = &[
    ("furniture.reply", "{ title = \"Write to the desk\", url = \"mailto:desk@example.org\" }"),
    ("furniture.sponsor", "{ name = \"Who pays\" }"),
    ("image", "{ src: map.png, alt: What it shows }"),
    ("publisher", "{ name = \"Who publishes\" }"),
];

/// An item of the list of that name.
pub(super) fn of_item(list: &str) -> Option<&'static str> {
    ITEMS.iter().find(|(name, _)| *name == list).map(|(_, item)| *item)
}

/// The value of the field or item of that name: `image`, `figures[2]`.
pub(super) fn of_fields(name: &str) -> Option<&'static str> {
    let known = || FIELDS.iter().find(|(field, _)| *field == name).map(|(_, value)| *value);
    name.split_once('[')
        .filter(|(_, rest)| rest.find(']') == rest.len().checked_sub(1))
        .map_or_else(known, |(list, _)| of_item(list))
}
