/** The shelf in the browser's local storage. Storage may be denied, full or damaged: then it is as if it were empty. */
import type { Kept, Left, Shelf } from '../store/kept/shelf.ts';

const PREFIX = 'parley.sitting.';
/** Pages that are remembered; older ones go. */
const PAGES_MAX = 5;

/** A page inside another one keeps nothing: it is not where somebody works. */
export const NO_SHELF: Shelf = {
  left: () => Promise.resolve([]),
  put: () => true,
  remove: () => {},
};

type Stored = Left & { readonly savedAt: number };

export function createShelf(): Shelf {
  const own = `${PREFIX}${freshId()}`;
  holdWhileOpen(own);
  return {
    async left() {
      const open = await openPages();
      return stored()
        .filter(({ id }) => id !== own && !open.has(id))
        .sort((a, b) => b.savedAt - a.savedAt);
    },
    put: (kept) => put(own, kept),
    remove: (id = own) => attempt(() => localStorage.removeItem(id)),
  };
}

function put(own: string, kept: Kept): boolean {
  const text = JSON.stringify({ ...kept, savedAt: Date.now() });
  const others = stored()
    .filter(({ id }) => id !== own)
    .sort((a, b) => a.savedAt - b.savedAt);
  const surplus = others.splice(0, Math.max(0, others.length - (PAGES_MAX - 1)));
  for (const { id } of surplus) attempt(() => localStorage.removeItem(id));
  // Where there is no room the oldest give way, one after the other.
  for (;;) {
    if (attempt(() => localStorage.setItem(own, text))) return true;
    const oldest = others.shift();
    if (!oldest) return false;
    attempt(() => localStorage.removeItem(oldest.id));
  }
}

function stored(): readonly Stored[] {
  const found: Stored[] = [];
  attempt(() => {
    for (let index = 0; index < localStorage.length; index += 1) {
      const id = localStorage.key(index) ?? '';
      const kept = id.startsWith(PREFIX) ? parse(localStorage.getItem(id) ?? '') : null;
      if (kept) found.push({ ...kept, id });
    }
  });
  return found;
}

function parse(text: string): Omit<Stored, 'id'> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isStored(value) ? value : null;
  } catch {
    return null;
  }
}

function isStored(value: unknown): value is Omit<Stored, 'id'> {
  if (typeof value !== 'object' || value === null) return false;
  const hasTexts = ['title', 'text'].every((name) => typeof Reflect.get(value, name) === 'string');
  const figures = ['changes', 'at', 'savedAt'];
  return hasTexts && figures.every((name) => Number.isFinite(Reflect.get(value, name)));
}

/** Locks end with their page, also where it crashes: so a page tells what others have left from what they are still at. */
function holdWhileOpen(id: string): void {
  const { locks }: { readonly locks?: LockManager } = navigator;
  if (!locks) return;
  locks.request(id, () => new Promise(() => {})).catch(() => {});
}

async function openPages(): Promise<ReadonlySet<string>> {
  const { locks }: { readonly locks?: LockManager } = navigator;
  if (!locks) return new Set();
  try {
    const { held = [] } = await locks.query();
    return new Set(held.map(({ name }) => name ?? ''));
  } catch {
    return new Set();
  }
}

function freshId(): string {
  return [...crypto.getRandomValues(new Uint32Array(3))].map((word) => word.toString(36)).join('');
}

function attempt(access: () => void): boolean {
  try {
    access();
    return true;
  } catch {
    return false;
  }
}
