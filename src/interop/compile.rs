//! The plan of a file in the form rows are run through: which cell goes to which slot, how it is read,
//! and by what a record is recognised.

use std::collections::BTreeMap;

use super::columns::Stats;
use super::convert::{Reading, field_kind};
use super::hash::FastMap;
use super::index::Key;
use super::mapping::{option_for, source_id_field};
use super::wizard::{FilePlan, Missing, Target, ValueTo};
use crate::db::edit::Edit;
use crate::model::arrange::Arrange as _;
use crate::model::id::{CUSTOM_FROM, FieldId, ObjectId, OptionId, RecordId};
use crate::model::money::Currency;
use crate::model::schema::{Choice, Field, FieldKind, Hue, Object, Outcome, Schema};
use crate::model::standard::{DEAL, LEAD, PRODUCT, USER, deal_field, lead_field, product_field, user_field};
use crate::model::value::Value;

/// A field that the rows of a file fill.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) field: FieldId,
    pub(crate) kind: FieldKind,
    /// What a new record has where the file says nothing.
    pub(crate) default: Value,
    pub(crate) required: bool,
    /// The column that fills it first; `None`: none does.
    pub(crate) column: Option<u32>,
    /// A bit for the field, the same in every file of the object; 0 beyond the 128th.
    pub(crate) bit: u128,
}

/// A column that goes somewhere.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) column: u32,
    pub(crate) name: String,
    pub(crate) slot: usize,
    pub(crate) what: What,
    pub(crate) reading: Reading,
    /// The column that names the currency.
    pub(crate) currency: Option<u32>,
    pub(crate) values: FastMap<Box<str>, To>,
}

/// What a value becomes.
#[derive(Clone, Debug)]
pub(crate) enum To {
    Text(String),
    Option(OptionId),
    Empty,
    Note,
}

/// How a column is turned into cells.
#[derive(Clone, Debug)]
pub(crate) enum What {
    Plain,
    /// A choice, or several.
    Choice {
        options: FastMap<Box<str>, OptionId>,
        many: bool,
        field: Box<Field>,
    },
    /// A link, or several.
    Link {
        target: ObjectId,
        missing: Missing,
        many: bool,
        by: Vec<Key>,
    },
    /// A person's name; the slot of the last name.
    FullName {
        last: usize,
    },
}

/// A file ready to run.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub(crate) file: u32,
    pub(crate) object: ObjectId,
    pub(crate) columns: usize,
    pub(crate) slots: Vec<Slot>,
    pub(crate) inputs: Vec<Input>,
    /// Slots whose text names a record, in order.
    pub(crate) title: Vec<usize>,
    pub(crate) keys: Vec<MatchKey>,
    /// The slot that keeps what has no other place.
    pub(crate) note: Option<usize>,
    /// The slot of the e-mail address.
    pub(crate) email: Option<usize>,
    /// The slot of the number in the other system.
    pub(crate) source_id: Option<usize>,
}

/// What a row's record is recognised by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MatchKey {
    /// The text of a slot.
    Slot(usize),
    /// Its name; for people only where no e-mail address says more.
    Title,
}

/// Fields and choices that the import adds, and the ids they have got. They keep them from test to run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Additions {
    fields: BTreeMap<(u32, u32), FieldId>,
    options: BTreeMap<(u32, u32, String), OptionId>,
}

impl Additions {
    /// Forgets what was added for a file whose columns changed.
    pub(crate) fn forget(&mut self, file: u32) {
        self.fields.retain(|(of, _), _| *of != file);
        self.options.retain(|(of, ..), _| *of != file);
    }
}

fn custom_number(ids: &mut dyn FnMut() -> RecordId) -> u32 {
    // The low bits of a record id are random.
    CUSTOM_FROM | (ids().0 as u32 & 0x7FFF_FFFF)
}

fn new_choice(id: OptionId, label: &str, parent: Option<OptionId>) -> Choice {
    Choice {
        id,
        key: label.to_lowercase(),
        label: Some(label.to_owned()),
        hue: Hue::Grey,
        parent,
        probability: None,
        outcome: Outcome::Open,
        archived: false,
    }
}

/// The fields by which each object's records are known in another system, new ones included.
pub(crate) fn source_ids(
    files: &[FilePlan],
    schema: &Schema,
    additions: &mut Additions,
    ids: &mut dyn FnMut() -> RecordId,
) -> BTreeMap<ObjectId, FieldId> {
    let mut known: BTreeMap<ObjectId, FieldId> =
        schema.objects.iter().filter_map(|object| Some((object.id, source_id_field(object)?))).collect();
    for (file, plan) in (0..).zip(files) {
        for (column, target) in (0..).zip(plan.columns.iter().map(|column| &column.target)) {
            if matches!(target, Target::New { source_id: true, .. }) {
                let id = *additions.fields.entry((file, column)).or_insert_with(|| FieldId(custom_number(ids)));
                known.entry(plan.object).or_insert(id);
            }
        }
    }
    known
}

