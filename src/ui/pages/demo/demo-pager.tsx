import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { goBack, stopAfter } from '../../../store/demo/room.ts';
import type { DemoRoom } from '../../../store/demo/room.ts';
import { DEMO_STEPS } from '../../../store/demo/steps.ts';
import { Icon } from '../../controls/icon.tsx';

type Props = { readonly room: DemoRoom };

/** Where one is among the screens, and the way to the others. */
export function DemoPager({ room }: Props): ReactNode {
  const { stop } = useStore(room.state);
  const isLast = stop.at === 'yours';
  const isFirst = stop.at === 'step' && stop.step === 0;
  return (
    <footer className="demo-pager">
      <button
        type="button"
        className="button button-line"
        disabled={isFirst}
        onClick={() => goBack(room)}
      >
        <Icon name="back" /> Back
      </button>
      <div className="demo-progress">
        <Tiles room={room} />
        <p>{isLast ? 'Your own council' : `${stop.step + 1} of ${DEMO_STEPS.length}`}</p>
      </div>
      <button
        type="button"
        className="button button-line"
        disabled={isLast}
        onClick={() => room.go(stopAfter(stop))}
      >
        {stop.at === 'step' && stop.step === DEMO_STEPS.length - 1 ? 'Your own council' : 'Next'}{' '}
        <Icon name="forth" />
      </button>
    </footer>
  );
}

/** One for each screen: those behind are set, the present one is open. */
function Tiles({ room }: Props): ReactNode {
  const { stop } = useStore(room.state);
  const here = stop.at === 'yours' ? DEMO_STEPS.length : stop.step;
  const titles = [...DEMO_STEPS.map(({ title }) => title), 'Your own council'];
  return (
    <nav className="demo-tiles" aria-label="Screens of the demo">
      {titles.map((title, index) => (
        <button
          key={title}
          type="button"
          className={index < here ? 'demo-tile is-set' : 'demo-tile'}
          aria-label={`${index + 1}: ${title}`}
          title={title}
          aria-current={index === here ? 'step' : undefined}
          onClick={() =>
            room.go(index < DEMO_STEPS.length ? { at: 'step', step: index } : { at: 'yours' })
          }
        />
      ))}
    </nav>
  );
}
