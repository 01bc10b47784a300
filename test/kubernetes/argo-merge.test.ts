import { expect, test } from 'vitest';
import { generatorGlobs, generatedBy } from '../../src/kubernetes/argo/generators.ts';
import { parseDocumentAt } from '../../src/yaml/parse.ts';
import { items, rootOf } from '../../src/yaml/value.ts';

const FILES: Readonly<Record<string, string>> = {
  'clusters/a/config.yaml': 'cluster: a\nreplicas: 3\n',
  'clusters/c/config.yaml': 'cluster: c\n',
};
const GIT = '{ git: { files: [{ path: "clusters/*/config.yaml" }] } }';

function generators(text: string) {
  const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
  if (!document || !('root' in document)) throw new Error('This is no YAML.');
  return items(rootOf(document));
}

/** What a merge of generators makes: its parameters without those of paths, and what is not known. */
function merged(inner: string, keys = '[cluster]') {
  const list = generators(`[{ merge: { mergeKeys: ${keys}, generators: [${inner}] } }]`);
  const { sets, unknown } = generatedBy(list, {
    paths: Object.keys(FILES),
    textOf: (path) => FILES[path],
  });
  const shown = sets.map((set) => [...set].filter(([name]) => !name.startsWith('path')));
  return [...shown.map((set) => set.map((one) => one.join('=')).join(' ')), ...unknown];
}

const list = (...elements: string[]): string => `{ list: { elements: [${elements.join(', ')}] } }`;
const TWO = list('{ cluster: a, tag: "1" }', '{ cluster: b, tag: "1" }');

test('a set has the parameters of those of the others that have the same keys', () => {
  expect(merged(`${TWO}, ${list('{ cluster: b, tag: "2" }', '{ cluster: d, tag: "9" }')}`)).toEqual(
    ['cluster=a tag=1', 'cluster=b tag=2'],
  );
  // The file of a third cluster is of none of the first generator's.
  expect(merged(`${TWO}, ${GIT}`)).toEqual(['cluster=a tag=1 replicas=3', 'cluster=b tag=1']);
});

test('what is not known of one is not known of the whole', () => {
  expect(merged(`${TWO}, { clusters: {} }`)).toEqual(['clusters']);
  expect(merged(`{ plugin: {} }, ${TWO}`)).toEqual(['plugin']);
});

test('sets without the keys, and two of the same, are refused as Argo CD does', () => {
  expect(merged(`${TWO}, ${list('{ tag: "2" }')}`)).toEqual(['merge']);
  expect(merged(list('{ cluster: a }', '{ cluster: a }'))).toEqual(['merge']);
  expect(merged(TWO, '[]')).toEqual(['merge']);
});

test('the files that it goes through are read', () => {
  const inner = generators(`[{ merge: { mergeKeys: [cluster], generators: [${TWO}, ${GIT}] } }]`);
  expect(generatorGlobs(inner)).toEqual({ files: ['clusters/*/config.yaml'], directories: [] });
});
