// The same picture in words: the number that is set large, the sentence under it, and what a listener hears.
import { count, degrees, isolated, percent, percentNumber, shorten } from '../../theme/format.js';
import { letterOf } from '../../theme/marks.js';

/** @typedef {import('./picture.js').RingPicture} RingPicture */
/** @typedef {{number: string|null, unit: string, red: boolean, head: string, more: string, receipt: string}} Words */

const asSaid = (/** @type {string} */ name) => isolated(shorten(name, 40));
const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** "A" for a drawn ring's "45 A", the name elsewhere, as much of it as a sentence bears. @param {RingPicture} picture @param {number|null} index */
export function nameOf(picture, index) {
  const member = picture.members.find((m) => m.index === index);
  if (!member) return index === null ? 'a server that left' : letterOf(index);
  return picture.scene.hash === 'by-degrees' ? member.letter : asSaid(member.name);
}

/** @param {RingPicture} picture @returns {Words} */
export function ringWords(picture) {
  if (picture.view === 'line') return aboutHash(picture);
  if (!picture.members.length) return empty(picture);
  if (picture.newcomer) return aboutNewcomer(picture);
  if (picture.leaver) return aboutLeaver(picture);
  if (picture.moved) return aboutChange(picture);
  if (picture.followed) return aboutKey(picture);
  return aboutShares(picture);
}

/** @param {RingPicture} picture @returns {Words} */
const empty = (picture) => ({
  number: '0',
  unit: '',
  red: false,
  head: 'no servers',
  more: picture.keyTotal
    ? `${count(picture.keyTotal)} keys stand where their hashes put them, and nobody owns them.`
    : 'A look-up answers: nobody.',
  receipt: 'owner(key) on an empty ring · null',
});

/** @param {RingPicture} picture @returns {Words} */
function aboutHash(picture) {
  const { followed, scene } = picture;
  const name = followed ? `"${isolated(followed.label)}"` : 'a key';
  const receipt = `position(${name}) · XXH64 ÷ 2⁶⁴ × 360`;
  const turn = followed?.turn ?? 0;
  const fraction = turn.toFixed(5);
  if (scene.as === 'hash')
    return {
      number: null,
      unit: '',
      red: false,
      head: 'a hash is one number of 64 bits',
      more: 'The same text gives the same number, on every machine, for ever.',
      receipt,
    };
  if (scene.as === 'fraction')
    return {
      number: fraction,
      unit: '',
      red: false,
      head: 'of 2⁶⁴ it is this part',
      more: 'Every hash lies between 0 and 1. No server is in the formula.',
      receipt,
    };
  if (scene.as === 'line')
    return {
      number: fraction,
      unit: '',
      red: false,
      head: 'a place on a line',
      more: 'All hashes there are, from 0 to 1, and this key among them.',
      receipt,
    };
  return {
    number: degrees(turn).replace('°', ''),
    unit: '°',
    red: false,
    head: 'one line, bent until its ends meet',
    more: 'Same length, same order, same point. The place of a key no longer depends on how many servers there are.',
    receipt,
  };
}

/** @param {RingPicture} picture @returns {Words} */
function aboutNewcomer(picture) {
  const { flows, moved, members } = picture;
  const index = members.find(({ name }) => name === picture.newcomer)?.index ?? null;
  const newcomer = nameOf(picture, index);
  const fraction = moved?.fraction ?? 0;
  const keys = moved
    ? `${count(moved.count)} of these ${count(moved.keys)} keys change owner, every one to ${newcomer}`
    : '';
  const receipt = `remap(${members.length - 1} → ${members.length} servers) · exact`;
  const base = { number: percentNumber(fraction), unit: '%', red: true, receipt };
  if (flows.length === 1) {
    const loser = nameOf(picture, flows[0].from);
    const had = members.find((m) => m.index === flows[0].from);
    const part = had ? percent(flows[0].ofLoser) : '';
    const others = members.filter((m) => m.index !== index && m.index !== flows[0].from);
    const stay =
      others.length === 1
        ? ` ${nameOf(picture, others[0].index)} keeps its ${percent(others[0].fraction)}, and gets no relief.`
        : ' Every other server keeps what it had.';
    return {
      ...base,
      head: `${degrees(fraction, 1)}${picture.scene.hash === 'by-degrees' ? ' of 360°' : ''}: only ${loser} loses`,
      more: `${keys}: ${part} of what ${loser} had.${stay}`,
    };
  }
  return {
    ...base,
    head: flows.length ? `to ${newcomer}, from ${flows.length} servers` : `to ${newcomer}`,
    more: `${keys}. On average a newcomer takes 1/${members.length}, ${percent(1 / members.length)}: this is one draw, with ${count(picture.tokens.length)} tokens.`,
  };
}

