//! What the small types of front matter look like.
//!
//! Each is written out where it is used, so that the description of the field is not lost behind
//! a reference.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use crate::base::date::Date;
use crate::model::field::{Grade, Line, OrShort, Scalar, ShortForm};
use crate::model::front::{Country, Wikidata};
use crate::model::lang::Lang;

macro_rules! shapes {
    ($($(#[$why:meta])* $name:ident = $schema:tt),+ $(,)?) => {$(
        $(#[$why])*
        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

shapes! {
    /// Text, not empty. YAML reads `2025` as a number; the field reads it as a text.
    Line = { "type": ["string", "number"], "pattern": "\\S" },
    /// As [`Line`].
    Scalar = { "type": ["string", "number"], "pattern": "\\S" },
    /// A year alone is a number to YAML.
    Date = {
        "type": ["string", "integer"],
        "pattern": "^\\d{4}(-\\d{2}(-\\d{2}([Tt ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?([Zz]|[+-]\\d{2}:\\d{2})?)?)?)?$",
        "minimum": 1000,
        "maximum": 9999,
        "examples": ["2025-08-07", "2025-08-07T06:00:00Z"],
    },
    /// The shape of a BCP 47 tag, as loosely as it is read.
    Lang = { "type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "examples": ["en", "uk", "pt-BR"] },
    /// Admiralty code.
    Grade = { "type": "string", "pattern": "^[A-F][1-6]$", "examples": ["B2"] },
    /// ISO 3166-1 alpha-2, by its shape.
    Country = { "type": "string", "pattern": "^[A-Z]{2}$", "examples": ["UA"] },
    /// An item of Wikidata.
    Wikidata = { "type": "string", "pattern": "^Q[0-9]+$", "examples": ["Q212"] },
}

/// One of two: a plain text, or the fields.
impl<T: ShortForm + JsonSchema> JsonSchema for OrShort<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}OrShort", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut short = Line::json_schema(generator);
        short.insert("description".to_owned(), json!(format!("In short: {}.", T::EXPECTED)));
        let long = generator.subschema_for::<T>();
        json_schema!({ "oneOf": [short, long] })
    }
}
