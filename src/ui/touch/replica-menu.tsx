import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { mark as markReplicas } from '../../store/acts.ts';
import { isolatedAt } from '../../core/base/reach.ts';
import { isolate, rejoin } from '../../store/touch.ts';
import { Choose } from '../controls/choose.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useCatalog, useHistory, useLab, usePlayback, useTerms } from '../lab-context.ts';
import { choiceOf, KIND_TEXTS, kindOf, kindsOf } from '../setup/choices.ts';
import { FaultDetail } from '../setup/fault-detail.tsx';
import { useReplicas } from '../use-frame.ts';
import type { ReplicaMark } from '../use-frame.ts';

/** Everything that a person can do to one replica, in one place: opened from the stage and from the inspector. */
export function ReplicaMenu({ id }: { id: number }): ReactNode {
  const lab = useLab();
  const dialog = useRef<HTMLDialogElement>(null);
  const replica = useReplicas().find((each) => each.id === id);
  const close = (): void => lab.selection.setState({ menu: null });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  if (replica === undefined) return null;
  return (
    <dialog
      ref={dialog}
      className="touch-dialog"
      aria-labelledby="menu-title"
      onClose={close}
      onClick={(event) => {
        // A click beside it closes it.
        if (event.target === event.currentTarget) close();
      }}
    >
      <div className="touch-dialog-body">
        <h2 id="menu-title">
          R{id} <span className="end">{KIND_TEXTS[replica.mark.kind].toLowerCase()}</span>
        </h2>
        <Fault {...replica} />
        <Reach id={id} />
        <Pen {...replica} />
        <button type="button" className="button button-line" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  );
}

function Fault({ id, mark, hasFoundText }: ReplicaMark): ReactNode {
  const lab = useLab();
  const catalog = useCatalog();
  const terms = useTerms();
  const isDown = mark.kind === 'crashed';
  return (
    <section aria-label="Faults">
      <div className="touch-row">
        <button
          type="button"
          className="button button-line"
          onClick={() => void markReplicas(lab, [id], { kind: isDown ? 'loyal' : 'crashed' })}
        >
          {isDown ? 'Restart' : 'Crash'}
        </button>
        {!isDown && mark.kind !== 'loyal' && (
          <button
            type="button"
            className="button button-line"
            onClick={() => void markReplicas(lab, [id], { kind: 'loyal' })}
          >
            Make loyal again
          </button>
        )}
      </div>
      <div className="touch-row">
        <span>Make it</span>
        <Choose
          label={`What R${id} shall be`}
          value={mark.kind}
          options={kindsOf(catalog).map((kind) => ({ value: kind, text: KIND_TEXTS[kind] }))}
          onChange={(value) =>
            void markReplicas(lab, [id], choiceOf(kindOf(value), catalog, terms))
          }
        />
      </div>
      <FaultDetail
        name={`R${id}, as chosen here`}
        mark={mark}
        hasFoundText={hasFoundText}
        onChoose={(choice) => void markReplicas(lab, [id], choice)}
      />
    </section>
  );
}

/** From now on; the network of the set-up has partitions from the start. */
function Reach({ id }: { id: number }): ReactNode {
  const lab = useLab();
  const [ms, setMs] = useState(300);
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const at = usePlayback((playback) => Math.floor(playback.at));
  if (scenario === null) return null;
  const isApart = isolatedAt(scenario, at).some(({ replicas }) => replicas.includes(id));
  return (
    <section aria-label="Reach">
      {isApart ? (
        <button type="button" className="button button-line" onClick={() => void rejoin(lab, id)}>
          Let it reach the others again
        </button>
      ) : (
        <div className="touch-row">
          <button
            type="button"
            className="button button-line"
            onClick={() => void isolate(lab, id, at + ms * 1000)}
          >
            Cut off
          </button>
          <span>for</span>
          <Stepper label="Cut off for ms" value={ms} min={1} max={100_000} onChange={setMs} />
          <span>ms</span>
          <button
            type="button"
            className="button button-line"
            onClick={() => void isolate(lab, id, null)}
          >
            Cut off for good
          </button>
        </div>
      )}
    </section>
  );
}

function Pen({ id, mark }: ReplicaMark): ReactNode {
  const lab = useLab();
  const isTraitor = mark.kind === 'lying' || mark.kind === 'colluding' || mark.turned;
  if (!isTraitor)
    return <p className="hint">Once it is a traitor you can write messages in its name.</p>;
  return (
    <button
      type="button"
      className="button button-line"
      onClick={() => lab.selection.setState({ menu: null, composing: id })}
    >
      Write a message…
    </button>
  );
}
