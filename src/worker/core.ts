/** The core as the server needs it: for the page, with links and commands. */
import {
  catalog,
  compare,
  createSession,
  decodeLink,
  documentText,
  encodeLink,
  idleIn,
  parseDocument,
  parseScenario,
  parseScenarioText,
  toMinimal,
} from '../core/index.ts';
import type { Scenario } from '../core/model/index.ts';
import { commandFor, presetOf } from './command.ts';
import type { NamedScenario } from './command.ts';
import type { Core, Parsed } from './server.ts';

export function createCore(): Core {
  const session = createSession();
  const presets = namedPresets();
  return {
    catalog,
    parse: (input) => parseScenario(input, 'page'),
    decode,
    read,
    write: ({ events, ...document }) => documentText(document, events),
    share: (scenario) => ({
      link: encodeLink(scenario),
      command: commandFor(scenario, toMinimal(scenario), presets),
    }),
    nameOf: (scenario) => presetOf(scenario, presets)?.name ?? '',
    idleIn,
    open: (scenario) => session.open(scenario),
    compare: (a, b) => compare(a.record, b.record),
  };
}

function decode(link: string): Parsed {
  const decoded = decodeLink(link);
  return decoded.ok ? parseScenarioText(decoded.source, 'page') : decoded;
}

function read(text: string): Parsed {
  const parsed = parseDocument(text, 'page');
  if (!parsed.ok) return parsed;
  const { scenario, hash, sitting } = parsed.document;
  return { ok: true, scenario, recorded: { hash, sitting } };
}

function namedPresets(): readonly NamedScenario[] {
  return catalog().presets.flatMap(({ name, scenario }) => {
    const parsed = parseScenario(scenario, 'page');
    return parsed.ok ? [named(name, parsed.scenario)] : [];
  });
}

function named(name: string, scenario: Scenario): NamedScenario {
  return { name, scenario };
}
