import type { ReactNode } from 'react';
import { visible } from '../../core/base/visible.ts';
import { edit } from '../../store/acts.ts';
import { figure } from '../../viz/figure.ts';
import { Icon } from '../controls/icon.tsx';
import { Stepper } from '../controls/stepper.tsx';
import { useHistory, useLab, usePlayback, useRecording } from '../lab-context.ts';

const SEED_MAX = 4_294_967_295;

/** What another person needs to get the very same run, and the hash that proves it. */
export function ProofSection(): ReactNode {
  const lab = useLab();
  const scenario = useHistory((history) => history.present?.scenario ?? null);
  const report = useRecording((recording) => recording.report);
  const timeline = useRecording((recording) => recording.timeline);
  const events = report?.trace.events ?? timeline?.events ?? 0;
  // How long it is would tell how it goes on.
  const isHidden = usePlayback(
    ({ hidesFuture, at }) => hidesFuture && !(timeline?.done === true && at >= timeline.reached),
  );
  if (!scenario) return null;
  return (
    <section className="section" aria-labelledby="proof-title">
      <h2 id="proof-title">Proof in sight</h2>
      <dl className="facts">
        <dt>Seed</dt>
        <dd>
          <Stepper
            label="seed"
            value={scenario.seed}
            min={0}
            max={SEED_MAX}
            onChange={(seed) => void edit(lab, `seed ${seed}`, (now) => ({ ...now, seed }))}
          />
        </dd>
        <dt>Signatures</dt>
        <dd>{scenario.signatures === 'ed25519' ? 'Ed25519' : 'ideal (modelled)'}</dd>
        <dt>Events</dt>
        <dd>{isHidden ? '…' : figure(events)}</dd>
        <dt>Trace hash</dt>
        <dd>
          <TraceHash />
        </dd>
      </dl>
      <CopyCommand />
    </section>
  );
}

function TraceHash(): ReactNode {
  const hash = useRecording((recording) => recording.report?.trace.hash ?? null);
  const isCut = useRecording(({ timeline }) => timeline?.isFull === true);
  const shown = hash ?? (isCut ? 'of whole runs only' : 'known at the end of the run');
  return (
    <code className="hash" data-testid="trace-hash" title={hash ?? ''}>
      {shown}
    </code>
  );
}

function CopyCommand(): ReactNode {
  const lab = useLab();
  const command = useRecording((recording) => recording.shared?.command ?? null);
  const copy = (text: string): void => {
    lab.around.copy(text).then(
      () => lab.selection.setState({ toast: 'Command copied: it prints the same trace hash.' }),
      () => lab.selection.setState({ toast: 'Select the command and copy it by hand.' }),
    );
  };
  if (command === null) return null;
  return (
    <div className="command">
      <pre tabIndex={0} aria-label="Command that repeats this run">
        {command.split('\n').map(visible).join('\n')}
      </pre>
      <button type="button" className="button button-line" onClick={() => copy(command)}>
        <Icon name="copy" /> Copy as command
      </button>
    </div>
  );
}
