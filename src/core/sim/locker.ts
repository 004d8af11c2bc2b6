import { clone, freeze } from '../base/clone.ts';
import { emptyShelf, onShelf, shelve, shelved, type Shelf } from '../base/shelf.ts';
import { findBreach } from '../evidence/verify.ts';
import type {
  Breach,
  Claim,
  Envelope,
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
  receive({ from, body }: Pick<Envelope, 'from' | 'body'>, delivery: EventIndex): void {
    const { testimonies, settings } = this.#parts;
    for (const claim of testimonies.of(body)) {
      if (claim.signer < settings.n) this.#hear(claim, delivery, from);
    }
  }

  save(): SavedLocker {
    return { files: clone(this.#files), proofs: this.#proofs.slice() };
  }

  load(saved: SavedLocker): void {
    this.#files = clone(saved.files);
    this.#proofs = saved.proofs.slice();
  }

  #hear(claim: Claim, delivery: EventIndex, from: ProcessId): void {
    const drawer = this.#drawerOf(claim.signer, claim.kind);
    const known = onShelf(drawer, claim.subject);
    if (known?.claim === claim) return;
    const exhibit: Exhibit = { claim, delivery };
    if (known === undefined) return this.#file(drawer, exhibit, from);
    if (known.claim.signature === claim.signature && known.claim.value === claim.value) return;
    if (!this.#isGenuine(claim)) return;
    // What came from its signer was filed unchecked: checking it can wait until there is something to hold against it.
    if (!this.#isGenuine(known.claim)) shelve(drawer, claim.subject, exhibit, REMEMBERED);
    else if (known.claim.value !== claim.value) this.#examine([known, exhibit]);
    this.#examineNew(exhibit);
  }

  #file(drawer: Drawer, exhibit: Exhibit, from: ProcessId): void {
    const { claim } = exhibit;
    if (from !== claim.signer && !this.#isGenuine(claim)) return;
    shelve(drawer, claim.subject, exhibit, REMEMBERED);
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
