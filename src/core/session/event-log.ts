import type { Body, EventLog, Fact, TraceEvent } from '../model/index.ts';
import type { Studio } from './studio.ts';
import { isNotable, mailOf, tellEvent } from './narrate/event.ts';

/** The recording of one run, as it is compared with another. */
export function createEventLog(studio: Studio): EventLog {
  const { trace } = studio.recording;
  return {
    get length() {
      return trace.length;
    },
    timeAt: (event) => trace.timeAt(event),
    identify: (event) => identityOf(studio, trace.at(event)),
    isNotable: (event) => isNotable(studio, trace.at(event)),
    tell: (event) => tellEvent(studio, event),
  };
}

function identityOf(studio: Studio, event: TraceEvent): string {
  return `${event.kind} ${event.process} ${subjectOf(studio, event)}`;
}

/** What it is about, without times and without what follows from them. */
function subjectOf(studio: Studio, event: TraceEvent): string {
  switch (event.kind) {
    case 'send':
    case 'drop':
      return `${event.to} ${labelOf(studio, event.body)}`;
    case 'deliver':
      return `${event.from} ${labelOf(studio, event.body)}`;
    case 'reject':
    case 'ignore': {
      const mail = mailOf(studio, event);
      return `${mail === null ? '' : labelOf(studio, mail.body)} ${event.reason}`;
    }
    default:
      return matterOf(event);
  }
}

/** Of events that are about no message. */
function matterOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'timer-set':
    case 'timer-clear':
    case 'timer-fired':
      return event.timer;
    case 'note':
      return noteOf(event.fact);
    default:
      return incidentOf(event);
  }
}

function incidentOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'mark':
      return event.mark.kind;
    case 'intervene':
      return JSON.stringify(event.action);
    case 'partition':
    case 'heal':
      return JSON.stringify(event.groups);
    case 'void':
      return event.reason;
    case 'violation':
      return event.violation.monitor;
    case 'proof':
      return `${event.proof.replica} ${event.proof.kind}`;
    default:
      return '';
  }
}

/** Kind, view, numbers and value: the same message of two runs, whatever it is signed with. */
function labelOf({ parts: { protocol } }: Studio, body: Body): string {
  const { view, seq, number, digest } = protocol.about(body);
  return [body.type, view, seq, number, digest].join(' ');
}

function noteOf(fact: Fact): string {
  const view = 'view' in fact ? fact.view : '';
  const seq = 'seq' in fact ? fact.seq : '';
  const digest = 'digest' in fact ? fact.digest : '';
  const request = 'request' in fact ? `${fact.request.client} ${fact.request.timestamp}` : '';
  const rule = fact.fact === 'rule' ? fact.rule : '';
  return [fact.fact, view, seq, digest, request, rule].join(' ');
}
