import { expect, test } from 'vitest';
import type { Rendering } from '../../src/render/chart.ts';
import { postRender } from '../../src/render/post-render.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a # Its name.\n';
const TEXT = `---\n${POD}---\n# No object.\n--- # Another one.\n${POD.replace(': a', ': b')}`;

function rendering(text: string): Rendering {
  return {
    files: [
      {
        template: 'web/templates/pods.yaml',
        text,
        lines: text
          .split('\n')
          .map((_, index) => ({ start: [index], end: [], near: [], within: [] })),
      },
    ],
    ...{ places: [], folders: [], missing: [], skipped: [], whole: true },
  };
}

test('the objects of a rendering are the resources of the first kustomization, and that is one of the next', () => {
  const { request } = postRender(rendering(TEXT), ['images: []', 'patches: []']);
  expect(request).toEqual({
    root: 'post/1',
    binaries: {},
    files: {
      'objects/0/1.yaml': POD,
      'objects/0/3.yaml': POD.replace(': a', ': b'),
      'post/0/kustomization.yaml':
        'images: []\nresources:\n- "../../objects/0/1.yaml"\n- "../../objects/0/3.yaml"\n',
      'post/1/kustomization.yaml': 'patches: []\nresources:\n- "../0"\n',
    },
  });
});

test('what is not changed stays as it was written, and what is has the places of its lines', () => {
  const { patched } = postRender(rendering(TEXT), ['patches: []']);
  const plain = POD.replace(' # Its name.', '');
  const [file] = patched({
    text: `${plain}---\n${plain.replace(': a', ': b')}spec:\n  hostPID: true\n`,
    files: ['objects/0/1.yaml', 'objects/0/3.yaml', 'post/0/kustomization.yaml'],
    lines: [[0, 1], [0, 2], [0, 3], [0, 4], [], [1, 1], [1, 2], [1, 3], [1, 4], [2, 7], [2, 8]],
    ...{ sources: [], left: [] },
  }).files;
  const lines = file?.text.split('\n') ?? [];
  const shown = file?.lines.map(({ start }, index) => {
    return `${start.join()} ${file.patched?.[index]?.join(':') ?? ''} ${lines[index]}`;
  });
  expect(shown).toEqual([
    '0  ---',
    '1  apiVersion: v1',
    '2  kind: Pod',
    '3  metadata:',
    '4    name: a # Its name.',
    '5  ---',
    '6  # No object.',
    '7  ---',
    '8  apiVersion: v1',
    '9  kind: Pod',
    '10  metadata:',
    '11    name: b',
    ' 0:7 spec:',
    ' 0:8   hostPID: true',
  ]);
});

test('an object that a patch takes out is gone', () => {
  const { patched } = postRender(rendering(TEXT), ['patches: []']);
  const build = { text: '', files: [], lines: [], sources: [], left: [] };
  expect(patched(build).files[0]?.text).toBe('---\n---\n# No object.\n---\n');
});
