import { readFileSync, readdirSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { knownImage } from '../../src/images/known-image.ts';
import { canonicalReference } from '../../src/images/reference.ts';
import { sourceUrl } from '../../src/images/source.ts';
import { isInRange } from '../../src/images/version.ts';

interface Needs {
  versions?: string;
  writes?: { path: string; volume: string; kind: string; evidence: string; when?: string }[];
}

interface ImageFile extends Needs {
  images: string[];
  variants?: (Needs & { tag?: string[] })[];
  alternatives?: { image: string }[];
  sources?: string[];
}

const files = readdirSync('data/images').map((name) => {
  const file: ImageFile = parse(readFileSync(`data/images/${name}`, 'utf8'));
  return { name, file };
});
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync('data/images.schema.json', 'utf8')),
);

describe.each(files)('data/images/$name', ({ name, file }) => {
  const all: Needs[] = [file, ...(file.variants ?? [])];
  const lists = all.map(({ writes }) => writes ?? []);

  test('has the form of the schema', () => {
    validate(file);
    expect(validate.errors ?? []).toEqual([]);
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.yaml$/);
  });

  test('names images by their canonical names, and alternatives that are other images', () => {
    for (const image of file.images) expect(canonicalReference(image)?.name).toBe(image);
    for (const { image } of file.alternatives ?? []) {
      expect(canonicalReference(image)?.name).toBe(image);
      expect(file.images).not.toContain(image);
    }
  });

  test('names each path once, and a persistent volume only for what is kept', () => {
    for (const writes of lists) {
      const paths = writes.map(({ path }) => path.replace(/^\/var\/run\b/, '/run'));
      expect(paths).toEqual([...new Set(paths)]);
      for (const { path, kind, volume, evidence } of writes) {
        // What a project has seen itself is for its own list.
        expect(evidence).not.toBe('observed');
        const isKept = ['data', 'log', 'config'].includes(kind) || volume === 'emptyDir';
        expect(isKept, `${path} is ${kind}`).toBe(true);
      }
    }
  });

  test('has a source for each file, and ranges that are ranges', () => {
    const sources = lists.flat().length + (file.sources ?? []).length;
    expect(sources).toBeGreaterThan(0);
    for (const { versions } of all) {
      const bounds = versions?.replace(/^<|^>=/, '').split(' - ') ?? [];
      if (bounds.length === 2) expect(isInRange(bounds[1]!, versions!)).toBe(true);
      for (const bound of bounds) expect(bound).toMatch(/^\d+(\.\d+)*$/);
    }
  });

  test('is compiled, and never relied on where it was not read', () => {
    const known = knownImage(file.images[0]!);
    expect(known?.id).toBe(name.replace('.yaml', ''));
    for (const source of known?.sources ?? []) expect(sourceUrl(source)).toMatch(/^https:\/\/\S+$/);
    const isUnread = (known?.writes ?? []).some(({ isRead }) => !isRead);
    if (isUnread || !known?.writes) expect(known?.confidence).toBe('doubtful');
    for (const write of known?.writes ?? []) expect(known?.sources).toContain(write.source);
  });
});

test('no two files have one image', () => {
  const images = files.flatMap(({ file }) => file.images);
  expect(images).toEqual([...new Set(images)]);
});

test('data/registries.yaml renames to canonical names, once', () => {
  const registries: { from: string; to: string; evidence: string; source?: string }[] = parse(
    readFileSync('data/registries.yaml', 'utf8'),
  );
  const names = registries.map(({ from }) => from);
  expect(names).toEqual([...new Set(names)]);
  for (const { from, to, evidence, source } of registries) {
    expect(from.endsWith('/') && to.endsWith('/')).toBe(true);
    expect(evidence === 'unread' || (evidence === 'docs' && source !== undefined)).toBe(true);
    const reference = canonicalReference(`${from}a/b`);
    expect(reference?.name).toBe(canonicalReference(`${to}a/b`)?.name);
    expect(reference?.isGuessed).toBe(evidence === 'unread');
  }
});
