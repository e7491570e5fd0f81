// Changes a page without rewriting it: parse5 finds where things stand, and only those spans are replaced.
// (Serialising the parsed tree would also work, and would reformat every line an author wrote.)
import { parse } from 'parse5';

/**
 * @typedef {object} Found one element of a page
 * @property {string} name its tag
 * @property {Record<string, string>} attributes
 * @property {{ start: number, end: number }} inside span of its content
 * @property {{ start: number, end: number }} named where attributes can be added: behind the tag's name
 * @property {string} content
 */

/** @typedef {import('parse5').DefaultTreeAdapterMap['node']} Node */

/**
 * All elements that satisfy `wanted`, in the order of the page.
 * @param {string} html
 * @param {(element: { name: string, attributes: Record<string, string> }) => boolean} wanted
 * @returns {Found[]}
 */
export function findElements(html, wanted) {
  /** @type {Found[]} */
  const found = [];
  /** @param {Node} node */
  const visit = (node) => {
    if ('tagName' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      const place = node.sourceCodeLocation;
      if (wanted({ name: node.tagName, attributes }) && place?.startTag && place.endTag) {
        const inside = { start: place.startTag.endOffset, end: place.endTag.startOffset };
        const name = place.startTag.startOffset + 1 + node.tagName.length;
        const content = html.slice(inside.start, inside.end);
        found.push({ name: node.tagName, attributes, inside, named: { start: name, end: name }, content });
      } else if (wanted({ name: node.tagName, attributes })) {
        throw new Error(`<${node.tagName}> has no end tag, so there is nowhere to put its content`);
      }
    }
    // A template's content is another document: nothing of ours lives there.
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html, { sourceCodeLocationInfo: true }));
  return found;
}

/**
 * The page with new contents. Spans must not lie inside one another.
 * @param {string} html
 * @param {{ inside: { start: number, end: number }, content: string }[]} edits
 */
export function replaceContents(html, edits) {
  const backwards = [...edits].sort((a, b) => b.inside.start - a.inside.start);
  return backwards.reduce(
    (page, { inside, content }) => page.slice(0, inside.start) + content + page.slice(inside.end),
    html,
  );
}