/// What compiling one file needs to know.
pub(crate) struct Context<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) currency: Currency,
    pub(crate) source_ids: &'a BTreeMap<ObjectId, FieldId>,
}

/// Compiles a file; fields and choices it adds are appended to `edits`. `None` when its object is gone.
pub(crate) fn compile(
    file: u32,
    plan: &FilePlan,
    stats: &[Stats],
    context: &Context<'_>,
    additions: &mut Additions,
    ids: &mut dyn FnMut() -> RecordId,
    edits: &mut Vec<Edit>,
) -> Option<Compiled> {
    let object = context.schema.object(plan.object)?;
    let mut compiled = Compiled {
        file,
        object: object.id,
        columns: plan.columns.len(),
        slots: Vec::new(),
        inputs: Vec::new(),
        title: Vec::new(),
        keys: Vec::new(),
        note: None,
        email: None,
        source_id: None,
    };
    let mut new_keys: Vec<String> = Vec::new();
    for (column, (plan_of, stats)) in (0..).zip(plan.columns.iter().zip(stats)) {
        let field = match &plan_of.target {
            Target::Skip | Target::CurrencyOf(_) => continue,
            Target::FullName => object.field(*object.title.first()?)?.clone(),
            Target::Field(id) => match object.field(*id) {
                Some(field) => field.clone(),
                None => continue,
            },
            Target::New { label, kind, source_id } => {
                let id = *additions.fields.entry((file, column)).or_insert_with(|| FieldId(custom_number(ids)));
                let key = if *source_id { "source_id".to_owned() } else { free_key(object, label, &new_keys) };
                new_keys.push(key.clone());
                let choices = distinct(stats).into_iter().map(|value| {
                    let at = (file, column, value.to_owned());
                    let id = *additions.options.entry(at).or_insert_with(|| OptionId(custom_number(ids)));
                    new_choice(id, value, None)
                });
                let choices = if *kind == super::wizard::NewKind::Select { choices.collect() } else { Vec::new() };
                let field = Field {
                    id,
                    key,
                    label: Some(label.clone()),
                    kind: field_kind(*kind, choices),
                    required: false,
                    unique: false,
                    group: None,
                    section: "more".to_owned(),
                    default: Value::Empty,
                    help: None,
                    archived: false,
                };
                edits.push(Edit::PutField { object: object.id, field: Box::new(field.clone()) });
                field
            }
        };
        let slot = compiled.slot(&field, Some(column));
        let last = match plan_of.target {
            Target::FullName => object.title.get(1).and_then(|id| object.field(*id)),
            _ => None,
        };
        let last = last.map(|field| compiled.slot(field, Some(column)));
        let mut values = FastMap::default();
        let mut added: Vec<Choice> = Vec::new();
        for value in &plan_of.values {
            let to = match &value.to {
                ValueTo::Keep => continue,
                ValueTo::Text(text) if text.trim().is_empty() => To::Empty,
                ValueTo::Text(text) => To::Text(text.trim().to_owned()),
                ValueTo::Option(id) => To::Option(*id),
                ValueTo::Empty => To::Empty,
                ValueTo::Note => {
                    compiled.note = compiled.note.or_else(|| {
                        let field = object.by_key("description").or_else(|| object.by_key("text"))?;
                        Some(compiled.slot(field, None))
                    });
                    To::Note
                }
                ValueTo::NewOption => {
                    let at = (file, column, value.value.clone());
                    let id = *additions.options.entry(at).or_insert_with(|| OptionId(custom_number(ids)));
                    added.push(new_choice(id, &value.value, parent_of_new(object, &field)));
                    To::Option(id)
                }
            };
            values.insert(value.value.as_str().into(), to);
        }
        for choice in added {
            edits.push(Edit::PutChoice { object: object.id, field: field.id, choice: Box::new(choice) });
        }
        let what = match (&field.kind, last) {
            (_, Some(last)) => What::FullName { last },
            (FieldKind::Select { .. } | FieldKind::MultiSelect { .. }, _) => {
                let many = matches!(field.kind, FieldKind::MultiSelect { .. });
                let known = |value: &&str| option_for(object.id, &field, value).map(|id| (Box::from(*value), id));
                let options = distinct(stats).iter().filter_map(known).collect();
                What::Choice { options, many, field: Box::new(field.clone()) }
            }
            (kind, _) => match kind.target() {
                Some(target) => What::Link {
                    target,
                    missing: plan_of.missing,
                    many: matches!(kind, FieldKind::Relations { .. }),
                    by: link_keys(context, target),
                },
                None => What::Plain,
            },
        };
        let currency = plan.columns.iter().position(|other| other.target == Target::CurrencyOf(field.id));
        compiled.inputs.push(Input {
            column,
            name: plan_of.name.clone(),
            slot,
            what,
            reading: Reading { format: plan_of.format, serials: stats.may_be_serials(), currency: context.currency },
            currency: currency.map(|at| at as u32),
            values,
        });
    }
    // Links may make records: a row must have passed everything else first.
    compiled.inputs.arrange_by_key(|input| matches!(input.what, What::Link { .. }));
    compiled.complete(object, plan, context);
    Some(compiled)
}

