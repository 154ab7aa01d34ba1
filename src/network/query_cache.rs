//! The outputs for the images that were asked about last: of a number that is being written, only the digit that a move
//! changed is asked about again.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::Network;
use crate::error::Result;

/// Images whose outputs are cached: twice those of a number of 12 digits and their neighbours. They take 200 KB.
const MOST: usize = 64;

#[derive(Debug)]
struct Query {
    image: Vec<f32>,
    outputs: Vec<f32>,
}

/// Images and the outputs for them, the newest last.
#[derive(Debug, Default)]
pub(super) struct QueryCache(Mutex<VecDeque<Query>>);

impl QueryCache {
    /// To be called when a parameter has changed.
    pub fn expire(&mut self) {
        self.0
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    fn find(&self, image: &[f32]) -> Option<Vec<f32>> {
        let queries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let query = queries.iter().rev().find(|query| query.image == image);
        query.map(|query| query.outputs.clone())
    }

    fn add(&self, query: Query) {
        let mut queries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if queries.len() == MOST {
            queries.pop_front();
        }
        queries.push_back(query);
    }
}

impl Clone for QueryCache {
    /// A copy of a network begins with an empty cache.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Network {
    /// [`Network::query`] for one image, whose outputs are cached.
    pub(crate) fn query_cached(&self, image: &[f32]) -> Result<Vec<f32>> {
        if let Some(outputs) = self.query_cache.find(image) {
            return Ok(outputs);
        }
        let outputs = self.query(image)?;
        self.query_cache.add(Query {
            image: image.to_vec(),
            outputs: outputs.clone(),
        });
        Ok(outputs)
    }

    /// To be called when a parameter has changed: nothing that was made of the old ones is used again.
    pub(super) fn expire_derived(&mut self) {
        self.folded.expire();
        self.query_cache.expire();
    }
}
