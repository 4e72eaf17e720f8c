//! The filters and functions of the template contract (see `docs/theming.md`).

use std::sync::Arc;

use rapidhash::RapidHashMap;
use serde_json::Value as Json;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::base::date_words::{DateWords, Style};
use crate::base::text::escape_into;
use crate::model::config::Config;
use crate::model::theme::Theme;

/// Registers all of them; must come before the templates.
pub fn register(tera: &mut Tera, theme: &Theme, config: &Config) {
    let words = Arc::new(DateWords::new(&theme.strings, config.timezone.clone()));
    let of_date = Arc::clone(&words);
    tera.register_filter("date", move |date: &str, args: Kwargs, _: &State| -> TeraResult<String> {
        of_date.show(date, style(&args)?).ok_or_else(|| no_date(date))
    });
    tera.register_filter("time", move |date: &str, args: Kwargs, _: &State| -> TeraResult<Value> {
        let (machine, text) = words.machine_and_words(date, style(&args)?).ok_or_else(|| no_date(date))?;
        let mut out = String::with_capacity(text.len() + 64);
        out.push_str("<time datetime=\"");
        escape_into(&mut out, &machine);
        out.push_str("\">");
        escape_into(&mut out, &text);
        out.push_str("</time>");
        Ok(Value::safe_string(&out))
    });
    let counts = counts(&theme.strings);
    tera.register_filter("count", move |number: i64, args: Kwargs, _: &State| -> TeraResult<String> {
        let of = args.must_get::<&str>("of")?;
        let (one, other) = counts
            .get(of)
            .ok_or_else(|| tera::Error::message(format!("`strings.count.{of}` is missing, `count` needs it")))?;
        Ok((if number == 1 { one } else { other }).replace("{n}", &number.to_string()))
    });
    let origin = config.base_url.origin.clone();
    tera.register_filter("absolute", move |url: &str, _: Kwargs, _: &State| format!("{origin}{url}"));
    tera.register_filter("json", |value: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        let text = serde_json::to_string(&value).map_err(tera::Error::message)?;
        Ok(Value::safe_string(&crate::base::json::script_safe(text)))
    });
    let assets: RapidHashMap<String, String> = theme
        .statics
        .iter()
        .map(|file| {
            let mut url = config.base_url.root.clone() + "theme/";
            crate::base::text::percent_encode(&mut url, &file.name);
            (file.name.clone(), format!("{url}?h={:08x}", file.hash.0 >> 32))
        })
        .collect();
    tera.register_function("asset", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let path = args.must_get::<&str>("path")?;
        assets
            .get(path)
            .cloned()
            .ok_or_else(|| tera::Error::message(format!("no theme in use has the static file `{path}`")))
    });
}

fn style(args: &Kwargs) -> TeraResult<Style> {
    match args.get::<&str>("style")? {
        None => Ok(Style::Long),
        Some(name) => Style::parse(name).ok_or_else(|| {
            tera::Error::message(format!("unknown style `{name}`: `long`, `short`, `month`, `weekday` or `full`"))
        }),
    }
}

fn no_date(text: &str) -> tera::Error {
    tera::Error::message(format!("`{text}` is not a date"))
}

fn counts(strings: &Json) -> RapidHashMap<String, (String, String)> {
    let table = strings["count"].as_object();
    let form = |value: &Json, key: &str| value[key].as_str().unwrap_or("{n}").to_owned();
    table
        .into_iter()
        .flatten()
        .map(|(name, forms)| (name.clone(), (form(forms, "one"), form(forms, "other"))))
        .collect()
}
