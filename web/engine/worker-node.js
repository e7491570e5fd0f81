/**
 * The same worker under node, where messages come from the parent's port.
 */
import { parentPort } from 'node:worker_threads';
import factory from '#glue';
import { serve } from './worker-serve.js';

const port = /** @type {import('node:worker_threads').MessagePort} */ (parentPort);
const answer = serve(/** @type {any} */ (port), factory);
port.on('message', answer);
