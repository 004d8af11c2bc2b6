import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ComposedFields, DraftCard } from '../../core/model/index.ts';
import { sendComposed } from '../../store/touch.ts';
import { Choose } from '../controls/choose.tsx';
import { UserText } from '../controls/user-text.tsx';
import { useHistory, useLab, usePlayback, useProtocol } from '../lab-context.ts';
import { useNamer } from '../explain/sentence.tsx';
import type { Namer } from '../../viz/names.ts';
import { milliseconds } from '../time.ts';
import { useWords } from '../use-words.ts';
import { useMarksNow } from './use-marks-now.ts';
import { FormField } from './form-field.tsx';
import { useDraft } from './use-draft.ts';

/** A message written by a person as a traitor: the form follows from the protocol, the keys are those of its cabal. */
export function ComposeDialog({ from }: { from: number }): ReactNode {
  const lab = useLab();
  const dialog = useRef<HTMLDialogElement>(null);
  const forms = useProtocol()?.forms ?? {};
  const close = (): void => lab.selection.setState({ composing: null });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="touch-dialog compose"
      aria-labelledby="compose-title"
      onClose={close}
    >
      <div className="touch-dialog-body">
        <h2 id="compose-title">Write a message as R{from}</h2>
        {Object.keys(forms).length === 0 ? (
          <p className="hint">Messages of this protocol cannot be written by hand.</p>
        ) : (
          <ComposeForm from={from} />
        )}
        <button type="button" className="button button-line" onClick={close}>
          Close
        </button>
      </div>
    </dialog>
  );
}

/** What is being written, and what the engine makes of it. */
function useLetter(from: number) {
  const forms = useProtocol()?.forms ?? {};
  const kinds = Object.keys(forms);
  const [kind, setKind] = useState(kinds[1] ?? kinds[0] ?? '');
  const [as, setAs] = useState(from);
  const [typed, setTyped] = useState<ComposedFields>({});
  const form = forms[kind];
  const isInOwnName = form?.signer !== 'traitor';
  const letter = { from, kind, fields: typed, ...(as === from || isInOwnName ? {} : { as }) };
  const draft = useDraft(letter);
  const filled: ComposedFields = draft?.ok === true ? draft.filled : {};
  return {
    kinds,
    kind,
    setKind,
    as,
    setAs,
    typed,
    setTyped,
    form,
    isInOwnName,
    letter,
    draft,
    filled,
  };
}

function ComposeForm({ from }: { from: number }): ReactNode {
  const lab = useLab();
  const nameOf = useNamer();
  const at = usePlayback((playback) => playback.at);
  const [sent, setSent] = useState('');
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const writing = useLetter(from);
  const { kinds, kind, setKind, as, setAs, typed, setTyped, form, isInOwnName } = writing;
  const { letter, draft, filled } = writing;
  const everybody = useReceivers(from, form?.receivers ?? 'replicas');
  const to = chosen.filter((id) => everybody.includes(id));
  if (form === undefined) return null;
  const isReady = draft?.ok === true && to.length > 0;
  const send = async (): Promise<void> => {
    await sendComposed(lab, { ...letter, to });
    setSent(`Sent to ${to.map(nameOf).join(', ')} at ${milliseconds(at)}.`);
  };
  return (
    <form
      className="compose-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <KindField
        kinds={kinds}
        kind={kind}
        onChange={(value) => {
          setKind(value);
          setTyped({});
        }}
      />
      {!isInOwnName && <Signer from={from} as={as} onChange={setAs} />}
      {form.fields.map((field) => (
        <FormField
          key={`${kind} ${field.id}`}
          field={field}
          value={typed[field.id] ?? filled[field.id] ?? ''}
          onChange={(value) => setTyped({ ...typed, [field.id]: value })}
        />
      ))}
      <Receivers everybody={everybody} to={to} onChange={setChosen} />
      <Preview draft={draft} />
      <div className="touch-row">
        <button type="submit" className="button button-gold" disabled={!isReady}>
          Send at {milliseconds(at)}
        </button>
        <span role="status">{to.length === 0 ? 'Choose who gets it.' : sent}</span>
      </div>
    </form>
  );
}

type KindProps = {
  readonly kinds: readonly string[];
  readonly kind: string;
  readonly onChange: (kind: string) => void;
};

