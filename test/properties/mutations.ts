import * as fc from 'fast-check';

/** One careless edit of a text, at a place given as a fraction of it. */
type Mutation = (text: string, at: number) => string;

export const inserts = [
  '\t',
  ' ',
  '{',
  '}',
  '[',
  ':',
  ': ',
  '- ',
  '"',
  "'",
  '#',
  '&a ',
  '*a',
  '<<: ',
  '{{ .Values.x }}',
  '{{- if }}\n',
  '\n',
  '\r',
  '\r\n',
  '\n---\n',
  '\n...\n',
  '%YAML 1.1\n',
  '!!binary ',
  '!!set ',
  '!x!y ',
  '? ',
  '|\n',
  '\\u0063',
  '\u00a0',
  '\uFEFF',
  '\uD83D',
  '\u2028',
  '\0',
  'securityContext: {}\n',
];

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom(...inserts).map(
    (put): Mutation =>
      (text, at) =>
        text.slice(0, at) + put + text.slice(at),
  ),
  fc.integer({ min: 1, max: 12 }).map(
    (count): Mutation =>
      (text, at) =>
        text.slice(0, at) + text.slice(at + count),
  ),
  fc.integer({ min: 1, max: 40 }).map(
    (count): Mutation =>
      (text, at) =>
        text.slice(0, at + count) + text.slice(at),
  ),
  fc.constant<Mutation>((text, at) => text.slice(0, at)),
);

/** A text with some careless edits in it; often no YAML any more. */
export function mutated(texts: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const steps = fc.array(fc.tuple(mutation, fc.nat()), { minLength: 1, maxLength: 4 });
  return fc
    .tuple(texts, steps)
    .map(([text, edits]) =>
      edits.reduce((now, [edit, at]) => edit(now, at % (now.length + 1)), text),
    );
}
