//! Elements made by hand, for the few places that are drawn so often that a view would be too slow:
//! the cells of a list change sixty times a second while somebody scrolls.

use leptos::prelude::document;
use web_sys::{Element, Node};

use super::glyph::href;
use super::icon::Icon;

/// Where the browser keeps drawings.
const SVG: &str = "http://www.w3.org/2000/svg";

/// An element of the page with a class. `None` only where there is no page.
pub fn element(tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    Some(element)
}

/// Sets an attribute. Refused only for names that are no names.
pub fn set(element: &Element, name: &str, value: &str) {
    let _refused = element.set_attribute(name, value);
}

/// Puts a node at the end of another. Refused only where one holds the other.
pub fn put(parent: &Node, child: &Node) {
    let _refused = parent.append_child(child);
}

/// A text at the end of an element; its node is kept to change it later.
pub fn words(parent: &Node, text: &str) -> Node {
    let node: Node = document().create_text_node(text).into();
    put(parent, &node);
    node
}

/// An icon as [`Glyph`](super::glyph::Glyph) draws it.
pub fn glyph(icon: Icon) -> Option<Element> {
    let svg = document().create_element_ns(Some(SVG), "svg").ok()?;
    let shape = document().create_element_ns(Some(SVG), "use").ok()?;
    set(&svg, "class", if icon.follows_text() { "i i-flip" } else { "i" });
    set(&svg, "aria-hidden", "true");
    set(&shape, "href", &href(icon));
    put(&svg, &shape);
    Some(svg)
}
