import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Scenario } from '../../core/model/index.ts';
import { boundsOf } from '../../store/council.ts';
import { createNamer } from '../../viz/names.ts';
import { createQuorums } from '../../viz/quorums/quorums.ts';
import { abstractSides, quorumsScene } from '../../viz/quorums/scene.ts';

/** With more replicas the seats are too narrow to tell apart. */
const REPLICAS_MAX = 13;
/** The rail without its padding; a narrower one scales the drawing down. */
const WIDTH = 247;

/** Two quorums as far apart as they can be: what they still share is why the council is safe, or is not. */
export function QuorumsMeet({ scenario }: { scenario: Scenario }): ReactNode {
  const { n, q } = boundsOf(scenario, []);
  if (n > REPLICAS_MAX || q > n) return null;
  const shared = Math.max(0, 2 * q - n);
  return (
    <figure className="quorums-meet">
      <figcaption>
        <b>Where two quorums meet</b>
        <span className="soft">
          {shared === 0
            ? `Two of ${q} among ${n} may share nobody.`
            : `Any two of ${q} among ${n} share at least ${shared}.`}
        </span>
      </figcaption>
      <QuorumsDrawing n={n} q={q} />
    </figure>
  );
}

function QuorumsDrawing({ n, q }: { n: number; q: number }): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!element.current) return undefined;
    const quorums = createQuorums(element.current);
    const nameOf = createNamer({ n, clients: 0 });
    const sides = abstractSides(n, q);
    quorums.update(quorumsScene({ n, sides, culprits: [], nameOf, width: WIDTH }));
    return () => quorums.destroy();
  }, [n, q]);
  return <div ref={element} />;
}
