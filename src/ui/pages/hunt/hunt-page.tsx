import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { huntOf } from '../../../store/hunt/room.ts';
import type { HuntRoom } from '../../../store/hunt/room.ts';
import { useLab } from '../../lab-context.ts';
import { Gallery } from './gallery.tsx';
import { HuntPanel } from './hunt-panel.tsx';
import './hunt.css';
import { ProofPanel } from './proof-panel.tsx';
import { Question } from './question.tsx';
import type { RoomProps } from './room-props.ts';

/** Looks for a run that breaks a protocol without some of its rules, proves small councils, and lists what every rule is for. */
export function HuntPage(): ReactNode {
  const lab = useLab();
  const catalog = useStore(lab.catalog, (menus) => menus.catalog);
  if (catalog === null) return <p className="page-waiting">Laying out …</p>;
  return <Laid room={huntOf(lab, catalog)} catalog={catalog} />;
}

function Laid({ room, catalog }: RoomProps): ReactNode {
  const question = useRef<HTMLElement>(null);
  const gallery = useRef<HTMLElement>(null);
  const goTo = (place: HTMLElement | null): void => {
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  };
  return (
    <article className="hunt">
      <header className="hunt-head">
        <h1>What breaks if a rule is left out?</h1>
        <p className="voice">
          Each rule of a protocol prevents some attack. Leave one out, and the machine looks for a
          run that shows which: it tries random scenarios, many short and a few long ones, until a
          promise is broken, and shortens what it found. Of a small council it can visit every
          state, and so prove that there is none.
        </p>
        <button type="button" className="button button-line" onClick={() => goTo(gallery.current)}>
          All rules, each with its attack
        </button>
      </header>
      <AddressProblems room={room} />
      <div className="hunt-columns">
        <Question room={room} catalog={catalog} place={question} />
        <div className="hunt-results">
          <HuntPanel room={room} catalog={catalog} />
          <ProofPanel room={room} catalog={catalog} />
        </div>
      </div>
      <Gallery
        room={room}
        catalog={catalog}
        place={gallery}
        onChosen={() => goTo(question.current)}
      />
    </article>
  );
}

function AddressProblems({ room }: { room: HuntRoom }): ReactNode {
  const problems = useStore(room.state, (hunt) => hunt.problems);
  if (problems.length === 0) return null;
  return (
    <div className="hunt-problems" role="alert">
      <p>This address asks for something that cannot be. The usual stands in its place.</p>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  );
}
