// What an eye makes of an ink: from oklch(...) to sRGB, WCAG contrast, what a dichromat sees, and how far apart two inks look.
//
// Sources: Oklab: https://bottosson.github.io/posts/oklab/ · sRGB and relative luminance: WCAG 2.2 · simulation: Machado,
// Oliveira, Fernandes, IEEE TVCG 15(6), 2009, doi:10.1109/TVCG.2009.113, severity 1.0, applied to linear light ·
// CIEDE2000: Sharma, Wu, Dalal, Color Research & Application 30(1), 2005, doi:10.1002/col.20070.

/** @typedef {[number, number, number]} Triple */

/** @param {number[][]} matrix @param {Triple} v @returns {Triple} */
const times = (matrix, v) =>
  /** @type {Triple} */ (matrix.map(([a, b, c]) => a * v[0] + b * v[1] + c * v[2]));
const clamp = (/** @type {number} */ x) => Math.min(1, Math.max(0, x));

/** Linear-light sRGB of `oklch(L C H)`; components outside [0, 1] are colours a screen cannot show. @param {string} css */
export function linearOf(css) {
  const match = /^oklch\(\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\)$/.exec(css);
  if (!match) throw new Error(`not an oklch colour: ${css}`);
  const [lightness, chroma, hue] = match.slice(1).map(Number);
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const lms = /** @type {Triple} */ ([
    (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3,
    (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3,
    (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3,
  ]);
  return times(
    [
      [4.0767416621, -3.3077115913, 0.2309699292],
      [-1.2684380046, 2.6097574011, -0.3413193965],
      [-0.0041960863, -0.7034186147, 1.707614701],
    ],
    lms,
  );
}

/** As far as a screen can show it: each channel between dark and full. @param {Triple} linear @returns {Triple} */
export const shown = (linear) => /** @type {Triple} */ (linear.map(clamp));

/** WCAG contrast of two colours in linear light. @param {Triple} one @param {Triple} other */
export function contrast(one, other) {
  const luminance = (/** @type {Triple} */ [r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** What each kind of eye receives, of linear light. @type {Record<string, number[][]>} */
export const EYES = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** @param {Triple} linear @param {string} eye @returns {Triple} */
export const seenBy = (linear, eye) => /** @type {Triple} */ (times(EYES[eye], linear).map(clamp));

/** CIE L*a*b* (D65) of linear-light sRGB. @param {Triple} linear @returns {Triple} */
export function labOf(linear) {
  const xyz = times(
    [
      [0.4123907993, 0.3575843394, 0.1804807884],
      [0.2126390059, 0.7151686788, 0.0721923154],
      [0.0193308187, 0.1191947798, 0.9505321522],
    ],
    linear,
  );
  const white = [0.9504559271, 1, 1.0890577508];
  const [x, y, z] = xyz.map((value, i) => {
    const t = value / white[i];
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const degrees = (/** @type {number} */ y, /** @type {number} */ x) =>
  ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
const sin = (/** @type {number} */ d) => Math.sin((d * Math.PI) / 180);
const cos = (/** @type {number} */ d) => Math.cos((d * Math.PI) / 180);

/** How far apart two colours look; 1 is about the least a trained eye tells. @param {Triple} one @param {Triple} other */
export function ciede2000([l1, a1, b1], [l2, a2, b2]) {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const [h1, h2] = [c1 ? degrees(b1, p1) : 0, c2 ? degrees(b2, p2) : 0];
  const grey = c1 * c2 === 0;
  let turn = grey ? 0 : h2 - h1;
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  const hue = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
  const [lightness, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  let h = h1 + h2;
  if (!grey) h = Math.abs(h1 - h2) <= 180 ? h / 2 : (h < 360 ? h + 360 : h - 360) / 2;
  const t = 1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
  const far = (lightness - 50) ** 2;
  const [sl, sc, sh] = [1 + (0.015 * far) / Math.sqrt(20 + far), 1 + 0.045 * c, 1 + 0.015 * c * t];
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * sin(60 * Math.exp(-(((h - 275) / 25) ** 2)));
  const [dl, dc, dh] = [(l2 - l1) / sl, (c2 - c1) / sc, hue / sh];
  return Math.sqrt(dl * dl + dc * dc + dh * dh + rotation * dc * dh);
}
