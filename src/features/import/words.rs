//! The codes of the import in words.

use crate::i18n::Message;
use crate::i18n::en::import as text;
use crate::protocol::import::{Because, Decimal, Encoding, Missing, NewKind, Policy, Reason, Refusal};
use crate::ui::text::{count, t, ta};

/// Why a row is rejected.
pub fn reason(reason: Reason) -> Message {
    match reason {
        Reason::TooManyCells => text::TOO_MANY_CELLS,
        Reason::TooFewCells => text::TOO_FEW_CELLS,
        Reason::UnclosedQuote => text::UNCLOSED_QUOTE,
        Reason::TooLong => text::TOO_LONG,
        Reason::NotANumber => text::NOT_A_NUMBER,
        Reason::OutOfRange => text::OUT_OF_RANGE,
        Reason::NotADate => text::NOT_A_DATE,
        Reason::NotYesOrNo => text::NOT_YES_OR_NO,
        Reason::NotAnEmail => text::NOT_AN_EMAIL,
        Reason::NotAPhone => text::NOT_A_PHONE,
        Reason::UnknownChoice => text::UNKNOWN_CHOICE,
        Reason::NoSuchRecord => text::NO_SUCH_RECORD,
        Reason::Required => text::REQUIRED,
        Reason::TextTooLong => text::TEXT_TOO_LONG,
        Reason::Taken => text::TAKEN,
        Reason::Unclear => text::UNCLEAR_ROW,
    }
}

/// Why a file is not imported, and what to do.
pub fn refusal(refusal: Refusal) -> (Message, Message) {
    match refusal {
        Refusal::Empty => (text::EMPTY_FILE, text::EMPTY_FILE_NEXT),
        Refusal::NoRows => (text::NO_ROWS, text::NO_ROWS_NEXT),
        Refusal::Workbook => (text::WORKBOOK, text::WORKBOOK_NEXT),
        Refusal::Pdf => (text::PDF, text::TABLE_NEXT),
        Refusal::Archive => (text::ARCHIVE, text::ARCHIVE_NEXT),
        Refusal::Picture => (text::PICTURE, text::TABLE_NEXT),
        Refusal::Markup => (text::MARKUP, text::TABLE_NEXT),
        Refusal::Binary => (text::BINARY, text::TABLE_NEXT),
        Refusal::TooManyColumns => (text::TOO_MANY_COLUMNS, text::TOO_MANY_COLUMNS_NEXT),
        Refusal::Unreadable => (text::UNREADABLE, text::UNREADABLE_NEXT),
    }
}

/// Why a column goes where it goes.
pub fn because(because: Because) -> String {
    match because {
        Because::HeaderFits => t(text::HEADER_FITS),
        Because::ValuesFit => t(text::VALUES_FIT),
        Because::SourceKnown => t(text::SOURCE_KNOWN),
        Because::DecimalComma => t(text::COMMA_DECIMAL),
        Because::AllKnown(n) => ta(text::ALL_KNOWN, &[("n", count(n))]),
        Because::SomeUnknown(n) => ta(text::SOME_UNKNOWN, &[("n", count(n))]),
        Because::Misspelt(n) => ta(text::MISSPELT, &[("n", count(n))]),
        Because::Serials => t(text::SERIALS),
        Because::OrderAsElsewhere => t(text::ORDER_AS_ELSEWHERE),
        Because::NothingFits => t(text::NOTHING_FITS),
        Because::NothingInIt => t(text::NOTHING_IN_IT),
        Because::Chosen => t(text::CHOSEN),
    }
}

/// The name of an encoding: the same in every language.
pub fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16Le => "UTF-16 LE",
        Encoding::Utf16Be => "UTF-16 BE",
        Encoding::Windows1252 => "Windows-1252",
        Encoding::Windows1250 => "Windows-1250",
        Encoding::Windows1251 => "Windows-1251",
        Encoding::Iso8859_15 => "ISO-8859-15",
        Encoding::MacRoman => "Mac Roman",
    }
}

/// The delimiters that can be chosen.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What stands between cells.
pub fn delimiter(delimiter: u8) -> String {
    match delimiter {
        b',' => t(text::COMMA),
        b';' => t(text::SEMICOLON),
        b'\t' => t(text::TAB),
        b'|' => t(text::BAR),
        other => char::from(other).to_string(),
    }
}

/// A decimal mark.
pub fn decimal(decimal: Decimal) -> Message {
    match decimal {
        Decimal::Point => text::DECIMAL_POINT,
        Decimal::Comma => text::DECIMAL_COMMA,
    }
}

/// What a new field holds.
pub fn new_kind(kind: NewKind) -> Message {
    match kind {
        NewKind::Text => text::KIND_TEXT,
        NewKind::LongText => text::KIND_LONG_TEXT,
        NewKind::Number(_) => text::KIND_NUMBER,
        NewKind::Percent => text::KIND_PERCENT,
        NewKind::Money => text::KIND_MONEY,
        NewKind::Date => text::KIND_DATE,
        NewKind::DateTime => text::KIND_DATE_TIME,
        NewKind::Checkbox => text::KIND_CHECKBOX,
        NewKind::Select => text::KIND_SELECT,
        NewKind::Link => text::KIND_LINK,
        NewKind::Phone => text::KIND_PHONE,
        NewKind::Email => text::KIND_EMAIL,
    }
}

/// What happens to records that exist: id, label, and a sentence that explains it.
pub const POLICIES: [(Policy, &str, Message, Message); 4] = [
    (Policy::FillGaps, "fill", text::FILL_GAPS, text::FILL_GAPS_HINT),
    (Policy::Overwrite, "overwrite", text::OVERWRITE, text::OVERWRITE_HINT),
    (Policy::Skip, "skip", text::SKIP, text::SKIP_HINT),
    (Policy::Create, "create", text::CREATE, text::CREATE_HINT),
];

/// What a link does when there is no such record: id and label.
pub const MISSING: [(Missing, &str, Message); 3] = [
    (Missing::Create, "create", text::MISSING_CREATE),
    (Missing::LeaveEmpty, "empty", text::MISSING_EMPTY),
    (Missing::Reject, "reject", text::MISSING_REJECT),
];
