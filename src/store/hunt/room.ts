/** The page Hunt: what is asked, the search for a breaking run, and the proof. What came stays while a person is on other pages. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Catalog } from '../../core/model/index.ts';
import { roomOf } from '../rooms.ts';
import { changed, huntOptionsOf, queryOf, readQuery } from './choice.ts';
import type { HuntChoice } from './choice.ts';
import { NO_SEARCH, startSearch } from './search.ts';
import type { Search } from './search.ts';
import type { Lab } from '../lab.ts';
import { openInLab } from '../open-in-lab.ts';
import { hashOf } from '../pages.ts';
import { NO_PROOF, startProof } from './proof.ts';
import type { Proof } from './proof.ts';

export type Hunt = {
  readonly choice: HuntChoice;
  /** What was wrong with the address. */
  readonly problems: readonly string[];
  readonly search: Search;
  readonly proof: Proof;
};

export type HuntRoom = {
  readonly state: StoreApi<Hunt>;
  readonly choose: (change: Partial<HuntChoice>) => void;
  readonly hunt: () => void;
  readonly stopHunt: () => void;
  readonly prove: () => void;
  readonly stopProof: () => void;
  /** Opens the run that came nearest in the Lab. */
  readonly openNearest: () => void;
};

/** The page of a lab, whose catalog is there already. */
export const huntOf = roomOf(createRoom);

function createRoom(lab: Lab, catalog: Catalog): HuntRoom {
  const { pool } = lab.around;
  const state = createStore<Hunt>(() => ({
    ...readQuery(lab.site.getState().query, catalog),
    search: NO_SEARCH,
    proof: NO_PROOF,
  }));
  followAddress(lab, catalog, state);
  const clock = (): number => performance.now() / 1_000;
  const tellSearch = (change: Partial<Search>): void =>
    state.setState(({ search }) => ({ search: { ...search, ...change } }));
  const tellProof = (change: Partial<Proof>): void =>
    state.setState(({ proof }) => ({ proof: { ...proof, ...change } }));
  let search = { stop: (): void => {} };
  let proof = { stop: (): void => {} };
  return {
    state,
    choose(change) {
      const choice = changed(state.getState().choice, change, catalog);
      state.setState({ choice, problems: [] });
      writeChoice(lab, choice);
    },
    hunt() {
      search.stop();
      search = startSearch(state.getState().choice, pool, { tell: tellSearch, clock });
    },
    stopHunt() {
      search.stop();
      tellSearch({ status: 'stopped' });
    },
    prove() {
      proof.stop();
      proof = startProof(state.getState().choice, pool, { tell: tellProof, clock });
    },
    stopProof() {
      proof.stop();
      tellProof({ status: 'stopped' });
    },
    openNearest: () => openNearest(lab, state.getState().search),
  };
}

function writeChoice(lab: Lab, choice: HuntChoice): void {
  const site = { page: 'hunt', query: queryOf(choice) } as const;
  lab.site.setState(site);
  lab.around.writeAddress(hashOf(site).slice(1));
}

/** A link that is opened in the page, and the way back from another page, which names no query and changes nothing. */
function followAddress(lab: Lab, catalog: Catalog, state: StoreApi<Hunt>): void {
  lab.site.subscribe(({ page, query }) => {
    if (page !== 'hunt') return;
    const { choice } = state.getState();
    if (query === '') writeChoice(lab, choice);
    else if (query !== queryOf(choice)) state.setState(readQuery(query, catalog));
  });
}

function openNearest(lab: Lab, { asked, tally }: Search): void {
  if (asked === null || tally.nearest === null) return;
  const ask = { hunt: huntOptionsOf(asked), number: tally.nearest.number };
  lab.around.pool
    .start('draw', [ask], ([document]) => {
      if (document !== undefined) void openInLab(lab, document);
    })
    .done.catch((error: unknown) => lab.selection.setState({ toast: String(error) }));
}
