// A call that a viewer makes of running code: its lines are put ahead of the cursor, so that the strip plays and steps them like the
// script's.
import { MOST_COMMANDS } from '../../experiment/address.js';

/**
 * @param {import('../../experiment/figure-element.js').FigureElement} figure
 * @param {any} command begins the call
 * @param {(state: any) => number} stepsOf how many lines it has, and the scene of its state is the state's own
 * @returns {Promise<string|null>} the code of a refusal
 */
export async function callAndPlay(figure, command, stepsOf) {
  figure.touch();
  const { experiment } = figure;
  const [first] = await experiment.apply(command);
  if (first?.refused) return first.refused;
  const ahead = Array.from({ length: stepsOf(experiment.state) }, () => ({ do: 'step' }));
  const { scene, log, cursor } = experiment;
  const past = { scene, log: [...log.slice(0, cursor), ...ahead], cursor };
  // A log that would be too long begins anew with this call.
  const fits = past.log.length <= MOST_COMMANDS;
  await experiment.load(fits ? past : { scene: experiment.state.scene, log: ahead, cursor: 0 });
  await figure.togglePlay();
  return null;
}
