import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/yaml/edit/edit.ts';
import { planEdits } from '../../../src/yaml/edit/plan-edits.ts';
import type { ValueChange } from '../../../src/yaml/value-change.ts';
import { readManifest } from '../../../src/kubernetes/manifest.ts';

/** The text with the changes made, or why they can't be. */
function changed(text: string, ...changes: ValueChange[]): string {
  const [document] = readManifest({ path: 'pod.yaml', text }, { parseAll: true }).documents;
  if (!document) throw new Error('The text is no document.');
  const plan = planEdits(document, changes);
  return 'refused' in plan ? `refused: ${plan.refused}` : applyEdits(text, plan.edits);
}

const TMP = { name: 'tmp', emptyDir: {} } as const;
const RUN = { name: 'run', emptyDir: { sizeLimit: '16Mi' } } as const;
const addTmp: ValueChange = { kind: 'append', path: ['spec', 'volumes'], value: TMP };
const addRun: ValueChange = { kind: 'append', path: ['spec', 'volumes'], value: RUN };

describe('an element comes to a list', () => {
  test.each([
    [
      'that is indented',
      'spec:\n  volumes:\n    - name: a\n      emptyDir: {}\n',
      'spec:\n  volumes:\n    - name: a\n      emptyDir: {}\n    - name: tmp\n      emptyDir: {}\n',
    ],
    [
      'that is not indented, and is not the last',
      'spec:\n  volumes:\n  - name: a\n  containers: []\n',
      'spec:\n  volumes:\n  - name: a\n  - name: tmp\n    emptyDir: {}\n  containers: []\n',
    ],
    [
      'whose last element ends with a comment',
      'spec:\n  volumes:\n    - name: a # the first\n      # and its end\nx: 1\n',
      'spec:\n  volumes:\n    - name: a # the first\n      # and its end\n    - name: tmp\n      emptyDir: {}\nx: 1\n',
    ],
    [
      'that ends without a line break',
      'spec:\n  volumes:\n    - name: a',
      'spec:\n  volumes:\n    - name: a\n    - name: tmp\n      emptyDir: {}',
    ],
    [
      'with CRLF',
      'spec:\r\n  volumes:\r\n    - name: a\r\n',
      'spec:\r\n  volumes:\r\n    - name: a\r\n    - name: tmp\r\n      emptyDir: {}\r\n',
    ],
    [
      'whose last element ends with a block scalar',
      'spec:\n  volumes:\n    - name: |\n        a\n\nx: 1\n',
      'spec:\n  volumes:\n    - name: |\n        a\n    - name: tmp\n      emptyDir: {}\n\nx: 1\n',
    ],
    [
      'in flow style',
      'spec: {volumes: [{ name: a }], x: 1}\n',
      'spec: {volumes: [{ name: a }, { name: tmp, emptyDir: {} }], x: 1}\n',
    ],
    [
      'in JSON over several lines',
      '{\n  "spec": {\n    "volumes": [\n      {"name": "a"}\n    ]\n  }\n}\n',
      '{\n  "spec": {\n    "volumes": [\n      {"name": "a"},\n      {"name": "tmp", "emptyDir": {}}\n    ]\n  }\n}\n',
    ],
    [
      'that is missing',
      'spec:\n  x: 1\n',
      'spec:\n  x: 1\n  volumes:\n    - name: tmp\n      emptyDir: {}\n',
    ],
    [
      'that is missing where lists are not indented',
      'spec:\n  x:\n  - 1\n',
      'spec:\n  x:\n  - 1\n  volumes:\n  - name: tmp\n    emptyDir: {}\n',
    ],
    [
      'that is missing where mappings are indented by four columns',
      'spec:\n    x:\n        y: 1\n    z:\n        - 1\n',
      'spec:\n    x:\n        y: 1\n    z:\n        - 1\n    volumes:\n        - name: tmp\n          emptyDir: {}\n',
    ],
    [
      'that is empty',
      'spec:\n  volumes: []\n',
      'spec:\n  volumes:\n    - name: tmp\n      emptyDir: {}\n',
    ],
    [
      'that is null, with a comment beside it',
      'spec:\n  volumes: # none yet\n',
      'spec:\n  volumes: # none yet\n    - name: tmp\n      emptyDir: {}\n',
    ],
    [
      'whose mapping is missing',
      'x: 1\n',
      'x: 1\nspec:\n  volumes:\n    - name: tmp\n      emptyDir: {}\n',
    ],
    [
      'that an alias repeats: not at all',
      'spec:\n  volumes: &v\n    - name: a\nother: *v\n',
      'refused: its text also serves another place of the file (an anchor, an alias or a merge key)',
    ],
  ])('%s', (_, before, after) => {
    expect(changed(before, addTmp)).toBe(after);
  });

  test('with others, in their order, and once where it is asked for twice', () => {
    expect(changed('spec:\n  volumes:\n    - name: a\n', addTmp, addRun, addTmp)).toBe(
      'spec:\n  volumes:\n    - name: a\n    - name: tmp\n      emptyDir: {}\n    - name: run\n      emptyDir:\n        sizeLimit: 16Mi\n',
    );
  });

  test('quoted like its neighbour, and where a boolean would be read', () => {
    const add = (value: string): ValueChange => ({ kind: 'append', path: ['drop'], value });
    expect(changed('drop:\n  - "A"\n', add('ALL'))).toBe('drop:\n  - "A"\n  - "ALL"\n');
    expect(changed('drop:\n  - A\n', add('yes'))).toBe('drop:\n  - A\n  - "yes"\n');
    expect(changed('drop: [A]\n', add('ALL'), add('yes'))).toBe('drop: [A, ALL, "yes"]\n');
  });
});

describe('elements of a flow list on lines of their own', () => {
  const add = (value: string): ValueChange => ({ kind: 'append', path: ['drop'], value });

  test.each([
    ['drop: [\n  A # why\n]\n', 'drop: [\n  A, # why\n  ALL,\n  B\n]\n'],
    ['drop: [\n  A, # why\n]\n', 'drop: [\n  A, # why\n  ALL,\n  B,\n]\n'],
    ['drop: [\n  A , # why\n  # end\n]\n', 'drop: [\n  A , # why\n  ALL,\n  B,\n  # end\n]\n'],
    ['drop: [\n  A\n]\n', 'drop: [\n  A,\n  ALL,\n  B\n]\n'],
  ])('leave a comment beside the one that it is about: %j', (before, after) => {
    expect(changed(before, add('ALL'), add('B'))).toBe(after);
  });
});

describe('insertions that meet at the end of a block', () => {
  const mount: ValueChange = {
    kind: 'append',
    path: ['spec', 'containers', 0, 'volumeMounts'],
    value: { name: 'tmp', mountPath: '/tmp' },
  };
  const added = '    - name: tmp\n      mountPath: /tmp\n';

  test('stand from the inside to the outside', () => {
    expect(changed('spec:\n  containers:\n    - image: a\n', addTmp, mount)).toBe(
      `spec:\n  containers:\n    - image: a\n      volumeMounts:\n    ${added.replace('\n', '\n    ')}  volumes:\n    - name: tmp\n      emptyDir: {}\n`,
    );
  });

  test('where one of them extends a list', () => {
    const text = 'spec:\n  containers:\n  - image: a\n    volumeMounts:\n    - name: b\n';
    expect(changed(text, addTmp, mount)).toBe(
      `${text}${added}  volumes:\n  - name: tmp\n    emptyDir: {}\n`,
    );
  });
});
