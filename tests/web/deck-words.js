// The deck as its reader has it: the page's source, one section of it, and its words with the markup taken away.
import { readFileSync } from 'node:fs';

export const page = readFileSync(new URL('../../slides/episode6_revealjs.html', import.meta.url), 'utf8');

/** @param {string} markup */
export const plain = (markup) =>
  markup
    .replace(/<t?span data-claim[^>]*>([^<]*)<\/t?span>/g, '$1') // a claim stands inside its sentence
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ');

/** @param {string} id */
export const section = (id) => page.slice(page.indexOf(`<section id="${id}"`)).split('</section>')[0];

/** @param {string} id */
export const words = (id) => plain(section(id));
