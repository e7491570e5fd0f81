/**
 * The worker script of a page. Built as one file of its own, it asks for nothing: the compiled module
 * arrives in its first message.
 */
import factory from '#glue';
import { serve } from './worker-serve.js';

const answer = serve(/** @type {any} */ (self), factory);
self.onmessage = ({ data }) => answer(data);
