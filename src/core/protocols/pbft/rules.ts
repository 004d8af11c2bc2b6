import type { RuleInfo } from '../../model/index.ts';

/** Rules that are noted when they fire, beyond the facts that speak for themselves; by clause. */
export const RULES: Readonly<Record<string, RuleInfo>> = {
  X4: { title: 'A request that was executed before is not executed again', section: "OSDI'99 4.1" },
  X7: { title: 'The answer to the last request is sent again', section: "OSDI'99 4.1" },
  X8: { title: 'A backup passes a request on to the primary', section: "OSDI'99 4.4" },
  N5: {
    title: 'A second proposal for one sequence number is not accepted',
    section: "OSDI'99 4.2",
  },
  CL8: { title: 'The whole result is asked of all replicas', section: "OSDI'99 5.1" },
  CL9: { title: 'A read-only request is sent again to be ordered', section: "OSDI'99 5.1" },
  T11: { title: 'A VIEW-CHANGE is sent again until the view is entered', section: 'Thesis 5.2' },
  NV5: { title: 'Two certificates of one view contradict each other', section: 'Thesis A.1.5' },
  NV12: { title: 'The requests behind a digest are asked for', section: "OSDI'99 4.4" },
  G9: { title: 'A state that a quorum contradicts is given up', section: 'TOCS 4.4' },
  S2: { title: 'Another replica is asked for the state', section: 'Thesis 5.3.2' },
  S8: { title: 'A later checkpoint is fetched instead', section: 'Thesis 5.3.2' },
  RT2: { title: 'A replica that is behind is sent what it lacks', section: 'Thesis 5.2' },
};
