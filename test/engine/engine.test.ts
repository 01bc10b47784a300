import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { limitMemory } from '../../src/engine/limit-memory.ts';
import { readAnswer } from '../../src/engine/protocol.ts';
import { chartOf } from './chart.ts';

const engine = new Engine();

test('chance, time and certificates are the same in every run', async () => {
  const chart = chartOf(
    '{{ randAlphaNum 20 }} {{ uuidv4 }} {{ now | date "2006-01-02" }} {{ (genCA "x" 365).Cert | b64enc }} {{ shuffle "abcdefgh" }}',
  );
  const [one, other] = await Promise.all([engine.render(chart), engine.render(chart)]);
  expect(one).toEqual(other);
  expect(JSON.stringify(one)).toContain('2025-01-01');
});

test('the API versions are those of Kubernetes, and no others', async () => {
  const versions = [
    'apps/v1',
    'batch/v1',
    'policy/v1',
    'apiextensions.k8s.io/v1',
    'monitoring.coreos.com/v1',
  ];
  const template = versions.map((one) => `{{ .Capabilities.APIVersions.Has "${one}" }}`).join(' ');
  const answer = await engine.render(chartOf(`${template} {{ .Capabilities.KubeVersion }}`));
  expect(answer).toMatchObject({
    sets: [{ files: [{ text: 'true true true true false v1.37.0' }] }],
  });
});

test('each value set is rendered by itself, and one that fails stops no other', async () => {
  const chart = chartOf(
    '{{ $_ := set .Values "b" .Values.a }}{{ required "no a" .Values.a }}{{ .Values.b }}',
  );
  const sets = ['a: 1', '', 'a: 2\n---\na: 3', '{'].map((values) => ({
    release: 'r',
    namespace: 'default',
    values: [values],
  }));
  expect(await engine.render({ ...chart, sets })).toMatchObject({
    sets: [
      { files: [{ text: '11' }] },
      { error: expect.stringContaining('no a') as string },
      { files: [{ text: '33' }] },
      { error: expect.stringContaining('yaml') as string },
    ],
  });
});

test('what is no text is kept byte for byte', async () => {
  const chart = chartOf('{{ .Files.GetBytes "logo.png" | toString | b64enc }}');
  const bytes = Buffer.from([0x89, 0x50, 0xff, 0x00]).toString('base64');
  const answer = await engine.render({ ...chart, binaries: { 'logo.png': bytes } });
  expect(answer).toMatchObject({ sets: [{ files: [{ text: bytes }] }] });
});

test('a bound on memory is written into a module that has a memory', () => {
  const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const memory = [5, 3, 1, 0, 200, 1];
  const module = Uint8Array.from([...head, 5, 4, ...memory.slice(2), ...[11, 1, 0]]);
  expect([...limitMemory(module, 6144)]).toEqual([
    ...head,
    ...[5, 6, 1, 1, 200, 1, 128, 48],
    ...[11, 1, 0],
  ]);
  expect(() => limitMemory(Uint8Array.from(head), 1)).toThrow('no memory section');
});

test('an answer of another shape is a fault', () => {
  const answer = { sets: [{ files: [{ template: 'a', text: 'b', lines: [{ start: [-1] }] }] }] };
  expect(() => readAnswer(new TextEncoder().encode(JSON.stringify(answer)))).toThrow('Invalid');
  expect(() => readAnswer(new TextEncoder().encode('{"sets":[]'))).toThrow('JSON');
});

const SET = { release: 'r', namespace: 'default' };

test('value sets that are too much together are rendered by themselves', async () => {
  const chart = chartOf('{{ repeat 6000000 .Values.word }}', 'word: ab\n');
  const sets = ['ab', 'cd', 'ef'].map((word) => ({ ...SET, values: [`word: ${word}\n`] }));
  const roomy = new Engine({ deadlineMs: 200_000, megabytes: 2000 });
  const answer = await roomy.render({ ...chart, sets });
  if (!('sets' in answer)) throw new Error(answer.reason);
  const starts = answer.sets.map((set) => 'files' in set && set.files[0]?.text.slice(0, 3));
  expect(starts).toEqual(['aba', 'cdc', 'efe']);
});
