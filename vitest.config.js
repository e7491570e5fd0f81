// Unit tests run in node; a test that needs a document says so in its first line (`// @vitest-environment happy-dom`).
import { defineConfig } from 'vitest/config';
import { engineWorkerPlugin } from './web/tooling/engine-worker.js';
import { lookupVectorsPlugin } from './web/tooling/lookup-vectors.js';

export default defineConfig({
  plugins: [engineWorkerPlugin({ inline: false }), lookupVectorsPlugin()],
  test: {
    include: ['tests/{engine,web,tools,deck,conformance}/**/*.test.js'],
    maxWorkers: 2, // the machines of this project have two cores
    testTimeout: 20_000,
  },
});
