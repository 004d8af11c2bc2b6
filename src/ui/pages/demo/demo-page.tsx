import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { demoOf } from '../../../store/demo/room.ts';
import { LabContext, useLab, useSite } from '../../lab-context.ts';
import { DemoPager } from './demo-pager.tsx';
import { DemoStepView } from './demo-step.tsx';
import { useDemoKeys } from './use-demo-keys.ts';
import { YoursView } from './yours.tsx';
import './demo.css';

/** Five minutes for people who decide about agents and have never heard of agreement: one idea and one run on each screen. */
export function DemoPage(): ReactNode {
  const lab = useLab();
  const room = demoOf(lab);
  const query = useSite((site) => site.query);
  useEffect(() => room.follow(query), [room, query]);
  useEffect(() => () => room.stage.playback.setState({ isPlaying: false }), [room]);
  useDemoKeys(room);
  const { stop, problem } = useStore(room.state);
  return (
    <div className="demo">
      {problem !== '' && (
        <p role="alert" className="demo-problem">
          {problem}
        </p>
      )}
      {stop.at === 'step' ? (
        <LabContext value={room.stage}>
          <DemoStepView room={room} lab={lab} index={stop.step} />
        </LabContext>
      ) : (
        <YoursView room={room} />
      )}
      <DemoPager room={room} />
    </div>
  );
}
