//! Maps with keys of the author's own, in which no key may stand twice: YAML would keep the
//! last one without a word.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use crate::base::fields::DUPLICATE;

/// The site's own fields, handed to templates as they are.
pub type Extra = BTreeMap<String, Value>;

/// Reads [`Extra`]: any values below any keys.
///
/// # Errors
/// When a key stands twice, at any depth, or the value is no map.
pub fn free_map<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Extra, D::Error> {
    let map: BTreeMap<String, Free> = unique_map(deserializer)?;
    Ok(map.into_iter().map(|(key, Free(value))| (key, value)).collect())
}

/// Reads a map in which no key may stand twice.
///
/// # Errors
/// When one does, or the value is no map.
pub fn unique_map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    struct MapVisitor<K, V>(PhantomData<(K, V)>);
    impl<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>> Visitor<'de> for MapVisitor<K, V> {
        type Value = BTreeMap<K, V>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some(key) = access.next_key::<K>()? {
                if map.contains_key(&key) {
                    // The error of the value, so that the reader knows which of the entries.
                    access.next_value_seed(Twice)?;
                }
                map.insert(key, access.next_value()?);
            }
            Ok(map)
        }
    }
    deserializer.deserialize_map(MapVisitor(PhantomData))
}

/// Takes no value.
struct Twice;

impl<'de> DeserializeSeed<'de> for Twice {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, _: D) -> Result<(), D::Error> {
        Err(de::Error::custom(DUPLICATE))
    }
}

/// A value of any kind.
struct Free(Value);

impl<'de> Deserialize<'de> for Free {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FreeVisitor;
        impl<'de> Visitor<'de> for FreeVisitor {
            type Value = Free;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, a number, `true`, `false`, a list or a map")
            }
            fn visit_unit<E>(self) -> Result<Free, E> {
                Ok(Free(Value::Null))
            }
            fn visit_none<E>(self) -> Result<Free, E> {
                Ok(Free(Value::Null))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Free, E> {
                Ok(Free(value.into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Free, E> {
                Ok(Free(number.into()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Free, E> {
                Ok(Free(number.into()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Free, E> {
                Ok(Free(number.into()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Free, E> {
                Ok(Free(text.into()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Free, A::Error> {
                let mut list = Vec::new();
                while let Some(Free(value)) = access.next_element()? {
                    list.push(value);
                }
                Ok(Free(list.into()))
            }
            fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<Free, A::Error> {
                let map = free_map(de::value::MapAccessDeserializer::new(access))?;
                Ok(Free(Value::Object(map.into_iter().collect())))
            }
        }
        deserializer.deserialize_any(FreeVisitor)
    }
}
