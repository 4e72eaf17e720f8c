//! A tree as a source of serde: a field asks for what it wants, and a plain scalar of YAML is a
//! text or a number as asked. The answers are those of `serde_yaml`, which reads the files that
//! have no mistakes.

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, Expected, IntoDeserializer, Visitor};

use super::fault::{Fault, Kind};
use super::scalar::{Scalar, resolve};
use super::{Entry, Node, Value};

fn wrong(expected: &dyn Expected) -> Fault {
    Fault::new(Kind::Type(expected.to_string()))
}

impl Node {
    /// True where nothing, `~` or `null` is written.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.value, Value::Plain(text) if resolve(text) == Scalar::Null)
    }

    fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(value) => Some(*value),
            Value::Plain(text) => match resolve(text) {
                Scalar::Bool(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }
}

fn visit_number<'de, V: Visitor<'de>>(node: &Node, visitor: V) -> Result<V::Value, Fault> {
    match &node.value {
        Value::Integer(number) => visitor.visit_i64(*number),
        Value::Float(number) => visitor.visit_f64(*number),
        Value::Plain(text) => match resolve(text) {
            Scalar::Natural(number) => match u64::try_from(number) {
                Ok(number) => visitor.visit_u64(number),
                Err(_) => visitor.visit_u128(number),
            },
            Scalar::Negative(number) => match i64::try_from(number) {
                Ok(number) => visitor.visit_i64(number),
                Err(_) => visitor.visit_i128(number),
            },
            Scalar::Float(number) => visitor.visit_f64(number),
            _ => Err(wrong(&visitor)),
        },
        _ => Err(wrong(&visitor)),
    }
}

macro_rules! numbers {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            visit_number(self.0, visitor)
        })*
    };
}

macro_rules! texts {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match self.0.text() {
                Some(text) => visitor.visit_borrowed_str(text),
                None => Err(wrong(&visitor)),
            }
        })*
    };
}

/// A node, to read from.
#[derive(Clone, Copy)]
pub(super) struct Source<'de>(pub &'de Node);

impl<'de> Deserializer<'de> for Source<'de> {
    type Error = Fault;

    numbers! { deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
    deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    deserialize_f32 deserialize_f64 }

    texts! { deserialize_str deserialize_string deserialize_char deserialize_identifier }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::Plain(text) => match resolve(text) {
                Scalar::Null => visitor.visit_unit(),
                Scalar::Bool(value) => visitor.visit_bool(value),
                Scalar::Text(text) => visitor.visit_borrowed_str(text),
                Scalar::Natural(_) | Scalar::Negative(_) | Scalar::Float(_) => visit_number(self.0, visitor),
            },
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Integer(_) | Value::Float(_) => visit_number(self.0, visitor),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Map(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0.bool() {
            Some(value) => visitor.visit_bool(value),
            None => Err(wrong(&visitor)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(wrong(&visitor)) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::List(list) => visitor.visit_seq(Elements { list, next: 0 }),
            _ if self.0.is_null() => visitor.visit_seq(Elements { list: &[], next: 0 }),
            _ => Err(wrong(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.0.value {
            Value::Map(entries) => visitor.visit_map(Entries { entries, next: 0 }),
            _ if self.0.is_null() => visitor.visit_map(Entries { entries: &[], next: 0 }),
            _ => Err(wrong(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match self.0.text() {
            Some(text) => visitor.visit_enum(IntoDeserializer::<Fault>::into_deserializer(text)),
            None => Err(Fault::new(Kind::UnknownWord(words))),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        Err(wrong(&visitor))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        Err(wrong(&visitor))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }
}

struct Elements<'de> {
    list: &'de [Node],
    next: usize,
}

impl<'de> de::SeqAccess<'de> for Elements<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((position, node)) = self.list.iter().enumerate().skip(self.next).find(|(_, node)| !node.struck) else {
            return Ok(None);
        };
        self.next = position + 1;
        seed.deserialize(Source(node)).map(Some).map_err(|fault| fault.within(position))
    }
}

struct Entries<'de> {
    entries: &'de [Entry],
    next: usize,
}

impl<'de> de::MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let mut rest = self.entries.iter().enumerate().skip(self.next);
        let Some((position, entry)) = rest.find(|(_, entry)| !entry.value.struck) else { return Ok(None) };
        self.next = position + 1;
        let key = StrDeserializer::<Fault>::new(&entry.key);
        seed.deserialize(key).map(Some).map_err(|fault| fault.of_key(position))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        // serde asks for a value only after a key.
        let position = self.next.saturating_sub(1);
        let entry = self.entries.get(position).ok_or_else(|| Fault::new(Kind::Custom("has no value".to_owned())))?;
        seed.deserialize(Source(&entry.value)).map_err(|fault| fault.within(position))
    }
}
