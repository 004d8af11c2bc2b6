import { useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useStore } from 'zustand';
import type { AblationCase, AblationInfo, Catalog } from '../../../core/model/index.ts';
import { FIRST_CHOICE, protocolIn } from '../../../store/hunt/choice.ts';
import { openInLab } from '../../../store/open-in-lab.ts';
import { withRuleKept } from '../../../store/hunt/rule-kept.ts';
import { figure } from '../../../viz/figure.ts';
import { Choose } from '../../controls/choose.tsx';
import { useLab } from '../../lab-context.ts';
import { ClauseLine, matches } from './clause.tsx';
import './gallery.css';
import type { RoomProps } from './room-props.ts';
import { blindHunts } from './hunted.ts';
import type { BlindHunt } from './hunted.ts';
import { blindText, counted, monitorTitle } from './words.ts';
import { useWordsOf } from '../../use-words.ts';

type Props = RoomProps & {
  readonly place: RefObject<HTMLElement | null>;
  /** Somebody wants to hunt without one of the rules. */
  readonly onChosen: () => void;
};

type Entry = {
  readonly id: string;
  readonly info: AblationInfo;
  readonly shown: AblationCase | undefined;
  /** What the blind hunts came to; absent where none were made for the protocol. */
  readonly blind: BlindHunt | undefined;
};

const KINDS = [
  { value: 'all', text: 'All rules', fits: (): boolean => true },
  {
    value: 'blind',
    text: 'Found by a blind hunt',
    fits: ({ blind }: Entry): boolean => typeof blind?.monitor === 'string',
  },
  {
    value: 'missed',
    text: 'Missed by the blind hunts',
    fits: ({ blind }: Entry): boolean => blind?.monitor === null,
  },
  {
    value: 'paired',
    text: 'Covered by another rule',
    fits: ({ shown }: Entry): boolean => shown !== undefined && shown.together.length > 0,
  },
];

/** Every rule that can be left out: the attack that then works, and the clause that prevents it. */
export function Gallery({ room, catalog, place, onChosen }: Props): ReactNode {
  const chosen = useStore(room.state, ({ choice }) => choice.protocol);
  const [sought, setSought] = useState('');
  const [kind, setKind] = useState('all');
  const protocol = entriesOf(catalog, chosen).length > 0 ? chosen : FIRST_CHOICE.protocol;
  const entries = entriesOf(catalog, protocol);
  const fits = KINDS.find(({ value }) => value === kind)?.fits ?? (() => true);
  const found = entries.filter(
    (entry) => fits(entry) && matches(sought, entry.id, entry.info, moreOf(entry)),
  );
  const title = protocolIn(catalog, protocol)?.title ?? protocol;
  const reword = useWordsOf(protocol);
  return (
    <section ref={place} tabIndex={-1} className="gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title">
        {counted(entries.length, 'rule')} of {title}, and what each is for
      </h2>
      <p className="voice">
        Each attack is a run that breaks a promise without the rule; the same attack against the
        full protocol breaks nothing. Tests hold every one of them to it.{' '}
        {reword(
          'The blind hunts knew nothing of the rules: 4 to 7 replicas, at most f of them faulty.',
        )}
      </p>
      <div className="gallery-tools">
        <input
          type="search"
          className="text-field"
          aria-label="Find a rule, a clause or an attack"
          placeholder="Find a rule, a clause or an attack"
          value={sought}
          onChange={(event) => setSought(event.target.value)}
        />
        <Choose label="Which rules" value={kind} options={KINDS} onChange={setKind} />
        <p className="hint" role="status">
          {figure(found.length)} of {counted(entries.length, 'rule')}
        </p>
      </div>
      <ul className="gallery-list">
        {found.map((entry) => (
          <li key={entry.id}>
            <RuleCard
              entry={entry}
              catalog={catalog}
              onHunt={() => {
                room.choose({ protocol, ablate: [entry.id], monitor: '' });
                onChosen();
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function entriesOf(catalog: Catalog, protocol: string): readonly Entry[] {
  const rules = Object.entries(protocolIn(catalog, protocol)?.ablations ?? {});
  const ofProtocol = ({ scenario }: AblationCase): boolean =>
    (scenario['protocol'] ?? FIRST_CHOICE.protocol) === protocol;
  return rules.map(([id, info]) => ({
    id,
    info,
    shown: catalog.ablationCases.find((each) => each.rule === id && ofProtocol(each)),
    blind: protocol === FIRST_CHOICE.protocol ? blindHunts[id] : undefined,
  }));
}

/** What else can be sought by. */
function moreOf({ shown, blind }: Entry): string {
  return [shown?.title, shown?.watch, shown?.breaks, blind?.monitor].join(' ');
}

type CardProps = {
  readonly entry: Entry;
  readonly catalog: Catalog;
  readonly onHunt: () => void;
};

function RuleCard({ entry, catalog, onHunt }: CardProps): ReactNode {
  const { id, info, shown, blind } = entry;
  const reword = useWordsOf('pbft');
  return (
    <article className="gallery-card" aria-labelledby={`rule-${id}`}>
      <h3 id={`rule-${id}`}>{info.missing}</h3>
      <code>{id}</code>
      <ClauseLine clause={info.clause} />
      <div className="gallery-attack">
        {shown && (
          <p className="voice">
            {shown.watch} <b>{monitorTitle(catalog, shown.breaks)}</b> breaks
            {shown.together.length > 0 && ', but only where another rule is left out, too: '}
            {shown.together.map((other) => (
              <code key={other}>{other}</code>
            ))}
            .
          </p>
        )}
        {blind && <p className="hint">{reword(blindText(blind, catalog))}</p>}
      </div>
      <CardButtons entry={entry} onHunt={onHunt} />
    </article>
  );
}

function CardButtons({ entry, onHunt }: Omit<CardProps, 'catalog'>): ReactNode {
  const lab = useLab();
  const { id, shown, blind } = entry;
  const about = <span className="visually-hidden"> ({id})</span>;
  return (
    <div className="gallery-buttons">
      {shown && (
        <>
          <button
            type="button"
            className="button button-line"
            onClick={() => void openInLab(lab, shown.scenario, { monitor: shown.breaks })}
          >
            Show the attack{about}
          </button>
          <button
            type="button"
            className="button button-line"
            onClick={() => void openInLab(lab, withRuleKept(shown.scenario))}
          >
            The same attack against the full protocol{about}
          </button>
        </>
      )}
      {blind?.short && blind.monitor !== null && (
        <button
          type="button"
          className="button"
          onClick={() => void openInLab(lab, blind.short ?? {}, { monitor: blind.monitor ?? '' })}
        >
          What the blind hunt found{about}
        </button>
      )}
      <button type="button" className="button" onClick={onHunt}>
        Hunt without it{about}
      </button>
    </div>
  );
}
