// What `#glue` is to the type checker: Emscripten's output has no types, and its 2,000 lines are not ours to check.
declare const factory: import('../engine/engine.js').Factory;
export default factory;
