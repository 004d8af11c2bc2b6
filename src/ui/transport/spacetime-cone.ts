/** Keeps the causal cone of what is selected: asked of the engine when the selection or the direction changes. */
import type { Lab } from '../../store/lab.ts';
import { showFailure } from '../../store/notices.ts';
import { sightOf } from './spacetime-sight.ts';

export function createConeKeeper(lab: Lab): () => void {
  let asked = '';
  return () => {
    const { message, event } = lab.selection.getState();
    const { run, timeline } = lab.recording.getState();
    const sight = sightOf(lab);
    const { coneMode, cone } = sight.getState();
    const of = event ?? message;
    const isOff = of === null || coneMode === 'off' || timeline === null || of >= timeline.events;
    const key = isOff ? '' : `${run} ${of} ${coneMode}`;
    if (key === asked) return;
    asked = key;
    if (isOff) {
      if (cone !== null) sight.setState({ cone: null });
      return;
    }
    lab.engine
      .ask('cone', { run, event: of, direction: coneMode })
      .then((outcome) => {
        if (outcome.status === 'done' && asked === key) sight.setState({ cone: outcome.value });
      })
      .catch((error: unknown) => showFailure(lab, error));
  };
}
