import { expect, test } from 'vitest';
import { CHECK_RENDERED } from '../../src/kubernetes/check-output.ts';
import { Engine } from '../../src/engine/engine.ts';
import { chartOf } from './chart.ts';
import { ALIASES } from './alias-bomb.ts';

const engine = new Engine({ deadlineMs: 200_000, megabytes: 384 });
/** For charts that end no sooner: they work for all of that time. */
const impatient = new Engine({ deadlineMs: 1000, megabytes: 384 });

async function outcomeOf(template: string, values?: string, used = engine): Promise<string> {
  const answer = await used.render(chartOf(template, values));
  if ('reason' in answer) return answer.reason;
  const [set] = answer.sets;
  if (!set) return 'no answer';
  return 'error' in set ? set.error : set.files.map(({ text }) => text).join('');
}

const MEMORY = `the chart takes too much memory to render: ${CHECK_RENDERED}`;
const TIME = `the chart takes too long to render: ${CHECK_RENDERED}`;

test.each([
  [
    'a text that doubles',
    '{{ $s := "x" }}{{ range until 100 }}{{ $s = printf "%s%s" $s $s }}{{ end }}',
    MEMORY,
  ],
  ['a long text', '{{ repeat 2000000000 "x" }}', MEMORY],
  ['a long list', '{{ range until 2000000000 }}{{ end }}', MEMORY],
])('%s is ended', async (_, template, reason) => {
  expect(await outcomeOf(template)).toBe(reason);
});

test('loops in loops are ended', async () => {
  const loops = '{{ range until 50000 }}{{ range until 50000 }}{{ end }}{{ end }}';
  const template = `{{ range until 50000 }}${loops}{{ end }}`;
  expect(await outcomeOf(template, '', impatient)).toBe(TIME);
});

test('much output is ended', async () => {
  const reason = await outcomeOf('{{ range until 1000000 }}{{ repeat 1000 "y" }}{{ end }}');
  expect(reason).toBe(MEMORY);
});

test('more output than is read is ended', async () => {
  const roomy = new Engine({ deadlineMs: 200_000, megabytes: 2000 });
  const reason = await outcomeOf('{{ repeat 34000000 "y" }}', '', roomy);
  expect(reason).toBe(`the chart renders to too much text: ${CHECK_RENDERED}`);
});

test.each([
  [
    'an include',
    '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}',
    /nested reference name: a/,
  ],
  [
    'a template',
    '{{ define "a" }}{{ template "a" . }}{{ end }}{{ template "a" . }}',
    /maximum template depth/,
  ],
])('%s of itself ends with what Helm says', async (_, template, error) => {
  expect(await outcomeOf(template)).toMatch(error);
});

test('tpl of itself is ended', async () => {
  const values = 'a: "{{ tpl .Values.a . }}"';
  const reason = await outcomeOf('{{ tpl .Values.a . }}', values, impatient);
  expect([MEMORY, TIME, 'the chart has templates that include themselves too deeply']).toContain(
    reason,
  );
});

test('values with a bomb of aliases are refused', async () => {
  expect(await outcomeOf('{{ toYaml .Values }}', ALIASES)).toMatch(/excessive aliasing/);
});

test.each([
  ['values', '{{ toJson .Values }}', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ['JSON', '{{ repeat 200000 "[" | fromJson }}', ''],
  ['YAML', '{{ repeat 200000 "[" | fromYaml }}', ''],
  ['an expression', `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`, ''],
])('deep nesting of %s is refused', async (_, template, values) => {
  expect(await outcomeOf(template, values)).toMatch(/exceeded max depth|max expression depth/);
});

test('conditions in conditions are ended', async () => {
  const template = '{{ if true }}'.repeat(200_000) + '{{ end }}'.repeat(200_000);
  const deep = 'the chart has templates that include themselves too deeply';
  expect([TIME, MEMORY, deep]).toContain(await outcomeOf(template, '', impatient));
});

test.each([
  [
    'the files around it',
    '{{ .Files.Get "../../../../etc/passwd" | quote }} {{ .Files.Glob "/**" | toJson }}',
    '"" {}',
  ],
  ['the network', '{{ getHostByName "localhost" | quote }}', '""'],
  ['the cluster', '{{ lookup "v1" "Pod" "" "" | toJson }}', '{}'],
])('a chart sees nothing of %s', async (_, template, text) => {
  expect(await outcomeOf(template)).toBe(text);
});

test('a chart sees no environment', async () => {
  expect(await outcomeOf('{{ env "PATH" }}')).toMatch(/function "env" not defined/);
});

test('a schema that is elsewhere is not fetched', async () => {
  const chart = chartOf('a: b');
  const schema = JSON.stringify({ $ref: 'http://127.0.0.1:9/schema.json' });
  const answer = await engine.render({
    ...chart,
    files: { ...chart.files, 'values.schema.json': schema },
  });
  expect(answer).toMatchObject({ sets: [{ files: [{ text: 'a: b' }] }] });
});
