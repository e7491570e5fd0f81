// What the build provides and no file on disk declares.

/** Written by web/tooling/engine-worker.js. */
declare module 'virtual:engine-worker' {
  /** Starts web/engine/worker.js as a classic worker: its own file when hosted, inline in the single-file builds. */
  export function createWorker(): import('../engine/worker-line.js').WorkerLike;
}

/** Written by web/tooling/lookup-vectors.js: what slides/lookup_vectors.py wrote, as base64. */
declare module 'virtual:lookup-vectors' {
  const text: string;
  export default text;
}

declare module '#wasm?url' {
  const url: string;
  export default url;
}

/** The notes plugin and others of reveal.js carry their own types; styles are imported for their effect. */
declare module '*.css';

declare module 'subset-font' {
  type Axis = number | { min: number; max: number; default?: number };
  /** The font with only the glyphs that `text` needs. */
  export default function subsetFont(
    font: Buffer,
    text: string,
    options: {
      targetFormat: 'sfnt' | 'woff' | 'woff2';
      variationAxes?: Record<string, Axis>;
      keepFeatures?: string[];
      noHinting?: boolean;
    },
  ): Promise<Buffer>;
}

declare module '#wasm-ring?url' {
  const url: string;
  export default url;
}
