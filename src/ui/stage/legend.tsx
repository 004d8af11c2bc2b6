import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { MessageInfo, ValueInfo } from '../../core/model/index.ts';
import { presentSeq } from '../../store/jumps.ts';
import { placeOf } from '../../store/playback.ts';
import { agentBadges } from '../../viz/families.ts';
import { FamilyBadge } from '../controls/family-badge.tsx';
import { Glyph } from '../controls/glyph.tsx';
import { UserText } from '../controls/user-text.tsx';
import { ValueTile } from '../explain/sentence.tsx';
import { useHistory, useLab, usePlayback, useProtocol, useRecording } from '../lab-context.ts';
import { stageSightOf } from './stage-sight.ts';

/** More competing values than this are told apart by their letters alone. */
const VALUES_SHOWN = 4;

/** More families than this are told by the replicas' own labels. */
const FAMILIES_SHOWN = 4;

type Props = {
  /** For an audience: only the kinds that are under way at the moment. */
  readonly isBrief?: boolean;
};

/** Shape is kind, colour is value, outline is validity, a letter is a family. */
export function Legend({ isBrief = false }: Props): ReactNode {
  const values = useCompeting();
  const sight = stageSightOf(useLab());
  const isSample = useStore(sight, (state) => state.isSample);
  const hasPoints = useStore(sight, (state) => state.hasPoints);
  return (
    <ul className="legend" aria-label="Legend">
      {isSample && <li className="legend-sample">A sample of the messages is drawn</li>}
      {hasPoints ? <li>Each point is a message</li> : <Kinds isBrief={isBrief} />}
      <Values values={values.slice(0, VALUES_SHOWN)} />
      {!hasPoints && !isBrief && <Validities />}
      <Families />
    </ul>
  );
}

/** Only what occurs in this run; until that is known, what has been seen of it. */
function Validities(): ReactNode {
  const messages = useRecording(({ report }) => report?.messages ?? null);
  const seen = useStore(stageSightOf(useLab()), (state) => state.seen);
  const hasRejected = messages === null ? seen.hasRefused : messages.rejected > 0;
  const hasLost = messages === null ? seen.hasLost : messages.dropped > 0;
  if (!hasRejected && !hasLost) return null;
  return (
    <>
      <li className="legend-name">Outline is validity</li>
      <li>
        <Glyph kind="square" /> valid
      </li>
      {hasRejected && (
        <>
          <li>
            <Glyph kind="square" validity="forged" /> forged
          </li>
          <li>
            <Glyph kind="square" validity="rejected" /> rejected
          </li>
        </>
      )}
      {hasLost && (
        <li>
          <Glyph kind="square" validity="dropped" /> lost
        </li>
      )}
    </>
  );
}

function Families(): ReactNode {
  const agents = useHistory((history) => history.present?.scenario.agents);
  const badges = [...agentBadges(agents ?? []).values()].filter(({ letter }) => letter !== '');
  const byLetter = [...new Map(badges.map((badge) => [badge.letter, badge])).values()];
  if (byLetter.length === 0) return null;
  return (
    <>
      <li className="legend-name">Letter is family</li>
      {byLetter.slice(0, FAMILIES_SHOWN).map(({ letter, family }) => (
        <li key={letter}>
          <FamilyBadge badge={{ letter, family, guard: 'none' }} /> {family}
        </li>
      ))}
      {badges.some(({ guard }) => guard !== 'none') && <li>two frames: quarantine</li>}
    </>
  );
}

/** The values that compete for the sequence number in work at the playhead, each once. */
function useCompeting(): readonly ValueInfo[] {
  const timeline = useRecording((recording) => recording.timeline);
  const seq = usePlayback((playback) =>
    timeline ? presentSeq(timeline, placeOf(playback)) : null,
  );
  return useMemo(() => {
    const competing = timeline?.values.filter(
      ({ letter, seqs }) => letter !== '' && seq !== null && seqs.includes(seq),
    );
    const byName = new Map(competing?.map((value) => [`${value.letter} ${value.label}`, value]));
    return [...byName.values()];
  }, [timeline, seq]);
}

function Kinds({ isBrief }: Required<Props>): ReactNode {
  const messages = useProtocol()?.messages ?? {};
  const counts = useRecording(({ report }) => report?.messages.byKind ?? null);
  const sight = stageSightOf(useLab());
  const seen = useStore(sight, (state) => (isBrief ? state.present : state.seen.kinds));
  const occurring = Object.entries(messages)
    .filter(([type], index) =>
      counts === null || isBrief ? (seen & (1 << index)) !== 0 : (counts[type] ?? 0) > 0,
    )
    .map(([, info]) => info);
  if (occurring.length === 0) return null;
  return (
    <>
      <li className="legend-name">Shape is kind</li>
      {byShape(occurring).map(({ glyph, label, meaning }) => (
        <li key={glyph} title={meaning}>
          <Glyph kind={glyph} /> {label}
        </li>
      ))}
    </>
  );
}

/** Kinds that share a shape stand together: the first and the last of them by name, all of them in the title. */
function byShape(kinds: readonly MessageInfo[]): readonly MessageInfo[] {
  return [...new Set(kinds.map(({ glyph }) => glyph))].map((glyph) => {
    const alike = kinds.filter((kind) => kind.glyph === glyph);
    const ends = new Set([alike[0]?.label ?? '', alike.at(-1)?.label ?? '']);
    const meaning = alike.map((kind) => `${kind.label}: ${kind.meaning}`).join(' ');
    return { glyph, label: [...ends].join(', '), meaning };
  });
}

function Values({ values }: { values: readonly ValueInfo[] }): ReactNode {
  if (values.length === 0) return null;
  return (
    <>
      <li className="legend-name">Colour is value</li>
      {values.map((value) => (
        <li key={value.digest} className="legend-value">
          <ValueTile value={value} /> <UserText>{value.label}</UserText>
        </li>
      ))}
    </>
  );
}
