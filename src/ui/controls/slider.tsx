import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly format: (value: number) => string;
  readonly onChange: (value: number) => void;
};

/** Every change of a network setting computes a new run: a dragged slider asks for one once it rests. */
const REST_MS = 180;

export function Slider({ label, value, min, max, step, format, onChange }: Props): ReactNode {
  const [shown, setShown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setShown(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = (next: number): void => {
    setShown(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next), REST_MS);
  };
  return (
    <label className="slider">
      <span className="slider-name">{label}</span>
      <input
        type="range"
        min={min}
        max={max}
        step={step}
        value={shown}
        aria-valuetext={format(shown)}
        onChange={(event) => move(Number(event.target.value))}
      />
      <output>{format(shown)}</output>
    </label>
  );
}