function KindField({ kinds, kind, onChange }: KindProps): ReactNode {
  const messages = useProtocol()?.messages ?? {};
  return (
    <Labelled label="Kind">
      <Choose
        label="Kind of message"
        value={kind}
        options={kinds.map((id) => ({ value: id, text: messages[id]?.label ?? id }))}
        onChange={onChange}
      />
    </Labelled>
  );
}

type ReceiversProps = {
  readonly everybody: readonly number[];
  readonly to: readonly number[];
  readonly onChange: (to: readonly number[]) => void;
};

function Receivers({ everybody, to, onChange }: ReceiversProps): ReactNode {
  const nameOf = useNamer();
  return (
    <fieldset className="receivers">
      <legend>To</legend>
      {everybody.map((id) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={to.includes(id)}
            onChange={(event) =>
              onChange(event.target.checked ? [...to, id] : to.filter((each) => each !== id))
            }
          />{' '}
          {nameOf(id)}
        </label>
      ))}
    </fieldset>
  );
}

/** Everybody that such a message is for, but its sender. */
function useReceivers(from: number, receivers: 'replicas' | 'clients'): readonly number[] {
  const { n, clients } = useHistory(({ present }) => ({
    n: present?.scenario.replicas ?? 0,
    clients: present?.scenario.workload.clients ?? 0,
  }));
  const [first, count] = receivers === 'replicas' ? [0, n] : [n, clients + 1];
  return Array.from({ length: count }, (_, index) => first + index).filter((id) => id !== from);
}

function Labelled({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="compose-field">
      <span>{label}</span>
      {children}
    </div>
  );
}

/** Its own name, a fellow's, or anybody's: whose key is not at hand gives a forgery, and the form says so. */
function Signer(props: { from: number; as: number; onChange: (as: number) => void }): ReactNode {
  const { from, as, onChange } = props;
  const marks = useMarksNow();
  const fellows = marks[from]?.cabal ?? [];
  const options = marks.map((_, id) => ({
    value: String(id),
    text: id === from ? `R${id}, itself` : `R${id}`,
    group: id === from || fellows.includes(id) ? 'Keys at hand' : 'Forgeries: no key',
  }));
  const sorted = options.toSorted((a, b) => b.group.localeCompare(a.group, 'en'));
  return (
    <Labelled label="In the name of">
      <Choose
        label="In the name of"
        value={String(as)}
        options={sorted}
        onChange={(value) => onChange(Number(value))}
      />
    </Labelled>
  );
}

/** The statement that is signed, and whose key signs it. */
function Preview({ draft }: { draft: DraftCard | null }): ReactNode {
  const nameOf = useNamer();
  const reword = useWords();
  if (draft === null) return <p className="hint">Working out what would be signed…</p>;
  if (!draft.ok) return <p className="refusal">It cannot be sent: {draft.reason}.</p>;
  return (
    <section className="compose-preview" aria-label="What is signed">
      <dl className="facts">
        <dt>Type</dt>
        <dd>{reword(draft.type)}</dd>
        {draft.fields.map(([name, text]) => (
          <Row key={name} name={reword(name)} text={text} />
        ))}
        {draft.signer !== null && (
          <>
            <dt>Signature</dt>
            <dd className={draft.isGenuine ? 'signature' : 'signature is-failing'}>
              {draft.signature}
            </dd>
          </>
        )}
      </dl>
      <p className={draft.isGenuine ? 'hint' : 'refusal'}>{signatureWords(draft, nameOf)}</p>
    </section>
  );
}

function signatureWords(
  { signer, isGenuine }: Extract<DraftCard, { readonly ok: true }>,
  nameOf: Namer,
): string {
  if (signer === null)
    return 'Nothing of it is signed: receivers know whom it comes from, and nothing proves what it says.';
  return isGenuine
    ? `Signed with the key of ${nameOf(signer)}, which is at hand.`
    : `Nobody of the cabal has the key of ${nameOf(signer)}: it is signed with another one, and every receiver will reject it.`;
}

function Row({ name, text }: { name: string; text: string }): ReactNode {
  return (
    <>
      <dt>{name}</dt>
      <dd className="signature">
        <UserText>{text}</UserText>
      </dd>
    </>
  );
}
