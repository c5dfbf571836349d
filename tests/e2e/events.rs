//! The usage events that a browser keeps.

use std::collections::{BTreeMap, BTreeSet};

use kontor::codec::envelope::{self, Kind};
use kontor::usage::batch::Batch;
use serde_json::Value;

use crate::harness::Browser;

/// What is stored.
#[derive(Default)]
pub(crate) struct Events {
    /// The numbers of the commands that left an event.
    pub(crate) commands: BTreeSet<u16>,
    /// The numbers of the events of each device, in order.
    pub(crate) numbers: BTreeMap<u64, Vec<u64>>,
}

const READ: &str = "return new Promise((resolve, reject) => {
    const opening = indexedDB.open('kontor');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const store = opening.result.transaction('usage').objectStore('usage');
        const list = buffer => Array.from(new Uint8Array(buffer));
        const keys = store.getAllKeys();
        const values = store.getAll();
        values.onerror = () => reject(values.error);
        values.onsuccess = () => {
            opening.result.close();
            resolve(values.result.map((value, at) => [list(keys.result[at]), list(value)]));
        };
    };
})";

fn bytes(value: &Value) -> Vec<u8> {
    value.as_array().expect("bytes").iter().map(|byte| byte.as_u64().expect("a byte") as u8).collect()
}

/// Reads them from storage.
pub(crate) fn stored(browser: &Browser) -> Events {
    let mut found = Events::default();
    for entry in browser.eval(READ).as_array().expect("a list of entries") {
        let (key, value) = (bytes(&entry[0]), bytes(&entry[1]));
        let opened = envelope::open(Kind::Usage, &value).expect("an envelope");
        let batch = Batch::decode(opened.content).expect("a batch");
        let device = u64::from_be_bytes(*key.first_chunk().expect("a device"));
        let numbers = found.numbers.entry(device).or_default();
        numbers.extend((batch.first..).take(batch.events.len()));
        found.commands.extend(batch.events.iter().map(|event| event.command));
    }
    found
}

impl Events {
    /// Fails unless the numbers of every device follow each other without a gap, from this one.
    pub(crate) fn are_numbered_from(&self, first: u64) {
        assert!(!self.numbers.is_empty(), "no event is stored");
        for (device, numbers) in &self.numbers {
            let expected: Vec<u64> = (first..).take(numbers.len()).collect();
            assert_eq!(*numbers, expected, "numbers of device {device:x}");
        }
    }
}
