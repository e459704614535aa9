// SPDX-License-Identifier: Apache-2.0
// The one way in which elements are made. Text becomes text nodes and nothing else: no HTML is ever parsed from a string,
// which the page's policy (trusted types) also forbids.
import { pieces, plain } from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

function append(parent, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    if (child instanceof Node) {
      parent.append(child);
      continue;
    }
    for (const [text, odd] of pieces(String(child))) {
      parent.append(odd ? el("span", { class: "odd", title: "a character that cannot be seen, or that reorders text" }, text) : text);
    }
  }
  return parent;
}

function make(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name, value === true ? "" : plain(value));
    }
  }
  return append(element, children);
}

/** el("button", { class: "big", onclick: f }, "text", node, [more]). */
export function el(tag, attributes = {}, ...children) {
  return make(document.createElement(tag), attributes, children);
}

/** An entry of a list to choose from; its value is kept as it is, whatever it holds. */
export function option(value, label) {
  const out = el("option", {}, label);
  out.value = value;
  return out;
}

export function svg(tag, attributes = {}, ...children) {
  return make(document.createElementNS(SVG, tag), attributes, children);
}

export function fill(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

export function byId(id) {
  return document.getElementById(id);
}

/** Says something to a screen reader without moving the focus. */
export function announce(text) {
  byId("announcer").textContent = plain(text);
}
