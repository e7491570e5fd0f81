// Pseudocode as it runs: blocks of lines, the line that was executed last knocked out of black, its call's head bold. Shared by
// every figure that runs code (slides 10 and 16).
import { html, nothing } from 'lit';

/**
 * `head` may be a template with controls in it; `id` names a line to light, `kind` one that looks otherwise.
 * @typedef {{id: string, head: unknown, lines: {id: string, text: unknown, kind?: string}[]}} Block
 */

/** @param {{blocks: Block[], lit: string|null, running: string|null, label: string}} code `running`: the id of the block whose call runs */
export function codeLines({ blocks, lit, running, label }) {
  return html`<div class="code-lines" role="group" aria-label=${label}>${blocks.map(
    ({ id, head, lines }) =>
      html`<div class=${id === running ? 'block running' : 'block'}><div class="head">${head}</div>
<ol>${lines.map((line) => html`<li class=${`${line.kind ?? ''}${line.id === lit ? ' lit' : ''}`.trim()} aria-current=${line.id === lit ? 'step' : nothing}>${line.text}</li>`)}</ol></div>`,
  )}</div>`;
}
