//! A usage event: one command, done or not.

/// One command that somebody started, finished, gave up or failed at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Event {
    /// When it ended, in milliseconds since 1970 (UTC), kept to a tenth of a second.
    pub at: u64,
    /// The command's number in the registry.
    pub command: u16,
    /// How it ended.
    pub result: Outcome,
    /// What it was given with.
    pub input: Input,
    /// Whether there was no network.
    pub offline: bool,
    /// From input to the result on screen, in milliseconds; kept to about a tenth of itself.
    pub duration_ms: u32,
}

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It did what it says.
    Done,
    /// It could not.
    Failed,
    /// It was given up half-way (a dialog closed, a draft dropped).
    Abandoned,
    /// It began; another event follows.
    Started,
}

/// What a command was given with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Input {
    /// A mouse or a pen.
    Mouse,
    /// A finger.
    Touch,
    /// A key or shortcut.
    Keyboard,
    /// The command palette.
    Palette,
    /// No person: a timer, a link followed at start.
    Program,
}

impl Outcome {
    /// All, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::Done, Self::Failed, Self::Abandoned, Self::Started];
}

impl Input {
    /// All, in the order of their codes.
    pub const ALL: [Self; 5] = [Self::Mouse, Self::Touch, Self::Keyboard, Self::Palette, Self::Program];
}
