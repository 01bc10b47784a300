import type { ValueChange } from '../../src/yaml/value-change.ts';
import type { Finding } from '../../src/judge/judge.ts';

/**
 * Data with changes made to it, by the plainest means: a copy that nothing shares, changed. What
 * several findings ask for is made once.
 */
export function withChanges(data: unknown, changes: readonly ValueChange[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(data));
  const once = new Map(changes.map((change) => [JSON.stringify(change), change]));
  for (const change of once.values()) make(copy, change);
  return copy;
}

function make(data: unknown, change: ValueChange): void {
  const parent = change.path.slice(0, -1).reduce<unknown>((at, step) => descend(at, step), data);
  const name = change.path.at(-1) ?? '';
  if (!isRecord(parent)) throw new Error(`nothing to change at ${change.path.join('.')}`);
  const old = parent[name];
  if (change.kind === 'set') parent[name] = change.value;
  else if (change.kind === 'append') {
    parent[name] = [...(Array.isArray(old) ? old : []), change.value];
  } else {
    if (change.kind === 'rename') parent[change.name] = parent[name];
    delete parent[name];
  }
}

function descend(data: unknown, step: string | number): unknown {
  if (!isRecord(data)) return undefined;
  data[step] ??= {};
  return data[step];
}

function isRecord(data: unknown): data is Record<string | number, unknown> {
  return typeof data === 'object' && data !== null;
}

/** How often each fault is found: objects of one name share an identity. */
export function countIdentities(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { identity } of findings) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  return counts;
}

/** The faults that are there although they were fixed, or that were not there before. */
export function unexpected(
  before: readonly Finding[],
  fixed: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const allowed = countIdentities(before);
  for (const { identity } of fixed) allowed.set(identity, (allowed.get(identity) ?? 0) - 1);
  return [...countIdentities(after)].flatMap(([identity, count]) =>
    count > (allowed.get(identity) ?? 0) ? [identity] : [],
  );
}