fn distinct(stats: &Stats) -> Vec<&str> {
    let Some(distinct) = &stats.distinct else { return Vec::new() };
    let mut values: Vec<&str> = distinct.keys().map(AsRef::as_ref).collect();
    values.arrange();
    values
}

/// A new stage belongs to the pipeline that deals start in.
fn parent_of_new(object: &Object, field: &Field) -> Option<OptionId> {
    let FieldKind::Select { depends_on: Some(deciding), .. } = &field.kind else { return None };
    match object.field(*deciding)?.default {
        Value::Option(id) => Some(id),
        _ => None,
    }
}

/// A key for a new field: the label's letters, and a number where that is taken.
fn free_key(object: &Object, label: &str, new: &[String]) -> String {
    let base = super::header::normal(label).replace(' ', "_");
    let base = if base.is_empty() { "field".to_owned() } else { base };
    let taken = |key: &String| object.by_key(key).is_some() || new.contains(key);
    let mut key = base.clone();
    let mut count = 2;
    while taken(&key) {
        key = format!("{base}_{count}");
        count += 1;
    }
    key
}

/// The bit of a field by its place in the object; new fields share the last one.
pub(crate) fn bit_of(object: &Object, field: FieldId) -> u128 {
    let at = object.fields.iter().position(|known| known.id == field).unwrap_or(127);
    1_u128.checked_shl(at as u32).unwrap_or(0)
}

/// A linked record is looked for by its number in the other system, then e-mail, then name.
fn link_keys(context: &Context<'_>, target: ObjectId) -> Vec<Key> {
    let email = context.schema.object(target).and_then(|object| object.by_key("email"));
    let number = context.source_ids.get(&target).map(|id| Key::Field(*id));
    number.into_iter().chain(email.map(|field| Key::Field(field.id))).chain([Key::Title]).collect()
}

impl Compiled {
    fn slot(&mut self, field: &Field, column: Option<u32>) -> usize {
        if let Some(at) = self.at(field.id) {
            self.slots[at].column = self.slots[at].column.or(column);
            return at;
        }
        self.slots.push(Slot {
            field: field.id,
            kind: field.kind.clone(),
            default: field.default.clone(),
            required: field.required,
            column,
            bit: 0,
        });
        self.slots.len() - 1
    }

    /// The slot of a field.
    pub(crate) fn at(&self, field: FieldId) -> Option<usize> {
        self.slots.iter().position(|slot| slot.field == field)
    }

    /// Adds the slots that no column fills but every record needs, and the keys.
    fn complete(&mut self, object: &Object, plan: &FilePlan, context: &Context<'_>) {
        let active = match object.id {
            USER => Some(user_field::ACTIVE),
            PRODUCT => Some(product_field::ACTIVE),
            _ => None,
        };
        let dated = self.at(deal_field::EXPECTED_CLOSE).is_some();
        for field in &object.fields {
            let derived = object.id == DEAL && field.id == deal_field::CLOSED_ON && dated;
            if field.required || !field.default.is_empty() || Some(field.id) == active || derived {
                let at = self.slot(field, None);
                if Some(field.id) == active {
                    self.slots[at].default = Value::Bool(true);
                }
            }
        }
        for slot in &mut self.slots {
            slot.bit = bit_of(object, slot.field);
        }
        self.title = object.title.iter().filter_map(|id| self.at(*id)).collect();
        self.email = object.by_key("email").and_then(|field| self.at(field.id));
        self.source_id = context.source_ids.get(&object.id).and_then(|id| self.at(*id));
        for column in &plan.keys {
            let Some(input) = self.inputs.iter().find(|input| input.column == *column) else { continue };
            let key = if self.title.contains(&input.slot) { MatchKey::Title } else { MatchKey::Slot(input.slot) };
            if !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
    }

    /// Every index that running this file needs.
    pub(crate) fn indexes(&self) -> Vec<(ObjectId, Key)> {
        let own = self.keys.iter().map(|key| match key {
            MatchKey::Slot(slot) => (self.object, Key::Field(self.slots[*slot].field)),
            MatchKey::Title => (self.object, Key::Title),
        });
        let linked = self.inputs.iter().flat_map(|input| match &input.what {
            What::Link { target, by, .. } => by.iter().map(|key| (*target, *key)).collect(),
            _ => Vec::new(),
        });
        own.chain(linked).collect()
    }

    /// Whether a name is made where the file gives none.
    pub(crate) fn names_itself(&self, slot: usize) -> bool {
        let field = self.slots[slot].field;
        match self.object {
            DEAL => field == deal_field::NAME,
            LEAD => field == lead_field::NAME,
            _ => false,
        }
    }
}
