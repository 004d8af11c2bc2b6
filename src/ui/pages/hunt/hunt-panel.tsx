import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { huntCommand, protocolIn, queryOf } from '../../../store/hunt/choice.ts';
import type { Found, Search } from '../../../store/hunt/search.ts';
import { openInLab } from '../../../store/open-in-lab.ts';
import { figure } from '../../../viz/figure.ts';
import { timeWords } from '../../../viz/time-words.ts';
import { QuotingText } from '../../controls/user-text.tsx';
import { useWordsOf } from '../../use-words.ts';
import { useLab } from '../../lab-context.ts';
import { Command } from './command.tsx';
import type { RoomProps } from './room-props.ts';
import { HuntFields } from './question.tsx';
import { Story } from './story.tsx';
import {
  calmText,
  counted,
  huntedCouncil,
  huntVerdict,
  isCalm,
  nearerText,
  nearestText,
  scopeText,
  talliedText,
} from './words.ts';

/** The search for a run that breaks something, and what it found. */
export function HuntPanel({ room, catalog }: RoomProps): ReactNode {
  const { choice, search } = useStore(room.state);
  const isAtWork = search.status === 'trying' || search.status === 'shortening';
  const isOther = search.asked !== null && queryOf(search.asked) !== queryOf(choice);
  const claim = catalog.monitors.find(({ id }) => id === choice.monitor)?.claim;
  return (
    <section className="hunt-panel" aria-labelledby="hunt-title">
      <h2 id="hunt-title">Hunt</h2>
      <p className="hint">
        {scopeText(choice, protocolIn(catalog, choice.protocol))} Each is run by the engine, one
        number after the other: everybody who asks the same finds the same.
      </p>
      <HuntFields choice={choice} catalog={catalog} choose={room.choose} />
      {claim !== undefined && <p className="hint">The promise: {claim}</p>}
      <div className="hunt-go">
        <button
          type="button"
          className={isAtWork ? 'button button-line' : 'button button-gold'}
          onClick={isAtWork ? room.stopHunt : room.hunt}
        >
          {isAtWork ? 'Stop the hunt' : 'Hunt'}
        </button>
        <Command label="The same hunt on the command line" text={huntCommand(choice)} />
      </div>
      <p className="visually-hidden" role="status">
        {search.status === 'trying' ? 'The hunt has begun.' : huntVerdict(search, catalog)}
      </p>
      {search.asked === null ? (
        <p className="hunt-empty">
          Here you will see how many runs were tried, which came nearest, and the first that breaks
          something, told step by step.
        </p>
      ) : (
        <div className="hunt-result">
          <p className="hunt-asked">
            {huntedCouncil(search.asked)}
            {isOther && ' The question above has changed since.'}
          </p>
          <Progress search={search} />
          <Outcome room={room} catalog={catalog} search={search} />
        </div>
      )}
    </section>
  );
}

function Progress({ search }: { search: Search }): ReactNode {
  const { status, asked, tried, seconds } = search;
  const rate = seconds > 0 ? tried / seconds : 0;
  return (
    <>
      {status === 'trying' && (
        <progress
          className="hunt-progress"
          aria-label="Runs tried"
          max={asked?.budget}
          value={tried}
        />
      )}
      <dl className="hunt-figures" aria-label="The hunt in figures">
        <Figure name="runs tried" value={figure(tried)} />
        <Figure
          name="runs a second"
          value={rate < 10 ? rate.toFixed(1) : figure(Math.round(rate))}
        />
        <Figure name="seconds" value={seconds.toFixed(1)} />
      </dl>
    </>
  );
}

export function Figure({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

type OutcomeProps = RoomProps & { readonly search: Search };

function Outcome({ room, catalog, search }: OutcomeProps): ReactNode {
  const { status, found, shortened } = search;
  const verdict = huntVerdict(search, catalog);
  return (
    <>
      {verdict !== '' && (
        <p className={found === null ? 'hunt-verdict' : 'hunt-verdict is-broken'}>{verdict}</p>
      )}
      {status === 'shortening' && (
        <p className="hint">{counted(shortened, 'run')} of shortening so far.</p>
      )}
      {found === null ? (
        <Nearest room={room} catalog={catalog} search={search} />
      ) : (
        <FoundRun found={found} catalog={catalog} search={search} />
      )}
    </>
  );
}

/** How near the others came, by a measure that only protocols have whose members hear more than one voice. */
function Nearest({ room, catalog, search }: OutcomeProps): ReactNode {
  const { runs, nearest } = search.tally;
  const reword = useWordsOf(search.asked?.protocol ?? '');
  if (runs === 0) return null;
  return (
    <>
      <p className="hint">{reword(talliedText(search, catalog))}</p>
      {nearest !== null && (
        <div className="hunt-nearest">
          <h3>Nearest miss</h3>
          <p>{reword(nearestText(nearest, search, catalog))}</p>
          <p className="hint">{reword(nearerText(nearest))}</p>
          <button type="button" className="button button-line" onClick={room.openNearest}>
            Open the nearest miss in the Lab
          </button>
        </div>
      )}
    </>
  );
}

type FoundProps = {
  readonly found: Found;
  readonly catalog: RoomProps['catalog'];
  readonly search: Search;
};

function FoundRun({ found, catalog, search }: FoundProps): ReactNode {
  const { hunted, broken } = found;
  const reword = useWordsOf(search.asked?.protocol ?? '');
  const protocol = protocolIn(catalog, search.asked?.protocol ?? '') ?? null;
  return (
    <div className="hunt-found">
      <p className="hint">
        {hunted.runs > 1 &&
          `Before it came ${counted(hunted.runs - 1, 'run')}. ${reword(talliedText(search, catalog))} `}
        In {counted(hunted.shrinkRuns, 'more run')} it was shortened to what is still needed:
      </p>
      <Story found={found} protocol={protocol} />
      {isCalm(hunted.short) && search.asked?.protocol === 'pbft' && (
        <p className="hint">{reword(calmText(catalog, hunted.monitor))}</p>
      )}
      {broken !== null && (
        <p className="hunt-broken">
          <b>Broken at {timeWords(broken.at)}:</b>{' '}
          <QuotingText>{reword(broken.detail)}</QuotingText>
        </p>
      )}
      <TakeFound found={found} />
    </div>
  );
}

function TakeFound({ found }: { found: Found }): ReactNode {
  const lab = useLab();
  const { hunted, link } = found;
  const copyLink = (): void => {
    const address = new URL(`#${link}`, lab.around.address()).href;
    void lab.around.copy(address).then(
      () => lab.selection.setState({ toast: 'The link is copied.' }),
      () => lab.selection.setState({ toast: 'The browser does not let the page copy.' }),
    );
  };
  const save = (): void => {
    const name = `parley-hunt-${hunted.monitor}-${hunted.runs}.scenario.json`;
    lab.around.save(name, [`${JSON.stringify(hunted.short, null, 2)}\n`], 'application/json');
  };
  return (
    <div className="hunt-take">
      <button
        type="button"
        className="button button-gold"
        onClick={() => void openInLab(lab, hunted.short, { monitor: hunted.monitor })}
      >
        Open in the Lab
      </button>
      <button type="button" className="button button-line" onClick={save}>
        Save the scenario
      </button>
      {link !== '' && (
        <button type="button" className="button button-line" onClick={copyLink}>
          Copy the link
        </button>
      )}
    </div>
  );
}
