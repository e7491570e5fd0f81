// A still shows the end of its tag's own script. A mistake in the markup stops the build, loudly.

/**
 * The scene that stands when every command of a script has been carried out.
 * @template Scene
 * @param {{scene: (raw: any) => Scene | null, check: (command: any) => string | null, fold: (scene: Scene, command: any) => Scene}} model
 * @param {any} raw the scene's fields, as the tag's attributes give them
 * @param {any[]} script
 * @returns {Scene}
 */
export function playedToEnd(model, raw, script) {
  const first = model.scene(raw);
  if (!first) throw new Error(`The attributes describe no scene: ${JSON.stringify(raw)}`);
  return script.reduce((before, { at, say, ...command }) => {
    const fault = model.check(command);
    if (fault) throw new Error(`${command.do}: ${fault}`);
    return model.fold(before, command);
  }, first);
}
