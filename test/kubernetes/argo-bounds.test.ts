import { describe, expect, it } from 'vitest';
import {
  type DeployedSource,
  deployedSources,
} from '../../src/kubernetes/argo/deployed-sources.ts';
import { parseDocumentAt } from '../../src/yaml/parse.ts';
import { rootOf, textOf, valueAt } from '../../src/yaml/value.ts';

function deployedBy(generators: string, padding = ''): DeployedSource[] {
  const text = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
spec:
  generators: ${generators}
  template:
    spec:
      source: { path: 'apps/{{one}}/{{two}}' }
${padding}`;
  const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
  if (!document || !('root' in document)) throw new Error('This is no YAML.');
  return deployedSources(rootOf(document), {
    paths: ['apps/a/b/web.yaml', 'apps/c/d/web.yaml'],
    textOf: () => undefined,
  });
}

function list(name: string, count: number): string {
  const elements = Array.from({ length: count }, (_, at) => `{ ${name}: '${at}' }`);
  return `{ list: { elements: [${elements.join(', ')}] } }`;
}

const pathOf = ({ root, at }: DeployedSource): string | undefined =>
  textOf(valueAt(root, [...at, 'path']));

describe('what a set of applications makes is bounded', () => {
  it('by their number, in the product of two lists as well', () => {
    const all = deployedBy(
      `[{ matrix: { generators: [${list('one', 20)}, ${list('two', 20)}] } }]`,
    );
    expect(all.length).toBeLessThanOrEqual(101);
    expect(pathOf(all[0]!)).toBe('apps/0/0');
    expect(all.at(-1)?.unknown).toBe(
      '`{{one}}` is filled in by the generator `more than 100 applications`',
    );
  });

  it('in time, where two lists are long', () => {
    const all = deployedBy(
      `[{ matrix: { generators: [${list('one', 5000)}, ${list('two', 5000)}] } }]`,
    );
    expect(all.length).toBeLessThanOrEqual(101);
  });

  it('by the length of the text that is filled in', () => {
    const generators = `[{ matrix: { generators: [${list('one', 9)}, ${list('two', 9)}] } }]`;
    const long = `# ${'x'.repeat(100_000)}\n`.repeat(2);
    expect(deployedBy(generators)).toHaveLength(81);
    const some = deployedBy(generators, long);
    expect(some.length).toBeLessThan(10);
    expect(some.at(-1)?.unknown).toContain('`{{one}}` is filled in');
  });

  it('by globs that take no time', () => {
    const of = (glob: string): DeployedSource[] =>
      deployedBy(`[{ git: { directories: [{ path: '${glob}' }] } }]`);
    expect(of('apps/*/*').map(({ filledWith }) => filledWith !== undefined)).toEqual([true, true]);
    expect(of('*a*a*a*a*a*a*/b').map(({ unknown }) => unknown)).toEqual([
      '`{{one}}` is filled in by the generator `git`',
    ]);
  });
});
