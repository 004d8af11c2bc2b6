import type { Data } from '../../src/core/model/index.ts';

/** Every way to change one leaf of plain data, and to leave out or add one field: what a signature has to notice. */

export type Mutant<T> = { readonly path: string; readonly value: T };

export function mutants<T>(value: T, path = ''): Mutant<T>[] {
  return variants(value as Data, path) as unknown as Mutant<T>[];
}

function variants(value: Data, path: string): Mutant<Data>[] {
  if (typeof value === 'number') return [{ path, value: value + 1 }];
  if (typeof value === 'boolean') return [{ path, value: !value }];
  if (typeof value === 'string') return [{ path, value: changed(value) }];
  if (value === null) return [{ path, value: 0 }];
  if (isList(value)) return listVariants(value, path);
  return fieldVariants(value, path);
}

/** Another text of the same length and, for a signature or digest, of the same alphabet. */
function changed(text: string): string {
  if (text === '') return '0';
  return (text.startsWith('0') ? '1' : '0') + text.slice(1);
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value);
}

function listVariants(list: readonly Data[], path: string): Mutant<Data>[] {
  return list.flatMap((item, index) => [
    ...variants(item, `${path}[${index}]`).map((mutant) => ({
      path: mutant.path,
      value: list.with(index, mutant.value),
    })),
    { path: `${path}[${index}] left out`, value: list.toSpliced(index, 1) },
    { path: `${path}[${index}] twice`, value: list.toSpliced(index, 0, item) },
  ]);
}

function fieldVariants(record: { readonly [key: string]: Data }, path: string): Mutant<Data>[] {
  const added = { path: `${path}.extra added`, value: { ...record, extra: 1 } };
  const others = Object.entries(record).flatMap(([key, field]) => {
    const rest = Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
    return [
      ...variants(field, `${path}.${key}`).map((mutant) => ({
        path: mutant.path,
        value: { ...record, [key]: mutant.value },
      })),
      { path: `${path}.${key} left out`, value: rest },
    ];
  });
  return [added, ...others];
}
