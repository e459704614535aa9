// SPDX-License-Identifier: Apache-2.0
// Colours for C, rules and IR text: comments, strings, numbers, keywords, directives. Only a help for the eye, so it is a
// scanner of one regular expression and knows no grammar.

const KEYWORDS = new Set(
  ("abort alloc assume auto break case char const continue default do double else enum extern float for free goto halt if " +
    "inline int invoke long proc return short signed sizeof state static struct switch typedef union unsigned void volatile " +
    "watch while with guard").split(" "));
const TOKEN =
  /(?<comment>\/\/.*|\/\*[^]*?(?:\*\/|$))|(?<string>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)|(?<directive>^\s*#\s*\w+)|(?<number>\b\d[\w.]*)|(?<word>[A-Za-z_$]\w*)/gu;

/** For each line whether it begins inside of a comment. */
export function commentStarts(lines) {
  const out = new Uint8Array(lines.length + 1);
  let open = false;
  lines.forEach((line, index) => {
    out[index] = open ? 1 : 0;
    open = endsInComment(line, open);
  });
  return out;
}

function endsInComment(line, open) {
  const rest = open ? line.indexOf("*/") : 0;
  if (rest < 0) return true;
  if (line.indexOf("/*", rest) < 0) return false;
  for (const match of line.slice(open ? rest + 2 : 0).matchAll(TOKEN)) {
    const comment = match.groups.comment;
    if (comment?.startsWith("/*") && (comment.length < 4 || !comment.endsWith("*/"))) return true;
  }
  return false;
}

/** A line as [text, class or ""], in order and complete. */
export function tokens(line, inComment) {
  const out = [];
  let from = 0;
  if (inComment) {
    const end = line.indexOf("*/");
    from = end < 0 ? line.length : end + 2;
    out.push([line.slice(0, from), "comment"]);
  }
  const rest = line.slice(from);
  let at = 0;
  for (const match of rest.matchAll(TOKEN)) {
    const kind = Object.keys(match.groups).find((name) => match.groups[name] !== undefined);
    const name = kind === "word" ? (KEYWORDS.has(match[0]) ? "keyword" : "") : kind;
    if (name === "") continue;
    if (match.index > at) out.push([rest.slice(at, match.index), ""]);
    out.push([match[0], name]);
    at = match.index + match[0].length;
  }
  if (at < rest.length) out.push([rest.slice(at), ""]);
  return out;
}
