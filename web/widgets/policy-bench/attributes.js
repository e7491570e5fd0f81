// What a page may say of a bench in its markup, as a raw scene; the model checks it.

/** @param {(name: string) => string | null} attribute */
export function attributesOf(attribute) {
  /** @type {Record<string, unknown>} */
  const scene = {};
  for (const name of ['objects', 'requests', 'look']) {
    const text = attribute(name);
    if (text !== null) scene[name] = /^[0-9]{1,15}$/.test(text) ? Number(text) : text;
  }
  for (const name of ['skew', 'seed']) {
    const text = attribute(name);
    if (text !== null) scene[name] = text;
  }
  const entered = attribute('entered');
  if (entered !== null)
    scene.entered = entered
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
  return scene;
}
