//! Plain data of several kinds: an object whose `kind` says which other fields it has. The derived deserialiser of such an
//! enum keeps the fields in a form of its own, with code for every type that is read from it: of the program that a page
//! fetches first that is an eighth.

use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use serde_json::{Error, Map, Value};

/// The fields of an object besides its kind, taken one after the other.
pub struct Fields {
    left: Map<String, Value>,
    known: Vec<&'static str>,
}

impl Fields {
    /// A field that every object of this kind has.
    pub fn needed<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<T, Error> {
        let value = self.take(name)?;
        value.ok_or_else(|| Error::custom(format_args!("missing field `{name}`")))
    }

    /// A field that may be left out.
    pub fn or<T: DeserializeOwned>(&mut self, name: &'static str, value: T) -> Result<T, Error> {
        Ok(self.take(name)?.unwrap_or(value))
    }

    /// All fields, as an object of their own.
    pub fn all<T: DeserializeOwned>(&mut self) -> Result<T, Error> {
        serde_json::from_value(Value::Object(std::mem::take(&mut self.left)))
    }

    fn take<T: DeserializeOwned>(&mut self, name: &'static str) -> Result<Option<T>, Error> {
        self.known.push(name);
        self.left
            .remove(name)
            .map(serde_json::from_value)
            .transpose()
    }

    /// Refuses what nobody took.
    fn end(self) -> Result<(), Error> {
        let Some(name) = self.left.keys().next() else {
            return Ok(());
        };
        let known = listed(&self.known);
        Err(Error::custom(format_args!(
            "unknown field `{name}`, expected {known}"
        )))
    }
}

/// Reads an object by its kind.
///
/// # Errors
///
/// One without `kind`, one for whose kind `read` gives nothing, and whatever `read` refuses or leaves.
pub fn by_kind<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    kinds: &[&str],
    read: impl FnOnce(&str, &mut Fields) -> Result<Option<T>, Error>,
) -> Result<T, D::Error> {
    let left = Map::deserialize(deserializer)?;
    read_by_kind(left, kinds, read).map_err(D::Error::custom)
}

fn read_by_kind<T>(
    mut left: Map<String, Value>,
    kinds: &[&str],
    read: impl FnOnce(&str, &mut Fields) -> Result<Option<T>, Error>,
) -> Result<T, Error> {
    let kind = left.remove("kind");
    let kind = kind.ok_or_else(|| Error::custom("missing field `kind`"))?;
    let kind: String = serde_json::from_value(kind)?;
    let known = Vec::new();
    let mut fields = Fields { left, known };
    let Some(value) = read(&kind, &mut fields)? else {
        let kinds = listed(kinds);
        let reason = format_args!("unknown variant `{kind}`, expected {kinds}");
        return Err(Error::custom(reason));
    };
    fields.end()?;
    Ok(value)
}

/// As serde lists what it expects.
fn listed(names: &[&str]) -> String {
    match names {
        [] => "no field".to_owned(),
        [name] => format!("`{name}`"),
        [one, other] => format!("`{one}` or `{other}`"),
        _ => {
            let names = Vec::from_iter(names.iter().map(|name| format!("`{name}`")));
            format!("one of {}", names.join(", "))
        }
    }
}