/** @param {RingPicture} picture @returns {Words} */
function aboutLeaver(picture) {
  const { moved, flows } = picture;
  const heirs = list.format(flows.slice(0, 3).map(({ to }) => nameOf(picture, to)));
  return {
    number: percentNumber(moved?.fraction ?? 0),
    unit: '%',
    red: true,
    head:
      flows.length > 3 ? `of the circle goes to ${flows.length} servers` : `of the circle goes to ${heirs}`,
    more: `${count(moved?.count ?? 0)} of these ${count(moved?.keys ?? 0)} keys change owner: those of ${asSaid(picture.leaver ?? '')}, and no other.`,
    receipt: `remap(${picture.members.length + 1} → ${picture.members.length} servers) · exact`,
  };
}

/** @param {RingPicture} picture @returns {Words} */
function aboutChange(picture) {
  const { moved, members, tokens, shares } = picture;
  return {
    number: percentNumber(shares.max, 1),
    unit: '%',
    red: false,
    head: 'is the largest share',
    more: `${count(tokens.length)} tokens, ${count(tokens.length / members.length)} a server; the smallest share is ${percent(shares.min)}. Another ring: ${percent(moved?.fraction ?? 0)} of the circle changed owner.`,
    receipt: `arcs() · ${count(tokens.length)} tokens · exact`,
  };
}

/** @param {RingPicture} picture @returns {Words} */
function aboutKey(picture) {
  const { followed } = picture;
  const base = {
    unit: '°',
    red: false,
    receipt: `owner(${isolated(followed?.label ?? '')}) · first token ≥ ${degrees(followed?.turn ?? 0)}`,
  };
  if (!followed || followed.owner === null)
    return { ...base, number: null, head: 'nobody owns it', more: 'The ring is empty.' };
  const owner = nameOf(picture, followed.owner);
  return {
    ...base,
    number: degrees(followed.walk, 1).replace('°', ''),
    head: 'clockwise, to the first server',
    more: `${isolated(followed.label)} belongs to ${owner}${followed.wrapped ? ', past the top of the ring' : ''}.`,
  };
}

/** @param {RingPicture} picture @returns {Words} */
function aboutShares(picture) {
  const { members, keys, keyTotal } = picture;
  const largest = members.reduce((most, member) => (member.fraction > most.fraction ? member : most));
  const owned = members
    .slice(0, 4)
    .map(
      (m) => `${count(keys.filter((key) => key.index === m.index).length)} to ${nameOf(picture, m.index)}`,
    );
  const all = keyTotal === keys.length && keyTotal > 0 && members.length <= 4;
  return {
    number: percentNumber(largest.fraction, 1),
    unit: '%',
    red: false,
    head: `of the circle belongs to ${nameOf(picture, largest.index)}`,
    more: all
      ? `${count(keyTotal)} real keys stand where their hashes put them; each belongs to the next server clockwise: ${list.format(owned)}.`
      : `${count(members.length)} servers, ${count(picture.tokens.length)} tokens.`,
    receipt: `arcs() · ${count(members.length)} servers · exact`,
  };
}

/** What a listener hears after a command. @param {RingPicture} picture */
export function ringSentence(picture) {
  const { number, unit, head, more } = ringWords(picture);
  const first = number === null ? head : `${number}${unit === '%' ? ' %' : unit} ${head}`;
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}. ${more}`.replaceAll('\u00a0', ' ');
}
