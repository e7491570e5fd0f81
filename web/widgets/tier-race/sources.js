// Where the declared numbers come from, said when somebody asks. They are orders of magnitude, and each of them is disputed.
import { html } from 'lit';

const DEAN = {
  by: 'J. Dean, LADIS 2009',
  at: 'https://www.cs.cornell.edu/projects/ladis2009/talks/dean-keynote-ladis2009.pdf',
};

/** @type {{number: string, is: string, by: string, at: string}[]} */
const SOURCES = [
  { number: '100 ns', is: 'one main memory reference; a whole GET is more', ...DEAN },
  {
    number: '100 µs',
    is: 'between an SSD of the classic table, 150 µs, and a newer one, 16 µs',
    by: 'C. Scott, Latency Numbers by Year',
    at: 'https://colin-scott.github.io/personal_website/research/interactive_latency.html',
  },
  { number: '1 ms', is: 'a round trip in a data centre, 0.5 ms, and the work there', ...DEAN },
  { number: '10 ms', is: 'one disk seek', ...DEAN },
];

export const sourceList = html`<dl class="sources">${SOURCES.map(
  ({ number, is, by, at }) =>
    html`<dt>${number}</dt><dd>${is}: <a href=${at} target="_blank" rel="noreferrer">${by}</a></dd>`,
)}<dt>Room</dt><dd>10 GB, 1 TB, 100 TB are this story’s own</dd></dl>`;
