import { act, configure, fireEvent, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import type { Scenario } from '../../../src/core/model/index.ts';
import type { Lab } from '../../../src/store/lab.ts';
import { start } from '../../../src/store/start.ts';
import { LabContext } from '../../../src/ui/lab-context.ts';
import { createTestLab, until } from '../store/support.ts';
import type { TestLab } from '../store/support.ts';

/** The engine computes real runs behind these components, on machines that may be busy. */
configure({ asyncUtilTimeout: 20_000 });

/** A page's state with a calm council opened, and components shown in it. */
export async function openLab(): Promise<TestLab> {
  const made = createTestLab();
  await start(made.lab, '');
  await until('the first window is there', () => made.lab.recording.getState().window !== null);
  return made;
}

/** The scenario that is open. */
export function presentScenario({ history }: Lab): Scenario {
  const { present } = history.getState();
  if (!present) throw new Error('no run is open');
  return present.scenario;
}

/** Sets the field with that label. */
export function choose(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

export function show(lab: Lab, component: ReactNode): ReturnType<typeof render> {
  return render(<LabContext value={lab}>{component}</LabContext>);
}

/** Rounds of questions that one may lead to: a panel's answer, the window for it, the panel's answer to that. */
const ROUNDS = 4;

/** Until what is shown has had its answers: the engine answers one after the other, and a question of ours comes last. */
export async function answered(lab: Lab): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) await act(() => lab.engine.ask('hello', null));
}
