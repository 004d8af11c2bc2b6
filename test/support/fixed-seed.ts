import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that what passed once passes again; PARLEY_SEED draws others, and a
 * longer search for cases is a run with many seeds.
 */
fc.configureGlobal({ seed: Number(process.env['PARLEY_SEED'] ?? 1_982) });
