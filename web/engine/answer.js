/**
 * For callers who have checked their question already: the engine's answer, or an Error that carries the code of its refusal.
 * @template T
 * @param {T} answer
 * @returns {Exclude<T, {refused: string}>}
 */
export function answered(answer) {
  if (answer && typeof answer === 'object' && 'refused' in answer) {
    throw Object.assign(new Error(`the engine refused: ${answer.refused}`), { code: answer.refused });
  }
  return /** @type {Exclude<T, {refused: string}>} */ (answer);
}
