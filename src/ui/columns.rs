//! What a path leads to, ready to be shown and edited: a field of the record, a field of a linked
//! record, or what Kontor itself knows. Lists, filters, record pages and forms all work on this.

use std::sync::Arc;

use super::kit::chip::Hue;
use super::kit::icon::Icon;
use super::names;
use crate::db::query::{Meta, Path};
use crate::model::id::{FieldId, ObjectId, OptionId};
use crate::model::schema::{self, FieldKind, Object, Outcome, Schema};
use crate::model::standard;
use crate::ui::kit::reactive::memo;

/// A choice of a select field, with its name.
#[derive(Clone, PartialEq, Debug)]
pub struct ChoiceView {
    /// Its number.
    pub id: OptionId,
    /// What it is called.
    pub label: String,
    /// Its colour.
    pub hue: Hue,
    /// Whether it closes the record, and how.
    pub outcome: Outcome,
    /// How likely a record there ends well, in percent.
    pub probability: Option<u8>,
    /// The choice of the deciding field it belongs to.
    pub parent: Option<OptionId>,
    /// No longer offered.
    pub archived: bool,
}

/// What an edit of a cell changes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Edits {
    /// Nothing: the cell is shown only.
    Nothing,
    /// This field of the record.
    Field(FieldId),
    /// The fields that name the record, together.
    Title,
}

/// A column, a line of a details panel, a line of a form.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Where the value is found.
    pub path: Path,
    /// The object type the record belongs to.
    pub object: ObjectId,
    /// What it is called.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// The choices, of a select or multi-select field.
    pub choices: Arc<Vec<ChoiceView>>,
    /// What an edit changes.
    pub edits: Edits,
    /// Whether it must be filled.
    pub required: bool,
    /// A sentence that explains it.
    pub help: Option<String>,
}

impl Column {
    /// What a path leads to; `None` where it leads nowhere (a field that is gone).
    #[must_use]
    pub fn new(schema: &Schema, object: &Object, path: Path) -> Option<Self> {
        let label = names::path(schema, object, path);
        let bare = |kind, edits| Self {
            path,
            object: object.id,
            label: label.clone(),
            kind,
            choices: Arc::default(),
            edits,
            required: false,
            help: None,
        };
        match path {
            Path::Field(id) => {
                let field = object.field(id)?;
                Some(Self {
                    choices: Arc::new(choices(object, field)),
                    required: field.required,
                    help: field.help.clone(),
                    ..bare(field.kind.clone(), Edits::Field(id))
                })
            }
            Path::Through(via, id) => {
                let target = schema.object(object.field(via)?.kind.target()?)?;
                let field = target.field(id)?;
                Some(Self { choices: Arc::new(choices(target, field)), ..bare(field.kind.clone(), Edits::Nothing) })
            }
            Path::Meta(Meta::Created | Meta::Updated) | Path::Since(_) => {
                Some(bare(FieldKind::DateTime, Edits::Nothing))
            }
            Path::Meta(Meta::CreatedBy | Meta::UpdatedBy) => Some(bare(FieldKind::User, Edits::Nothing)),
            Path::Meta(Meta::Title) => {
                let texts = object.title.iter().all(|id| object.field(*id).is_some_and(|f| f.kind == FieldKind::Text));
                let edits = if texts { Edits::Title } else { Edits::Nothing };
                Some(Self { required: true, ..bare(FieldKind::Text, edits) })
            }
        }
    }

    /// A field of the record.
    #[must_use]
    pub fn of_field(schema: &Schema, object: &Object, field: FieldId) -> Option<Self> {
        Self::new(schema, object, Path::Field(field))
    }

    /// The field that an edit changes.
    #[must_use]
    pub fn field(&self) -> Option<FieldId> {
        if let Edits::Field(id) = self.edits { Some(id) } else { None }
    }

    /// Whether values stand at the end of the line, as figures do.
    #[must_use]
    pub fn at_end(&self) -> bool {
        matches!(self.kind, FieldKind::Number { .. } | FieldKind::Percent | FieldKind::Money | FieldKind::Duration)
    }

    /// The choice with this number.
    #[must_use]
    pub fn choice(&self, id: OptionId) -> Option<&ChoiceView> {
        self.choices.iter().find(|choice| choice.id == id)
    }

    /// The field whose choice decides which choices are offered here.
    #[must_use]
    pub fn depends_on(&self) -> Option<FieldId> {
        if let FieldKind::Select { depends_on, .. } = &self.kind { *depends_on } else { None }
    }

    /// The picture that stands for what it holds.
    #[must_use]
    pub fn icon(&self) -> Icon {
        kind_icon(&self.kind)
    }
}

/// The picture that stands for a kind of field.
#[must_use]
pub fn kind_icon(kind: &FieldKind) -> Icon {
    match kind {
        FieldKind::Text => Icon::Text,
        FieldKind::LongText => Icon::Note,
        FieldKind::Number { .. } => Icon::Hash,
        FieldKind::Percent => Icon::Percent,
        FieldKind::Money => Icon::Money,
        FieldKind::Date => Icon::Calendar,
        FieldKind::DateTime | FieldKind::Duration => Icon::Clock,
        FieldKind::Checkbox => Icon::Task,
        FieldKind::Rating { .. } => Icon::Star,
        FieldKind::Select { .. } | FieldKind::MultiSelect { .. } => Icon::Select,
        FieldKind::Relations { target } if *target == standard::TAG => Icon::Tag,
        FieldKind::Relation { target } | FieldKind::Relations { target } if *target == standard::COMPANY => {
            Icon::Company
        }
        FieldKind::Relation { target } if *target == standard::PERSON => Icon::Person,
        FieldKind::Relation { target } if *target == standard::DEAL => Icon::Deal,
        FieldKind::Relation { .. } | FieldKind::Relations { .. } => Icon::Relation,
        FieldKind::User => Icon::Person,
        FieldKind::Link => Icon::Link,
        FieldKind::Phone => Icon::Phone,
        FieldKind::Email => Icon::Mail,
    }
}

/// The picture of an object type, by the name its schema gives.
#[must_use]
pub fn object_icon(object: &Object) -> Icon {
    Icon::ALL.iter().copied().find(|icon| icon.name() == object.icon).unwrap_or(Icon::Box)
}

/// The choices of a field, with their names.
#[must_use]
pub fn choices(object: &Object, field: &schema::Field) -> Vec<ChoiceView> {
    let view = |choice: &schema::Choice| ChoiceView {
        id: choice.id,
        label: names::choice(object, field, choice),
        hue: hue(choice.hue),
        outcome: choice.outcome,
        probability: choice.probability,
        parent: choice.parent,
        archived: choice.archived,
    };
    field.kind.options().iter().map(view).collect()
}

/// A colour of the schema as a colour of the kit.
#[must_use]
pub fn hue(hue: schema::Hue) -> Hue {
    match hue {
        schema::Hue::Grey => Hue::Grey,
        schema::Hue::Blue => Hue::Blue,
        schema::Hue::Green => Hue::Green,
        schema::Hue::Amber => Hue::Amber,
        schema::Hue::Red => Hue::Red,
        schema::Hue::Harbour => Hue::Accent,
    }
}

/// The schema, as it changes.
#[must_use]
pub fn use_schema() -> leptos::prelude::Memo<Arc<Schema>> {
    use leptos::prelude::*;
    let state = crate::client::bridge::engine().state;
    memo(move |before: Option<&Arc<Schema>>| {
        state.with(|state| match before {
            Some(before) if **before == state.schema => before.clone(),
            _ => Arc::new(state.schema.clone()),
        })
    })
}
