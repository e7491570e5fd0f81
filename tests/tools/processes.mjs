// Starts a program, keeps what it says, and waits for it.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/**
 * @param {string} command @param {string[]} args
 * @param {{ env?: Record<string, string>, fresh?: string }} [options] `fresh`: a report to remove first, so that an old one
 *   is never read for a new one
 * @returns {Promise<{ status: number, log: string }>}
 */
export function run(command, args, { env = {}, fresh } = {}) {
  if (fresh) {
    mkdirSync(dirname(fresh), { recursive: true });
    rmSync(fresh, { force: true });
  }
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, FORCE_COLOR: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (log += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (log += text));
    child.on('error', (error) => done({ status: 1, log: `${command}: ${error.message}` }));
    child.on('close', (status) => done({ status: status ?? 1, log }));
  });
}

/** Where the first of these programs is. A missing one is an error that says how to get it. @param {string[]} names */
export function programPath(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
  if (!found) throw new Error(`No ${names[0]} on this machine: node web/tooling/prepare.mjs --for test`);
  return found;
}
