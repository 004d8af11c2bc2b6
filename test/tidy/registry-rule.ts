/** What is written but not listed in the registry exists for nobody. */
import { importsOf } from './layers.ts';
import type { Complaint, SourceFile } from './project.ts';

export const REGISTRY = 'src/core/registry.ts';

const EXHIBITIONS = /^src\/core\/(?:adversaries|monitors|protocols|scenario\/presets)\//;
const PRESET = /^src\/core\/scenario\/presets\/[^/]+\.ts$/;
const PROTOCOL_FOLDER = /^(src\/core\/protocols\/[^/]+)\//;
const EXHIBIT = /^export const (\w+)\s*:\s*(?:Tactic|Monitor|Preset|Protocol)\b/gm;

/** Tactics, monitors, presets and protocols that the registry does not list, and places that should hold one. */
export function registryComplaints(files: readonly SourceFile[]): Complaint[] {
  const registry = files.find((file) => file.path === REGISTRY);
  if (registry === undefined) return [{ path: REGISTRY, line: 1, advice: 'is missing.' }];
  const unlisted = files
    .filter((file) => EXHIBITIONS.test(file.path))
    .flatMap((file) => unlistedIn(file, registry));
  return [...unlisted, ...presetsWithout(files), ...protocolsWithout(files)];
}

function unlistedIn(file: SourceFile, registry: SourceFile): Complaint[] {
  const isImported = importsOf(registry).some(({ target }) => target === file.path);
  return exhibitsOf(file).flatMap((name) => {
    const lists = registry.text.replace(/^import [^;]*;/gm, '');
    const isListed = new RegExp(String.raw`\b${name}\b`).test(lists);
    const advice = `exports ${name}, which ${REGISTRY} does not list.`;
    return isImported && isListed ? [] : [{ path: file.path, line: 1, advice }];
  });
}

function presetsWithout(files: readonly SourceFile[]): Complaint[] {
  return files
    .filter((file) => PRESET.test(file.path) && exhibitsOf(file).length !== 1)
    .map(({ path }) => ({ path, line: 1, advice: 'exports exactly one Preset, with its type.' }));
}

function protocolsWithout(files: readonly SourceFile[]): Complaint[] {
  const folders = files.flatMap(({ path }) => PROTOCOL_FOLDER.exec(path)?.[1] ?? []);
  return [...new Set(folders)]
    .map((folder) => `${folder}/index.ts`)
    .filter((path) => !files.some((file) => file.path === path && exhibitsOf(file).length > 0))
    .map((path) => ({
      path,
      line: 1,
      advice: 'exports a Protocol, or several that are variants of one, with their type.',
    }));
}

function exhibitsOf(file: SourceFile): readonly string[] {
  return [...file.text.matchAll(EXHIBIT)].flatMap(([, name]) => name ?? []);
}
