//! JSON Schemas of what authors write, derived from the structs that read it.
//!
//! Entry point: [`of`]. The doc comments of fields become descriptions, which editors show; what
//! the small types look like is said in [`shapes`]. A schema refuses what reading refuses, as
//! far as one value alone can tell, and takes all that reading takes.
//!
//! They are written in draft 7, which the language servers for YAML and for TOML both know.

mod shapes;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// How what a schema is for is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Front matter: a key without a value is as good as none.
    Yaml,
    /// Settings: there is no way to write nothing, and a text is in quotation marks.
    Toml,
}

/// Says who wrote a schema, so that nothing else is replaced by one.
pub const COMMENT: &str = "Written by `briefer schema`, which writes it anew.";

/// The schema of `T`, under a title.
pub fn of<T: JsonSchema>(title: &str, syntax: Syntax) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value();
    adapt(&mut schema, syntax);
    schema["title"] = title.into();
    schema["$comment"] = COMMENT.into();
    schema
}

/// Lets a schema, and all below it, take what the syntax can say.
fn adapt(schema: &mut Value, syntax: Syntax) {
    match schema {
        Value::Object(map) => {
            if let Some(types) = map.get_mut("type") {
                adapt_types(types, syntax);
            }
            // `uint32` and its kin are formats that no standard knows.
            if map.get("format").is_some_and(|format| format.as_str().is_some_and(|name| name.starts_with("uint"))) {
                map.remove("format");
            }
            map.values_mut().for_each(|value| adapt(value, syntax));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| adapt(value, syntax)),
        _ => {}
    }
}

/// In YAML a list may be left empty, and a number may stand where a text is meant; in TOML
/// neither.
fn adapt_types(types: &mut Value, syntax: Syntax) {
    match (syntax, &mut *types) {
        (Syntax::Yaml, Value::String(one)) if one == "array" => *types = json!(["array", "null"]),
        (Syntax::Toml, Value::Array(several)) => {
            let text = several.contains(&json!("string"));
            several.retain(|one| one != "null" && !(text && one != "string"));
            if let [one] = several.as_slice() {
                *types = one.clone();
            }
        }
        _ => {}
    }
}
