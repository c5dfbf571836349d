//! How a list is shown: what a new list starts with, and the changes people make to it. All of it is
//! data ([`ViewDef`]); `store` connects it to the address and to what this browser remembers.

#[cfg(feature = "ui")]
pub mod store;

use crate::db::query::{Function, Meta, Path, Query, Sort};
use crate::db::view::{Column, Density, Layout, ViewDef};
use crate::model::id::FieldId;
use crate::model::schema::{Field, FieldKind, Object, Outcome, Role, Schema};
use crate::model::standard;

/// Columns a new list shows at most.
const COLUMNS: usize = 9;
/// Narrowest column, in CSS pixels.
pub const MIN_WIDTH: u16 = 64;
/// Widest column, in CSS pixels.
pub const MAX_WIDTH: u16 = 640;

/// The view an object type is shown with until somebody chooses another.
#[must_use]
pub fn default_view(object: &Object) -> ViewDef {
    let decides = |field: &Field| {
        object
            .fields
            .iter()
            .any(|other| matches!(&other.kind, FieldKind::Select { depends_on: Some(by), .. } if *by == field.id))
    };
    let first_section = object.fields.first().map(|field| field.section.clone()).unwrap_or_default();
    let fields = object.fields.iter().filter(|field| {
        !field.archived
            && field.section == first_section
            && !object.title.contains(&field.id)
            && !matches!(field.kind, FieldKind::LongText)
            && !decides(field)
    });
    let mut columns = vec![Column { path: Path::Meta(Meta::Title), width: 240, footer: Some(Function::Count) }];
    columns.extend(fields.take(COLUMNS - 1).map(|field| Column {
        path: Path::Field(field.id),
        width: default_width(&field.kind),
        footer: matches!(field.kind, FieldKind::Money).then_some(Function::Sum),
    }));
    ViewDef { columns, sort: default_sort(object), ..ViewDef::default() }
}

/// The fields a card shows at most.
pub const CARD_FIELDS: usize = 4;

/// The board an object type is shown as until somebody chooses otherwise: whom a card is about, what
/// it is worth, when it is due, who works on it.
#[must_use]
pub fn default_board(object: &Object) -> ViewDef {
    let find =
        |wanted: fn(&FieldKind) -> bool| object.fields.iter().find(|field| !field.archived && wanted(&field.kind));
    let parts = [
        find(|kind| matches!(kind, FieldKind::Relation { .. })),
        find(|kind| *kind == FieldKind::Money),
        find(|kind| matches!(kind, FieldKind::Date | FieldKind::DateTime)),
        find(|kind| *kind == FieldKind::User),
    ];
    let title = Column { path: Path::Meta(Meta::Title), width: 240, footer: None };
    let mut columns = vec![title];
    columns.extend(parts.into_iter().flatten().map(|field| Column {
        path: Path::Field(field.id),
        width: default_width(&field.kind),
        footer: None,
    }));
    // What has to happen first stands on top.
    let due = parts[2].map(|field| Sort { path: Path::Field(field.id), descending: false });
    let sort = due.into_iter().chain([Sort { path: Path::Meta(Meta::Updated), descending: true }]).collect();
    ViewDef { layout: Layout::Board(board_field(object)), columns, sort, ..ViewDef::default() }
}

/// The select fields that a board can be made of.
pub fn board_fields(object: &Object) -> impl Iterator<Item = &Field> + Clone {
    object.fields.iter().filter(|field| matches!(field.kind, FieldKind::Select { .. }) && !field.archived)
}

/// The select field a board is made of at first: stages where there are some, or else the first.
#[must_use]
pub fn board_field(object: &Object) -> FieldId {
    let closing = board_fields(object).find(|field| closes(field));
    closing.or_else(|| board_fields(object).next()).map(|field| field.id).unwrap_or_default()
}

