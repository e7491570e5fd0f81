/**
 * The line to a program that is an engine: questions as lines of words, answers one line each, in order. Texts are
 * hex, because a key may hold a line break. What its commands mean: native_protocol.hpp.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NATIVE = fileURLToPath(new URL('../../build/native/edgecache_native', import.meta.url));

/** @param {string | Uint8Array} bytes */
export const hexText = (bytes) => {
  const encoded = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  return encoded.length === 0 ? '-' : Buffer.from(encoded).toString('hex');
};

/** @param {string} hex */
export const textOf = (hex) =>
  hex === '-' ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(hex, 'hex'));

export class NativeLine {
  #child;
  #name;
  /** @type {{resolve: (line: string) => void, reject: (error: Error) => void}[]} */
  #waiting = [];
  /** @type {string[]} */
  #pieces = [];

  /**
   * @param {string} program  the native one, unless told
   * @param {string[]} args
   */
  constructor(program = NATIVE, args = []) {
    if (program === NATIVE && !existsSync(NATIVE))
      throw new Error('no native program: cmake --build --preset native');
    this.#name = [program, ...args].join(' ');
    this.#child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdout.setEncoding('latin1').on('data', (data) => this.#hear(data));
    this.#child.on('error', () => this.#end()); // there is no such program
    this.#child.on('close', () => this.#end());
    this.#child.stdin.on('error', () => {}); // heard as 'close'
  }

  /** @param {string} data */
  #hear(data) {
    let start = 0;
    for (let end = data.indexOf('\n'); end >= 0; end = data.indexOf('\n', start)) {
      this.#pieces.push(data.slice(start, end));
      this.#waiting.shift()?.resolve(this.#pieces.join(''));
      this.#pieces = [];
      start = end + 1;
    }
    if (start < data.length) this.#pieces.push(data.slice(start));
  }

  #end() {
    for (const { reject } of this.#waiting.splice(0)) reject(new Error(`${this.#name} ended`));
  }

  /**
   * The words of the answer, or {refused}.
   * @param {...(string | number)} words
   * @returns {Promise<string[] | {refused: import('../../web/engine/edgecache.d.ts').Code}>}
   */
  async ask(...words) {
    const line = words.join(' ');
    const answer = await new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${line}\n`);
    });
    const [first, ...rest] = answer.split(' ');
    if (first === 'refused') return { refused: rest[0] };
    if (first === 'error') throw new Error(`${this.#name}: ${answer} to ${line.slice(0, 200)}`);
    return [first, ...rest];
  }

  close() {
    return new Promise((resolve) => {
      this.#child.on('close', resolve);
      this.#child.stdin.end();
    });
  }
}
