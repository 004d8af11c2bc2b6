import type { GlossaryEntry } from '../../model/index.ts';

const PAPER = 'Lamport, Shostak, Pease 1982';

/** The words of the generals, each with the section that it comes from. */
export const GLOSSARY: readonly GlossaryEntry[] = [
  {
    id: 'general',
    term: 'General',
    forms: ['general', 'generals'],
    text: 'A member of the council. The loyal ones must all come to the same order, whatever the traitors say.',
    source: `${PAPER}, section 1`,
  },
  {
    id: 'commander',
    term: 'Commander, lieutenant',
    forms: ['commander', 'lieutenant', 'lieutenants'],
    text: 'The commander gives an order to the others, the lieutenants. All loyal lieutenants must obey the same order (IC1), and the one that was given if the commander is loyal (IC2).',
    source: `${PAPER}, section 1`,
  },
  {
    id: 'oral-messages',
    term: 'Oral messages',
    forms: ['oral messages', 'oral'],
    text: 'A message says who it comes from, and nothing proves what somebody else has said. Then m traitors take more than 3m generals.',
    source: `${PAPER}, section 3`,
  },
  {
    id: 'signed-messages',
    term: 'Signed messages',
    forms: ['signed messages'],
    text: 'An order carries the signatures of all who passed it on, and no loyal signature can be forged. Then any number of traitors can be borne.',
    source: `${PAPER}, section 4`,
  },
  {
    id: 'round',
    term: 'Round',
    forms: ['round', 'rounds'],
    text: 'So long that every message arrives. There are m+1 of them; who hears nothing by the end takes it for RETREAT.',
    source: `${PAPER}, section 3`,
  },
  {
    id: 'order',
    term: 'Order',
    forms: ['order', 'orders'],
    text: 'What the commander sends and the lieutenants pass on: in the end each obeys what most of what it heard says.',
    source: `${PAPER}, section 3`,
  },
];
