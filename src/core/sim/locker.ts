import { clone, freeze } from '../base/clone.ts';
import { ObjectMemo } from '../base/object-memo.ts';
import { emptyShelf, onShelf, shelve, shelved, type Shelf } from '../base/shelf.ts';
import { findBreach } from '../evidence/verify.ts';
import type {
  Body,
  Breach,
  Claim,
  EventIndex,
  ProcessId,
  Proof,
  Protocol,
} from '../model/index.ts';
import type { Journal } from './journal.ts';
import type { Settings } from './settings.ts';
import type { Testimonies } from './testimonies.ts';
import type { Watch } from './watch.ts';

/** What somebody said, and the delivery by which a loyal process first had it. */
type Exhibit = { readonly claim: Claim; readonly delivery: EventIndex };

/** By subject. */
type Drawer = Shelf<Exhibit>;
type Files = { [signer: ProcessId]: { [kind: string]: Drawer } };

/** Claims of one kind by one signer: several windows full. */
const REMEMBERED = 256;

/** Whose files hold all that is said in a message; `from`: as it came from there. */
type Heard = { readonly files: Files; readonly rotations: number; readonly from: ProcessId };

const HEARD = new ObjectMemo<Body, Heard>();

type Needs = {
  readonly settings: Settings;
  readonly journal: Journal;
  readonly testimonies: Testimonies;
  readonly watch: Watch;
};

/**
 * Pools what loyal processes received, keeps the first thing that each replica signed about each subject, and makes a proof of what
 * convicts it. One proof of each kind for each replica; nobody is convicted on anybody's word, because the verifier has the last one.
 */
export class Locker {
  #files: Files = {};
  /** How often a drawer was full, so that something is not on file any more. */
  #rotations = 0;
  #proofs: Proof[] = [];
  readonly #parts: Needs;
  readonly #protocol: Protocol;

  constructor(parts: Needs) {
    this.#parts = parts;
    this.#protocol = parts.settings.protocol;
  }

  /** In the order in which they were found. */
  get proofs(): readonly Proof[] {
    return this.#proofs;
  }

  /** A loyal process got this message. */
  receive(from: ProcessId, body: Body, delivery: EventIndex): void {
    if (this.#isHeard(body, from)) return;
    const { testimonies, settings } = this.#parts;
    let isSettled = true;
    for (const claim of testimonies.of(body)) {
      if (claim.signer < settings.n && !this.#hear(claim, delivery, from)) isSettled = false;
    }
    if (isSettled) HEARD.set(body, { files: this.#files, rotations: this.#rotations, from });
  }

  save(): SavedLocker {
    return { files: clone(this.#files), proofs: this.#proofs.slice() };
  }

  load(saved: SavedLocker): void {
    this.#files = clone(saved.files);
    this.#proofs = saved.proofs.slice();
  }

  /**
   * All receivers of a broadcast share it. Where each of its claims was filed, is on file already, or is not genuine, the next one who
   * shares it adds nothing: what is on file stays there until a drawer overflows, and only something genuine takes the place of what is
   * not. Claims that contradict what is on file are held against everything filed since, and so looked at each time.
   */
  #isHeard(body: Body, from: ProcessId): boolean {
    const heard = HEARD.get(body);
    if (heard === undefined || heard.from !== from) return false;
    return heard.files === this.#files && heard.rotations === this.#rotations;
  }

  /** True if hearing it once more from there would change nothing. */
  #hear(claim: Claim, delivery: EventIndex, from: ProcessId): boolean {
    const drawer = this.#drawerOf(claim.signer, claim.kind);
    const known = onShelf(drawer, claim.subject);
    if (known?.claim === claim) return true;
    const exhibit: Exhibit = { claim, delivery };
    if (known === undefined) {
      if (from === claim.signer || this.#isGenuine(claim)) this.#file(drawer, exhibit);
      return true;
    }
    if (known.claim.signature === claim.signature && known.claim.value === claim.value) return true;
    if (!this.#isGenuine(claim)) return true;
    // What came from its signer was filed unchecked: checking it can wait until there is something to hold against it.
    if (!this.#isGenuine(known.claim)) {
      this.#file(drawer, exhibit);
      return true;
    }
    if (known.claim.value !== claim.value) this.#examine([known, exhibit]);
    this.#examineNew(exhibit);
    return false;
  }

  #file(drawer: Drawer, exhibit: Exhibit): void {
    const { recent } = drawer;
    shelve(drawer, exhibit.claim.subject, exhibit, REMEMBERED);
    if (drawer.recent !== recent) this.#rotations += 1;
    this.#examineNew(exhibit);
  }

  /** By itself, and beside what the same signer said of other subjects. */
  #examineNew(exhibit: Exhibit): void {
    const alone = this.#parts.testimonies.breachOf(exhibit.claim);
    if (alone !== null && this.#isGenuine(exhibit.claim)) this.#convict([exhibit], alone);
    const { signer, kind } = exhibit.claim;
    for (const rival of this.#protocol.rivals[kind] ?? []) {
      const drawer = this.#files[signer]?.[rival];
      if (drawer === undefined) continue;
      for (const other of shelved(drawer)) this.#examine([other, exhibit]);
    }
  }

  #examine(exhibits: readonly Exhibit[]): void {
    const breach = findBreach(
      exhibits.map(({ claim }) => claim),
      this.#protocol,
      this.#parts.settings.court,
    );
    if (breach !== null) this.#convict(exhibits, breach);
  }

  #convict(exhibits: readonly Exhibit[], breach: Breach): void {
    const { journal, watch } = this.#parts;
    const replica = exhibits[0]?.claim.signer ?? -1;
    const isKnown = this.#proofs.some(
      (proof) => proof.replica === replica && proof.kind === breach.kind,
    );
    if (isKnown) return;
    const proof: Proof = freeze({
      ...breach,
      replica,
      at: journal.now,
      messages: exhibits.map(({ claim }) => claim.message),
      deliveries: exhibits.map(({ delivery }) => delivery),
    });
    this.#proofs.push(proof);
    const event = journal.record(replica, { kind: 'proof', proof });
    watch.observe({ kind: 'proof', at: journal.now, event, process: replica, proof });
  }

  #isGenuine(claim: Claim): boolean {
    return this.#parts.testimonies.isGenuine(claim);
  }

  #drawerOf(signer: ProcessId, kind: string): Drawer {
    const file = (this.#files[signer] ??= {});
    return (file[kind] ??= emptyShelf());
  }
}

export type SavedLocker = { readonly files: Files; readonly proofs: readonly Proof[] };
