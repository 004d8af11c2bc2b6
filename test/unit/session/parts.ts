import { pbft } from '../../../src/core/protocols/pbft/index.ts';
import { MONITORS, TACTICS } from '../../../src/core/registry.ts';
import type { Parts } from '../../../src/core/session/studio.ts';

/** PBFT with all that the registry knows. */
export const parts: Parts = { protocol: pbft, tactics: TACTICS, monitors: MONITORS };