/// The order a list starts with: names for what one looks up, the newest first for what comes in.
fn default_sort(object: &Object) -> Vec<Sort> {
    use standard::activity_field::{DUE, STATUS};
    if object.id == standard::ACTIVITY {
        // What is still to be done, the most pressing first.
        return [STATUS, DUE].map(|field| Sort { path: Path::Field(field), descending: false }).to_vec();
    }
    let (path, descending) = match object.id {
        standard::DEAL | standard::LEAD | standard::NOTE => (Path::Meta(Meta::Created), true),
        _ => (Path::Meta(Meta::Title), false),
    };
    vec![Sort { path, descending }]
}

/// How wide a column of this kind starts, in CSS pixels.
#[must_use]
pub fn default_width(kind: &FieldKind) -> u16 {
    match kind {
        FieldKind::Text | FieldKind::Phone | FieldKind::User => 160,
        FieldKind::LongText | FieldKind::Link | FieldKind::Email | FieldKind::Relation { .. } => 208,
        FieldKind::Number { .. } | FieldKind::Percent | FieldKind::Duration | FieldKind::Rating { .. } => 112,
        FieldKind::Checkbox => 96,
        FieldKind::Money | FieldKind::Date => 128,
        FieldKind::DateTime => 168,
        FieldKind::Select { .. } => 136,
        FieldKind::MultiSelect { .. } | FieldKind::Relations { .. } => 184,
    }
}

/// What a path holds.
#[must_use]
pub fn kind_of<'a>(schema: &'a Schema, object: &'a Object, path: Path) -> Option<&'a FieldKind> {
    match path {
        Path::Field(id) => object.field(id).map(|field| &field.kind),
        Path::Through(via, id) => {
            let target = object.field(via)?.kind.target()?;
            schema.field(target, id).map(|field| &field.kind)
        }
        Path::Since(id) => matches!(object.field(id)?.kind, FieldKind::Select { .. }).then_some(&FieldKind::DateTime),
        Path::Meta(Meta::Created | Meta::Updated) => Some(&FieldKind::DateTime),
        Path::Meta(Meta::CreatedBy | Meta::UpdatedBy) => Some(&FieldKind::User),
        Path::Meta(Meta::Title) => Some(&FieldKind::Text),
    }
}

/// Everything that can be a column, a condition or a key of order: name, own fields, what Kontor
/// knows, then the fields of linked records.
#[must_use]
pub fn paths_of(schema: &Schema, object: &Object) -> Vec<Path> {
    let mut paths = vec![Path::Meta(Meta::Title)];
    let own = object.fields.iter().filter(|field| !field.archived);
    // A field that alone is the title is there already, as the title.
    let others = own.clone().filter(|field| object.title != [field.id]);
    paths.extend(others.map(|field| Path::Field(field.id)));
    let selects = own.clone().filter(|field| matches!(field.kind, FieldKind::Select { .. }));
    paths.extend(selects.filter(|field| closes(field)).map(|field| Path::Since(field.id)));
    paths.extend([Meta::Created, Meta::CreatedBy, Meta::Updated, Meta::UpdatedBy].map(Path::Meta));
    for via in own.filter(|field| matches!(field.kind, FieldKind::Relation { .. })) {
        let target = via.kind.target().and_then(|target| schema.object(target)).filter(|o| o.role != Role::System);
        let leaves = target.into_iter().flat_map(|target| target.fields.iter());
        let shown = leaves.filter(|leaf| !leaf.archived && !matches!(leaf.kind, FieldKind::LongText));
        paths.extend(shown.map(|leaf| Path::Through(via.id, leaf.id)));
    }
    paths
}

/// Whether some choice of a field ends what the record is about: a stage, a status.
fn closes(field: &Field) -> bool {
    field.kind.options().iter().any(|choice| choice.outcome != Outcome::Open)
}

