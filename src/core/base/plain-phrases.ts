/** What the plain words of several protocols have in common. */
type Phrases = readonly (readonly [field: string, plain: string])[];

/** A verb of two words: its short objects stand between them. */
export const EXECUTION: Phrases = [
  ['executed it', 'carried it out'],
  ['executes it', 'carries it out'],
  ['execute it', 'carry it out'],
  ['executed', 'carried out'],
  ['executes', 'carries out'],
  ['executing', 'carrying out'],
  ['execution', 'carrying out'],
  ['execute', 'carry out'],
];

/** A noun and a verb at once: where it is the verb, what is divided stands beside it. */
export const DIVISION: Phrases = [
  ['fork four', 'divide four'],
  ['fork it', 'divide it'],
  ['ledgers fork', 'ledgers part'],
  ['forked', 'divided'],
  ['forks', 'divides'],
  ['fork', 'division'],
];
