import { expect, test } from 'vitest';
import { isForOthers, partEnd } from '../../src/render/template-parts.ts';

const TEMPLATE = `kind: Pod
{{- if .Values.a }}
image: a
{{- with .Values.b }}
image: b
{{- end }}
{{- else if .Values.c }}
image: c
{{- else }}
image: d
{{- end }}
spec: {}
`;

test.each([
  ['of a condition', 3, 7],
  ['within another', 5, 6],
  ['of an else with a condition', 8, 9],
  ['of an else', 10, 11],
  ['that starts on the line of its condition', 2, 7],
])('a part %s that starts on line %i ends on line %i', (_, first, last) => {
  expect(partEnd(TEMPLATE, first)).toBe(last);
});

test('a part that nothing closes goes to the end', () => {
  expect(partEnd('{{ if .Values.a }}\nimage: a\n', 2)).toBe(3);
});

test.each([
  ['{{/* Parts. */}}\n{{- define "a" }}\nimage: a\n{{- if .b }}b{{ end }}\n{{- end }}\n', true],
  ['{{ define "a" }}a{{ end }}\nkind: Pod\n', false],
  ['{{ if .Values.a }}{{ define "a" }}a{{ end }}{{ end }}', false],
  ['{{/* {{ end }} */}}{{ define "a" }}{{/* {{ if }} */}}a{{ end }}', true],
  ['{{ define "a" }}a', false],
  ['kind: Pod\n', false],
])('whether %j is for others: %s', (template, expected) => {
  expect(isForOthers(template)).toBe(expected);
});

test('comments that nothing closes take no time', () => {
  expect(isForOthers('{{/*'.repeat(200_000))).toBe(false);
  expect(partEnd('{{ '.repeat(100_000), 1)).toBe(1);
});
