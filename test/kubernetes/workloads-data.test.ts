import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Place, readPlaces } from '../../src/kubernetes/places.ts';

interface Entry {
  readonly kinds: readonly string[] | 'any';
  readonly groups: readonly string[];
  readonly places?: Readonly<Record<string, string>>;
  readonly source?: string | readonly string[];
  readonly why?: string;
}

const entries: readonly Entry[] = parse(readFileSync('data/workloads.yaml', 'utf8'));

function placesOf({ places = {} }: Entry): Place[] {
  return Object.entries(places).flatMap(([path, what]) => readPlaces(`${path}: ${what}`));
}

function repeated(names: readonly string[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe('data/workloads.yaml', () => {
  it('says where each entry is from, or why it is there', () => {
    const SOURCE = /^([\w.-]+\/[\w.-]+@[0-9a-f]{12}:\S+|unverified)$/;
    for (const entry of entries) {
      const sources = [entry.source ?? []].flat();
      if (entry.places === undefined) expect(entry.why).toMatch(/\w/);
      else expect(sources).not.toEqual([]);
      for (const source of sources) expect(source).toMatch(SOURCE);
    }
  });

  it('has each kind of a group once', () => {
    const names = entries.flatMap(({ kinds, groups }) =>
      groups.flatMap((group) => [kinds].flat().map((kind) => `${group}/${kind}`)),
    );
    expect(repeated(names)).toEqual([]);
    for (const name of names) expect(name).toMatch(/^[a-z0-9.-]*\/[A-Za-z]\w*$/);
  });

  it('has paths and words that are understood', () => {
    const KEY = /^([A-Za-z]\w*|\[\]|\{\})$/;
    for (const entry of entries) {
      for (const [path, what] of Object.entries(entry.places ?? {})) {
        const places = readPlaces(`${path}: ${what}`);
        expect(places).not.toEqual([]);
        for (const { steps } of places) {
          for (const step of steps) expect(step).toMatch(KEY);
        }
      }
    }
  });

  it('has each place of a kind once, unless it is a default as well', () => {
    for (const entry of entries) {
      const paths = placesOf(entry)
        .filter(({ standing }) => standing !== 'defaults')
        .map(({ steps }) => steps.join('.'));
      expect(repeated(paths)).toEqual([]);
    }
  });

  it('has no list between a pod and the place of its securityContext', () => {
    for (const { standing, steps, scope } of entries.flatMap(placesOf)) {
      if (standing !== 'podContext') continue;
      expect(scope).toEqual(steps.slice(0, scope.length));
      expect(steps.slice(scope.length)).not.toContain('[]');
      expect(steps.slice(scope.length)).not.toContain('{}');
    }
  });
});
