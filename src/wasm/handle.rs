//! The Rust value of a JavaScript object, which may have been freed or be of another class.

use std::any::Any;
use std::cell::{RefCell, RefMut};
use std::marker::PhantomData;

use wasm_bindgen::JsValue;

use super::refuse;

/// What a value is called in JavaScript.
pub trait Class: 'static {
    const NAME: &'static str;
}

/// The value of an object, until it is freed. Every class's handle has the same layout and checks the class of its value:
/// a method of one class that is called on an object of another is refused, and reads no memory of it.
#[repr(transparent)]
pub struct Handle<T> {
    value: RefCell<Option<Box<dyn Any>>>,
    class: PhantomData<T>,
}

impl<T: Class> Handle<T> {
    pub fn new(value: T) -> Self {
        Self {
            value: RefCell::new(Some(Box::new(value))),
            class: PhantomData,
        }
    }

    /// The value, for as long as nothing of JavaScript's can run.
    pub fn get(&self) -> Result<RefMut<'_, T>, JsValue> {
        let name = T::NAME;
        let value = self.value.try_borrow_mut();
        let value = value.map_err(|_| refuse(format!("a call to the {name} never ended")))?;
        let found = RefMut::filter_map(value, |value| value.as_mut()?.downcast_mut());
        found.map_err(|value| match *value {
            None => refuse(format!("the {name} was freed")),
            Some(_) => refuse(format!("the object is no {name}")),
        })
    }

    /// Drops the value; again, does nothing. The handle itself goes with the object.
    pub fn free(&self) {
        if let Ok(mut value) = self.value.try_borrow_mut() {
            *value = None;
        }
    }
}