/// The calculations that make sense for a kind of field.
#[must_use]
pub fn functions_for(kind: &FieldKind) -> Vec<Function> {
    let mut functions =
        vec![Function::Count, Function::Filled, Function::Empty, Function::FilledShare, Function::Distinct];
    if kind.is_numeric() {
        functions.extend([Function::Sum, Function::Average, Function::Median]);
    }
    if kind.is_numeric() || matches!(kind, FieldKind::Date | FieldKind::DateTime) {
        functions.extend([Function::Min, Function::Max]);
    }
    functions
}

/// The height of rows, in CSS pixels, with a mouse or with a finger.
#[must_use]
pub fn row_height(density: Density, touch: bool) -> f64 {
    match density {
        Density::Compact if touch => 40.0,
        Density::Compact => 32.0,
        Density::Default if touch => 44.0,
        Density::Default => 36.0,
        Density::Touch => 44.0,
    }
}

/// A click on a column's head: its order ascends, then descends, then falls away. With `add` it joins
/// the keys there are.
pub fn toggle_sort(view: &mut ViewDef, path: Path, add: bool) {
    let now = view.sort.iter().position(|sort| sort.path == path);
    let next = match now.map(|at| view.sort[at].descending) {
        None => Some(Sort { path, descending: false }),
        Some(false) => Some(Sort { path, descending: true }),
        Some(true) => None,
    };
    if !add {
        view.sort = next.into_iter().collect();
        return;
    }
    match (now, next) {
        (Some(at), Some(sort)) => view.sort[at] = sort,
        (Some(at), None) => {
            view.sort.remove(at);
        }
        (None, sort) => view.sort.extend(sort),
    }
}

/// Puts the column at `from` before the one at `to` (its position before the move). The first
/// column, the name, stays where it is.
pub fn move_column(view: &mut ViewDef, from: usize, to: usize) {
    let to = to.clamp(1, view.columns.len());
    if from == 0 || from >= view.columns.len() {
        return;
    }
    let column = view.columns.remove(from);
    let to = if to > from { to - 1 } else { to };
    view.columns.insert(to, column);
}

/// Gives a column a width.
pub fn resize(view: &mut ViewDef, at: usize, width: f64) {
    if let Some(column) = view.columns.get_mut(at) {
        column.width = (width.round() as u16).clamp(MIN_WIDTH, MAX_WIDTH);
    }
}

/// Adds a column at the end, or takes it away. The name stays.
pub fn toggle_column(view: &mut ViewDef, path: Path, kind: &FieldKind) {
    match view.columns.iter().position(|column| column.path == path) {
        Some(0) => {}
        Some(at) => {
            view.columns.remove(at);
        }
        None if matches!(view.layout, Layout::Board(_)) && view.columns.len() > CARD_FIELDS => {}
        None => view.columns.push(Column { path, width: default_width(kind), footer: None }),
    }
}

/// Leaves out what the schema no longer has, and puts the name first.
#[must_use]
pub fn repaired(mut view: ViewDef, schema: &Schema, object: &Object) -> ViewDef {
    let known = |path| kind_of(schema, object, path).is_some();
    view.columns.retain(|column| known(column.path));
    view.sort.retain(|sort| known(sort.path));
    view.group = view.group.filter(|path| known(*path));
    match view.columns.iter().position(|column| column.path == Path::Meta(Meta::Title)) {
        Some(0) => {}
        Some(at) => {
            let title = view.columns.remove(at);
            view.columns.insert(0, title);
        }
        None => {
            let first = default_view(object).columns.into_iter().take(1);
            view.columns.splice(0..0, first);
        }
    }
    view
}

