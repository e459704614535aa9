// SPDX-License-Identifier: Apache-2.0
// Text from outside on its way to the eye: what a reader cannot see, or what would reorder what he sees, becomes a symbol.

// Control characters except tab and line feed; soft hyphen; marks that join, hide or reorder; separators; tags.
const ODD =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\u{e0000}-\u{e0fff}]/gu;

function symbol(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, "0")}\u27e9`;
}

/** `text` with symbols in place of what cannot be seen. For attributes; elements use shown(). */
export function plain(text) {
  return String(text).replace(ODD, symbol);
}

/** `text` as pieces: [string, is a symbol]. */
export function pieces(text) {
  const out = [];
  let from = 0;
  for (const match of text.matchAll(ODD)) {
    if (match.index > from) out.push([text.slice(from, match.index), false]);
    out.push([symbol(match[0]), true]);
    from = match.index + match[0].length;
  }
  if (from < text.length) out.push([text.slice(from), false]);
  return out;
}

/** The last part of a path, with either slash. */
export function baseName(path) {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** "1 step", "1,234 steps". */
export function count(number, word, plural = `${word}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? word : plural}`;
}

export function seconds(value) {
  return value < 0.1 ? `${Math.round(value * 1000)} ms` : value < 100 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`;
}
