//! When and where records were made and changed. Per record two stamps in columns; per cell only where it
//! differs from the record's creation, sparse.

use std::collections::BTreeMap;

use crate::model::hlc::{ClientId, Hlc};
use crate::model::id::FieldId;

/// Stamps by row: time in eight bytes, the device as a short number.
#[derive(Clone, Debug, Default)]
pub(crate) struct StampColumn {
    time: Vec<u64>,
    client: Vec<u16>,
}

impl StampColumn {
    /// The stamp of a row.
    pub(crate) fn get(&self, row: u32, clients: &Clients) -> Hlc {
        match self.time.get(row as usize) {
            Some(time) => Hlc { time: *time, client: clients.id(self.client[row as usize]) },
            None => Hlc::default(),
        }
    }

    /// Milliseconds since 1970 (UTC) of a row's stamp.
    pub(crate) fn unix_ms(&self, row: u32) -> i64 {
        self.time.get(row as usize).map_or(0, |time| (time >> 16) as i64)
    }

    /// Replaces the stamp of a row.
    pub(crate) fn set(&mut self, row: u32, stamp: Hlc, clients: &mut Clients) {
        self.time[row as usize] = stamp.time;
        self.client[row as usize] = clients.code(stamp.client);
    }

    /// Adds the same stamp for so many rows.
    pub(crate) fn extend(&mut self, count: usize, stamp: Hlc, clients: &mut Clients) {
        let client = clients.code(stamp.client);
        self.time.resize(self.time.len() + count, stamp.time);
        self.client.resize(self.client.len() + count, client);
    }

    /// Makes room for so many more rows.
    pub(crate) fn reserve(&mut self, more: usize) {
        self.time.reserve_exact(more);
        self.client.reserve_exact(more);
    }

    /// Gives back what only writing needs.
    pub(crate) fn settle(&mut self) {
        self.time.shrink_to_fit();
        self.client.shrink_to_fit();
    }

    /// Bytes on the heap.
    pub(crate) fn bytes(&self) -> usize {
        self.time.capacity() * 8 + self.client.capacity() * 2
    }
}

/// Devices met, by short number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Clients(Vec<ClientId>);

impl Clients {
    fn id(&self, code: u16) -> ClientId {
        self.0.get(usize::from(code)).copied().unwrap_or_default()
    }

    /// The number of a device. The last number stands for every device past 65,535: their stamps then
    /// tie with each other at equal times only.
    fn code(&mut self, client: ClientId) -> u16 {
        let known = self.0.iter().rposition(|known| *known == client);
        let at = known.unwrap_or_else(|| {
            self.0.push(client);
            self.0.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

/// Stamps that differ from their record's creation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sparse {
    /// Of cells: row, field.
    pub(crate) cells: BTreeMap<(u32, FieldId), Hlc>,
    /// Of set elements put in or taken out: row, field, element; and whether it is in.
    pub(crate) elements: BTreeMap<(u32, FieldId, u128), (Hlc, bool)>,
    /// Of the last delete or restore of a row, and whether it deletes.
    pub(crate) removed: BTreeMap<u32, (Hlc, bool)>,
}

impl Sparse {
    /// The newest stamp of a row's cells.
    pub(crate) fn newest(&self, row: u32) -> Hlc {
        let cells = self.cells.range((row, FieldId(0))..=(row, FieldId(u32::MAX))).map(|(_, stamp)| *stamp);
        let from = (row, FieldId(0), 0);
        let elements = self.elements.range(from..=(row, FieldId(u32::MAX), u128::MAX)).map(|(_, (stamp, _))| *stamp);
        cells.chain(elements).max().unwrap_or_default()
    }
}
