import type { ProcessId, Sentence, TraceEvent } from '../../model/index.ts';
import type { Act, Scene } from './acts.ts';
import { kindName, valueOf } from '../bodies.ts';
import { list, process, processes, say } from '../../base/words.ts';

type Send = TraceEvent & { kind: 'send' };
type Mail = {
  readonly name: string;
  readonly value: number;
  readonly from: ProcessId;
  readonly to: ProcessId[];
  count: number;
};

/** "It sends PREPARE to all." A sender that tells different things to different replicas is told with the values. */
export function tellSends(scene: Scene, act: Act): Sentence {
  const mails = sort(scene, act.sends);
  const isTwoFaced = mails.some((mail) =>
    mails.some(
      (other) => other.name === mail.name && other.value !== mail.value && other.from === mail.from,
    ),
  );
  const senders = [...new Set(mails.map(({ from }) => from))];
  return senders.reduce<Sentence>((told, sender) => {
    const items = mails
      .filter(({ from }) => from === sender)
      .map((mail) => tellMail(scene, mail, isTwoFaced));
    const who = sender === act.process && isNamed(act) ? say`It` : say`${process(sender)}`;
    return say`${told}${told.length === 0 ? '' : ' '}${who} sends ${list(items)}.`;
  }, []);
}

/** Somebody was the subject of the sentence before. */
const isNamed = (act: Act): boolean =>
  act.root !== null || act.facts.some(({ fact }) => fact !== 'rule');

function sort({ studio }: Scene, sends: readonly Send[]): readonly Mail[] {
  const mails: Mail[] = [];
  for (const { process: from, to, body } of sends) {
    const value = valueOf(body, studio.parts.protocol, studio.recording.values);
    const name = kindName(body);
    const known = mails.find(
      (mail) => mail.name === name && mail.value === value && mail.from === from,
    );
    if (known === undefined) mails.push({ name, value, from, to: [to], count: 1 });
    else {
      known.count += 1;
      if (!known.to.includes(to)) known.to.push(to);
    }
  }
  return mails;
}

function tellMail(
  { after }: Scene,
  { name, value, from, to, count }: Mail,
  isTwoFaced: boolean,
): Sentence {
  const { n } = after.bench;
  const replicas = to.filter((id) => id < n).length;
  const isToAll = to.length === replicas && replicas >= (from < n ? n - 1 : n) && replicas > 1;
  const what = isTwoFaced && value !== -1 ? say`${name} for ${{ value }}` : say`${name}`;
  const many = count > to.length ? say`${count} ${what}` : what;
  return isToAll ? say`${many} to all` : say`${many} to ${processes(to)}`;
}
