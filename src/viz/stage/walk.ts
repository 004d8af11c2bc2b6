/** Keyboard and pointer on the stage: one tab stop, arrow keys from process to process. */
import type { ProcessId } from '../../core/model/index.ts';

type Callbacks = {
  readonly onSelect: (process: ProcessId) => void;
  readonly onInspect: (process: ProcessId) => void;
  /** A right click, a long press, or the menu key. */
  readonly onMenu: (process: ProcessId) => void;
  /** The pointer or the focus has come to a process, or left it. */
  readonly onPoint: (process: ProcessId | null) => void;
  /** A press on anything but a process. */
  readonly onGround: (event: MouseEvent) => void;
};

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/** Listeners live and die with the drawing. */
export function walkOnKeys(drawing: SVGSVGElement | null, callbacks: Callbacks): void {
  if (drawing === null) return;
  drawing.addEventListener('click', (event) => {
    const process = processAt(event.target);
    if (process === null) callbacks.onGround(event);
    else callbacks.onSelect(process);
  });
  pointOut(drawing, callbacks);
  drawing.addEventListener('dblclick', (event) => {
    const process = processAt(event.target);
    if (process !== null) callbacks.onInspect(process);
  });
  drawing.addEventListener('contextmenu', (event) => {
    const process = processAt(event.target) ?? processBelow(drawing, event);
    if (process === null) return;
    event.preventDefault();
    callbacks.onMenu(process);
  });
  drawing.addEventListener('keydown', (event) => {
    const process = processAt(event.target);
    if (process === null) return;
    const step = STEPS[event.key];
    if (step !== undefined) move(drawing, process, step);
    else if (event.key === 'Enter') choose(process, callbacks);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  drawing.addEventListener('focusin', (event) => {
    const process = processAt(event.target);
    if (process !== null) becomeTabStop(drawing, process);
  });
}

function pointOut(drawing: SVGSVGElement, { onPoint }: Callbacks): void {
  const look = (event: Event): void => onPoint(processAt(event.target));
  const leave = (): void => onPoint(null);
  drawing.addEventListener('pointerover', look);
  drawing.addEventListener('pointerleave', leave);
  drawing.addEventListener('focusin', look);
  drawing.addEventListener('focusout', leave);
}

function choose(process: ProcessId, { onSelect, onInspect }: Callbacks): void {
  onSelect(process);
  onInspect(process);
}

function processAt(target: EventTarget | null): ProcessId | null {
  if (!(target instanceof Element)) return null;
  const id = target.closest('[data-process]')?.getAttribute('data-process') ?? null;
  return id === null ? null : Number(id);
}

/** Only processes have a menu, so that what flies over one does not keep it from its own. */
function processBelow(drawing: SVGSVGElement, { clientX, clientY }: MouseEvent): ProcessId | null {
  const below = drawing.ownerDocument.elementsFromPoint(clientX, clientY);
  return processAt(below.find((element) => processAt(element) !== null) ?? null);
}

function groupsOf(drawing: SVGSVGElement): readonly SVGGElement[] {
  const groups = [...drawing.querySelectorAll<SVGGElement>('[data-process]')];
  return groups.sort((a, b) => idOf(a) - idOf(b));
}

function idOf(group: Element): ProcessId {
  return Number(group.getAttribute('data-process'));
}

/** Round and round, replicas first, then clients. */
function move(drawing: SVGSVGElement, process: ProcessId, step: number): void {
  const groups = groupsOf(drawing);
  const index = groups.findIndex((group) => idOf(group) === process);
  groups[(index + step + groups.length) % groups.length]?.focus();
}

function becomeTabStop(drawing: SVGSVGElement, process: ProcessId): void {
  for (const group of groupsOf(drawing)) {
    group.setAttribute('tabindex', idOf(group) === process ? '0' : '-1');
  }
}
