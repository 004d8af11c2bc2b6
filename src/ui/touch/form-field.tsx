import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { ComposeField, ValueInfo } from '../../core/model/index.ts';
import { Choose } from '../controls/choose.tsx';
import { useRecording } from '../lab-context.ts';

type Props = {
  readonly field: ComposeField;
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
};

/** One field of a form that the protocol describes. */
export function FormField({ field, value, onChange }: Props): ReactNode {
  const hint = useId();
  return (
    <div className="compose-field">
      <span>{field.label}</span>
      <div>
        <Input field={field} value={value} onChange={onChange} hint={hint} />
        <p id={hint} className="hint">
          {field.hint}
        </p>
      </div>
    </div>
  );
}

function Input(props: Props & { readonly hint: string }): ReactNode {
  const { field, value, onChange, hint } = props;
  switch (field.kind) {
    case 'number':
      return <WholeNumber {...props} field={field} />;
    case 'choice':
      return (
        <Choose
          label={field.label}
          value={String(value)}
          options={field.choices.map(({ id, label }) => ({ value: id, text: label }))}
          onChange={onChange}
        />
      );
    case 'text':
      return <Text {...props} max={field.max} />;
    case 'value':
      return <Value field={field} value={value} onChange={onChange} hint={hint} />;
  }
}

type NumberField = Extract<ComposeField, { readonly kind: 'number' }>;

function WholeNumber({
  field,
  value,
  onChange,
  hint,
}: Props & { readonly field: NumberField; readonly hint: string }): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? String(value);
  const isFine = isWithin(text, field);
  return (
    <>
      <input
        type="text"
        inputMode="numeric"
        aria-label={field.label}
        aria-describedby={hint}
        aria-invalid={!isFine}
        value={text}
        onChange={(event) => {
          setTyped(event.target.value);
          if (isWithin(event.target.value, field)) onChange(Number(event.target.value));
        }}
      />
      {!isFine && (
        <span className="refusal" role="alert">
          Only whole numbers from {field.min} to {field.max}. It is still {value}.
        </span>
      )}
    </>
  );
}

function isWithin(text: string, { min, max }: NumberField): boolean {
  return /^\d{1,16}$/.test(text.trim()) && Number(text) >= min && Number(text) <= max;
}

function Text({
  field,
  value,
  onChange,
  hint,
  max,
}: Props & { readonly hint: string; readonly max: number }): ReactNode {
  return (
    <input
      type="text"
      dir="auto"
      aria-label={field.label}
      aria-describedby={hint}
      maxLength={max}
      value={String(value)}
      onChange={(event) => onChange(withoutBroken(event.target.value))}
    />
  );
}

/** A lone half of a character has no encoding, so that no scenario may hold it. */
function withoutBroken(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '');
}

const OWN = 'own';
const NULL_REQUEST = '';
const DIGEST = /^[0-9a-f]{64}$/;

/** A value that was proposed already, none, or an order of the traitors' own. */
function Value(props: Props & { readonly hint: string }): ReactNode {
  const { field, value, onChange, hint } = props;
  const values = useRecording((recording) => recording.timeline?.values ?? []);
  const text = String(value);
  const isKnown = DIGEST.test(text) || text === NULL_REQUEST;
  const known = values.map((each) => ({ value: each.digest, text: nameOf(each) }));
  const isListed = known.some((each) => each.value === text);
  const other = DIGEST.test(text) && !isListed ? [{ value: text, text: text.slice(0, 12) }] : [];
  return (
    <>
      <Choose
        label={field.label}
        value={isKnown ? text : OWN}
        options={[
          ...known,
          ...other,
          { value: NULL_REQUEST, text: 'no operation' },
          { value: OWN, text: 'an order of the traitors’ own client' },
        ]}
        onChange={(chosen) => onChange(chosen === OWN ? 'order RETREAT' : chosen)}
      />
      {!isKnown && (
        <input
          type="text"
          dir="auto"
          aria-label="Order of their own client"
          aria-describedby={hint}
          maxLength={1000}
          value={text}
          onChange={(event) => onChange(withoutBroken(event.target.value))}
        />
      )}
    </>
  );
}

function nameOf({ letter, label, digest, seqs }: ValueInfo): string {
  const place = seqs.length === 0 ? '' : ` (${seqs.join(', ')})`;
  return `${letter === '' ? '' : `${letter}: `}${label}${place}, ${digest.slice(0, 8)}`;
}
