//! The processes of a browser.

use std::fs;

/// The processes that a process started, and those that they started.
pub(crate) fn descendants(root: u32) -> Vec<u32> {
    let parent = |id: u32| -> Option<u32> {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // `id (name) state parent ...`; a name may hold anything.
        stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
    };
    let names = fs::read_dir("/proc").expect("/proc").flatten().map(|entry| entry.file_name());
    let all: Vec<(u32, u32)> =
        names.filter_map(|name| name.to_str()?.parse().ok()).filter_map(|id| Some((id, parent(id)?))).collect();
    let mut tree = vec![root];
    let mut at = 0;
    while at < tree.len() {
        let now = tree[at];
        tree.extend(all.iter().filter(|(_, parent)| *parent == now).map(|(id, _)| *id));
        at += 1;
    }
    tree.split_off(1)
}