/// The query a view asks, together with what is typed into the list's search.
#[must_use]
pub fn query_of(view: &ViewDef, object: &Object, text: &str) -> Query {
    Query {
        object: object.id,
        filter: super::filter::tree::effective(&view.filter),
        text: text.trim().to_owned(),
        sort: view.sort.clone(),
        group: view.group,
        ..Query::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(id: crate::model::id::ObjectId) -> (Schema, Object) {
        let schema = standard::schema();
        let object = schema.object(id).expect("a standard object").clone();
        (schema, object)
    }

    #[test]
    fn every_object_has_a_view_whose_paths_exist() {
        let schema = standard::schema();
        for object in &schema.objects {
            let view = default_view(object);
            assert_eq!(view.columns[0].path, Path::Meta(Meta::Title));
            assert!(view.columns.iter().all(|column| kind_of(&schema, object, column.path).is_some()));
            assert_eq!(repaired(view.clone(), &schema, object), view, "{}", object.key);
            let board = default_board(object);
            assert_eq!(repaired(board.clone(), &schema, object), board, "{}", object.key);
            assert!(paths_of(&schema, object).iter().all(|path| kind_of(&schema, object, *path).is_some()));
        }
    }

    #[test]
    fn the_head_goes_through_up_down_and_off() {
        let (_, person) = object(standard::PERSON);
        let mut view = default_view(&person);
        let (a, b) = (Path::Field(standard::person_field::COMPANY), Path::Meta(Meta::Created));
        let keys = |view: &ViewDef| view.sort.iter().map(|s| (s.path, s.descending)).collect::<Vec<_>>();
        toggle_sort(&mut view, a, false);
        assert_eq!(keys(&view), [(a, false)]);
        toggle_sort(&mut view, b, true);
        toggle_sort(&mut view, a, true);
        assert_eq!(keys(&view), [(a, true), (b, false)]);
        toggle_sort(&mut view, a, true);
        assert_eq!(keys(&view), [(b, false)]);
        toggle_sort(&mut view, b, false);
        toggle_sort(&mut view, b, false);
        assert_eq!(keys(&view), []);
    }

    #[test]
    fn columns_move_and_the_name_stays_first() {
        let (_, person) = object(standard::PERSON);
        let start = default_view(&person);
        let order = |view: &ViewDef| view.columns.iter().map(|c| c.path).collect::<Vec<_>>();
        let before = order(&start);
        let mut view = start.clone();
        move_column(&mut view, 1, 4);
        let expect = [before[0], before[2], before[3], before[1], before[4]];
        assert_eq!(order(&view)[..5], expect);
        move_column(&mut view, 3, 1);
        assert_eq!(order(&view), before);
        move_column(&mut view, 0, 3);
        move_column(&mut view, 2, 0);
        assert_eq!(order(&view)[..3], [before[0], before[2], before[1]]);
    }

    #[test]
    fn a_view_of_an_older_schema_is_repaired() {
        let (schema, person) = object(standard::PERSON);
        let mut view = default_view(&person);
        view.columns.remove(0);
        view.columns[0].path = Path::Field(crate::model::id::FieldId(9999));
        view.group = Some(Path::Field(crate::model::id::FieldId(9999)));
        let repaired = repaired(view, &schema, &person);
        assert_eq!(repaired.columns[0].path, Path::Meta(Meta::Title));
        assert!(repaired.columns.iter().all(|c| kind_of(&schema, &person, c.path).is_some()));
        assert_eq!(repaired.group, None);
    }

    #[test]
    fn widths_stay_in_bounds_and_columns_toggle() {
        let (_, person) = object(standard::PERSON);
        let mut view = default_view(&person);
        resize(&mut view, 1, 2.0);
        resize(&mut view, 2, 9999.0);
        resize(&mut view, 99, 100.0);
        assert_eq!((view.columns[1].width, view.columns[2].width), (MIN_WIDTH, MAX_WIDTH));
        let path = Path::Meta(Meta::Created);
        toggle_column(&mut view, path, &FieldKind::DateTime);
        assert_eq!(view.columns.last().map(|c| c.path), Some(path));
        toggle_column(&mut view, path, &FieldKind::DateTime);
        assert!(view.columns.iter().all(|c| c.path != path));
        toggle_column(&mut view, Path::Meta(Meta::Title), &FieldKind::Text);
        assert_eq!(view.columns[0].path, Path::Meta(Meta::Title));
    }
}
