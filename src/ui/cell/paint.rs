//! Draws cells into elements that stay: a row of a long list shows another record sixty times a second
//! while somebody scrolls, and then only texts and classes change. Elements are made anew only where a
//! cell shows other parts than before, such as two links instead of one.

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlAnchorElement, Node};

use super::face::{ChipFace, Face, LinkFace, MarkFace};
use super::view::{stars_label, tick_label};
use crate::ui::kit::chip::Hue;
use crate::ui::kit::dom::{element, glyph, put, set, words};
use crate::ui::kit::icon::Icon;

/// Draws one cell after the other into the same place.
pub struct Painter {
    place: Element,
    shape: Shape,
    /// The parts are there but do not show: this record has nothing in the cell.
    hidden: bool,
}

/// The parts that are there, with the nodes that change.
enum Shape {
    Nothing,
    Words { class: &'static str, own: bool, text: Node },
    Away { class: &'static str, tab: bool, link: HtmlAnchorElement, text: Node },
    Chip(ChipNodes),
    Chips(Element, Vec<ChipNodes>),
    Links(Vec<LinkNodes>),
    Tick(bool),
    Stars(u8),
}

struct ChipNodes {
    chip: Element,
    icon: Option<Icon>,
    hue: Hue,
    text: Node,
}

struct LinkNodes {
    leads: bool,
    own: bool,
    outer: Element,
    mark: MarkNodes,
    words: Element,
    class: &'static str,
    text: Node,
}

enum MarkNodes {
    Letters { mark: Element, class: String, letters: String, text: Node },
    Icon(Icon),
}

fn write(text: &Node, to: &str) {
    text.set_node_value(Some(to));
}

impl Painter {
    /// For a cell that is empty yet.
    #[must_use]
    pub fn new(place: Element) -> Self {
        Self { place, shape: Shape::Nothing, hidden: false }
    }

    /// Takes the words away and leaves the parts: another record is on its way.
    pub fn blank(&mut self) {
        match &mut self.shape {
            Shape::Words { text, .. } | Shape::Away { text, .. } | Shape::Chip(ChipNodes { text, .. }) => {
                write(text, "");
            }
            Shape::Chips(_, chips) => chips.iter().for_each(|chip| write(&chip.text, "")),
            Shape::Links(links) => {
                for link in links {
                    write(&link.text, "");
                    if let MarkNodes::Letters { letters, text, .. } = &mut link.mark {
                        write(text, "");
                        letters.clear();
                    }
                }
            }
            Shape::Nothing | Shape::Tick(_) | Shape::Stars(_) => {}
        }
    }

    /// Shows a cell.
    pub fn paint(&mut self, face: &Face<'_>) {
        if matches!(face, Face::Nothing) {
            return self.hide(true);
        }
        if !self.change(face) {
            self.place.set_text_content(None);
            self.shape = build(&self.place, face).unwrap_or(Shape::Nothing);
        }
        self.hide(false);
    }

    /// Hides the parts, which most likely are needed again, or shows them.
    fn hide(&mut self, hidden: bool) {
        if hidden != self.hidden && !matches!(self.shape, Shape::Nothing) {
            if hidden {
                self.blank();
            }
            // Refused only for names that are no names.
            let _refused = self.place.class_list().toggle_with_force("is-none", hidden);
            self.hidden = hidden;
        }
    }

    /// Shows it with the parts that are there; `false` when it needs others.
    fn change(&mut self, face: &Face<'_>) -> bool {
        match (&mut self.shape, face) {
            (Shape::Words { class: c, own: o, text: node }, Face::Words { class, text, own })
                if c == class && o == own =>
            {
                write(node, text);
                true
            }
            (Shape::Away { class: c, tab: b, link, text: node }, Face::Away { class, text, href, tab })
                if c == class && b == tab =>
            {
                write(node, text);
                link.set_href(href);
                true
            }
            (Shape::Chip(nodes), Face::Chip(chip)) => nodes.change(chip),
            (Shape::Chips(line, nodes), Face::Chips(chips)) => {
                for nodes in nodes.drain(chips.len().min(nodes.len())..) {
                    nodes.chip.remove();
                }
                let same = nodes.iter_mut().zip(chips).all(|(nodes, chip)| nodes.change(chip));
                let new = chips.get(nodes.len()..).unwrap_or_default();
                nodes.extend(new.iter().filter_map(|chip| ChipNodes::build(line, chip)));
                same
            }
            (Shape::Links(nodes), Face::Links(links)) if nodes.len() == links.len() => {
                nodes.iter_mut().zip(links).all(|(nodes, link)| nodes.change(link))
            }
            (Shape::Tick(before), Face::Tick(on)) => before == on,
            (Shape::Stars(before), Face::Stars(stars)) => before == stars,
            _ => false,
        }
    }
}

fn build(place: &Element, face: &Face<'_>) -> Option<Shape> {
    Some(match face {
        Face::Nothing => Shape::Nothing,
        Face::Words { class, text, own } => {
            let span = element("span", class)?;
            if *own {
                set(&span, "dir", "auto");
            }
            put(place, &span);
            Shape::Words { class, own: *own, text: words(&span, text) }
        }
        Face::Away { class, text, href, tab } => {
            let link = element("a", class)?;
            set(&link, "dir", "ltr");
            set(&link, "href", href);
            if *tab {
                set(&link, "target", "_blank");
                set(&link, "rel", "noopener noreferrer");
            }
            put(place, &link);
            let text = words(&link, text);
            Shape::Away { class, tab: *tab, link: link.unchecked_into(), text }
        }
        Face::Chip(chip) => Shape::Chip(ChipNodes::build(place, chip)?),
        Face::Chips(chips) => {
            let line = element("span", "chips is-line")?;
            put(place, &line);
            let chips = chips.iter().filter_map(|chip| ChipNodes::build(&line, chip)).collect();
            Shape::Chips(line, chips)
        }
        Face::Links(links) => {
            let place = if links.len() > 1 {
                let row = element("span", "row")?;
                put(place, &row);
                row
            } else {
                place.clone()
            };
            Shape::Links(links.iter().filter_map(|link| LinkNodes::build(&place, link)).collect())
        }
        Face::Tick(on) => {
            let tick = element("span", if *on { "check is-on" } else { "check" })?;
            set(&tick, "role", "img");
            set(&tick, "aria-label", &tick_label(*on));
            if *on {
                put(&tick, &glyph(Icon::Check)?.into());
            }
            put(place, &tick);
            Shape::Tick(*on)
        }
        Face::Stars(stars) => {
            let line = element("span", "rating")?;
            set(&line, "role", "img");
            set(&line, "aria-label", &stars_label(*stars));
            for _ in 0..*stars {
                let star = element("span", "is-on")?;
                put(&star, &glyph(Icon::Star)?.into());
                put(&line, &star);
            }
            put(place, &line);
            Shape::Stars(*stars)
        }
    })
}

impl ChipNodes {
    fn build(place: &Element, face: &ChipFace<'_>) -> Option<Self> {
        let chip = element("span", &Self::class(face))?;
        if let Some(icon) = face.icon {
            put(&chip, &glyph(icon)?.into());
        }
        let span = element("span", "")?;
        put(&chip, &span);
        put(place, &chip);
        let text = words(&span, &face.text);
        Some(Self { chip, icon: face.icon, hue: face.hue, text })
    }

    fn class(face: &ChipFace<'_>) -> String {
        format!("chip {}", face.hue.class())
    }

    fn change(&mut self, face: &ChipFace<'_>) -> bool {
        if self.icon != face.icon {
            return false;
        }
        if self.hue != face.hue {
            self.chip.set_class_name(&Self::class(face));
            self.hue = face.hue;
        }
        write(&self.text, &face.text);
        true
    }
}

impl LinkNodes {
    fn build(place: &Element, face: &LinkFace<'_>) -> Option<Self> {
        let outer = match &face.href {
            Some(href) => {
                let link = element("a", "cell is-link")?;
                set(&link, "href", href);
                set(&link, "tabindex", "-1");
                if face.name {
                    set(&link, "data-name", "");
                }
                link
            }
            None => element("span", "cell")?,
        };
        let mark = MarkNodes::build(&outer, &face.mark)?;
        let span = element("span", face.class)?;
        if face.own {
            set(&span, "dir", "auto");
        }
        put(&outer, &span);
        put(place, &outer);
        let text = words(&span, &face.text);
        Some(Self { leads: face.href.is_some(), own: face.own, outer, mark, words: span, class: face.class, text })
    }

    fn change(&mut self, face: &LinkFace<'_>) -> bool {
        if self.leads != face.href.is_some() || self.own != face.own || !self.mark.change(&face.mark) {
            return false;
        }
        if let Some(href) = &face.href {
            let link: &HtmlAnchorElement = self.outer.unchecked_ref();
            link.set_href(href);
        }
        if self.class != face.class {
            self.words.set_class_name(face.class);
            self.class = face.class;
        }
        write(&self.text, &face.text);
        true
    }
}

impl MarkNodes {
    fn build(place: &Element, face: &MarkFace) -> Option<Self> {
        match face {
            MarkFace::Letters { class, letters } => {
                let mark = element("span", class)?;
                set(&mark, "aria-hidden", "true");
                put(place, &mark);
                let text = words(&mark, letters);
                Some(Self::Letters { mark, class: class.clone(), letters: letters.clone(), text })
            }
            MarkFace::Icon(icon, size) => {
                let mark = element("span", &format!("av av-co{}", size.class()))?;
                set(&mark, "aria-hidden", "true");
                put(&mark, &glyph(*icon)?.into());
                put(place, &mark);
                Some(Self::Icon(*icon))
            }
        }
    }

    fn change(&mut self, face: &MarkFace) -> bool {
        match (self, face) {
            (Self::Letters { mark, class: old, letters: before, text }, MarkFace::Letters { class, letters }) => {
                if old != class {
                    mark.set_class_name(class);
                    old.clone_from(class);
                }
                if before != letters {
                    write(text, letters);
                    before.clone_from(letters);
                }
                true
            }
            (Self::Icon(before), MarkFace::Icon(icon, _)) => before == icon,
            _ => false,
        }
    }
}
