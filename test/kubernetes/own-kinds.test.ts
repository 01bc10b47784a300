import { describe, expect, it } from 'vitest';
import { fixFile } from '../../src/fix/fix-file.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { OwnKind } from '../../src/kubernetes/own-kinds.ts';
import { canMatter } from '../../src/kubernetes/prefilter.ts';
import { podsOf } from '../../src/kubernetes/workloads.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';

const KIND: OwnKind = {
  kinds: ['Batcher'],
  apiVersion: 'acme.io/*',
  pods: ['spec.template', 'spec.steps[].pod', 'spec.named{}.pod'],
  source: '.github/podseal.yml:2',
};

const only = ['no-privileged', 'misplaced-field'];

function judged(text: string, kinds: readonly OwnKind[] = [KIND]) {
  const ruleSet: RuleSet = { profile: 'immutable', only, kinds };
  return judge(readManifest({ path: 'a.yaml', text }, ruleSet), ruleSet);
}

function found(text: string, kinds?: readonly OwnKind[]): string[] {
  return judged(text, kinds).findings.map(
    ({ severity, rule, subject }) => `${severity} ${rule} ${subject.container?.name ?? ''}`,
  );
}

const head = 'apiVersion: acme.io/v1\nkind: Batcher\nmetadata: {name: w}\n';
const container = (name: string): string =>
  `{containers: [{name: ${name}, image: i, securityContext: {privileged: true}}]}`;

describe('kinds that a team describes', () => {
  it('are judged where they hold a template or the spec of a pod', () => {
    const text = `${head}spec:
  template: {metadata: {labels: {a: b}}, spec: ${container('a')}}
  steps: [{pod: ${container('b')}}, {pod: ${container('c')}}]
  named: {x: {pod: {spec: ${container('d')}}}}
  other: ${container('e')}
`;
    expect(found(text)).toEqual(['a', 'b', 'c', 'd'].map((name) => `error no-privileged ${name}`));
    // Without an entry, they are known by their shape alone.
    expect(found(text, [])).toContain('warning no-privileged e');
  });

  it('are told by their group, if the entry says one', () => {
    const text = `${head}spec: {template: {spec: ${container('a')}}}\n`;
    expect(found(text)).toEqual(['error no-privileged a']);
    expect(found(text.replace('acme.io', 'other.io'))).toEqual(['warning no-privileged a']);
    const { apiVersion: _, ...any } = KIND;
    expect(found(text.replace('acme.io', 'other.io'), [any])).toEqual(['error no-privileged a']);
    expect(found(text.replace('Batcher', 'Batchers'), [any])).toEqual(['warning no-privileged a']);
  });

  it('are found in lists', () => {
    const item = `{metadata: {name: w}, spec: {template: {spec: ${container('a')}}}}`;
    expect(found(`apiVersion: acme.io/v1\nkind: BatcherList\nitems: [${item}]\n`)).toEqual([
      'error no-privileged a',
    ]);
    expect(
      found(
        `apiVersion: v1\nkind: List\nitems: [{apiVersion: acme.io/v1, kind: Batcher, ${item.slice(1)}]\n`,
      ),
    ).toEqual(['error no-privileged a']);
  });

  it('may be completed by an operator', () => {
    const ruleSet = (partial: boolean): RuleSet => ({
      profile: 'immutable',
      only: ['read-only-root-filesystem'],
      kinds: [{ ...KIND, partial }],
    });
    const text = `${head}spec: {template: {spec: {containers: [{name: a, image: i}]}}}\n`;
    const explicit = text.replace(
      'image: i',
      'image: i, securityContext: {readOnlyRootFilesystem: false}',
    );
    const count = (source: string, partial: boolean): number =>
      judge(readManifest({ path: 'a.yaml', text: source }, ruleSet(partial)), ruleSet(partial))
        .findings.length;
    expect([count(text, false), count(text, true), count(explicit, true)]).toEqual([1, 0, 1]);
  });

  it('have their misspelled fields found, in a document without any of the usual words', () => {
    const text = `${head}spec: {template: {spec: [a]}}\n`;
    expect([canMatter(text), canMatter(text, [KIND])]).toEqual([false, true]);
    expect(found(text, [])).toEqual([]);
    const mistakes = ['[a]', '{containers: [{name: a, image: i, privileged: true}]}'];
    for (const spec of mistakes) {
      const own = `${head}spec: {template: {spec: ${spec}}}\n`;
      const known = own.replace('acme.io/v1', 'apps/v1').replace('Batcher', 'Deployment');
      expect(found(known)).toHaveLength(1);
      expect(found(own)).toEqual(found(known));
    }
  });

  it('keep a kind that Podseal knows as it is', () => {
    const deployment: OwnKind = { kinds: ['Deployment'], pods: ['spec.nothing'], source: 'x:1' };
    const text = `apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: ${container('a')}}}\n`;
    expect(found(text, [deployment])).toEqual(['error no-privileged a']);
    const same = { ...deployment, pods: ['spec.template'], partial: true };
    const [resource] = readManifest({ path: 'a.yaml', text }, { kinds: [same] }).resources;
    expect(resource && podsOf(resource).map(({ partial }) => partial)).toEqual([false]);
  });

  it('are fixed and proved', () => {
    const text = `${head}spec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: i\n          securityContext:\n            privileged: true\n`;
    const fixed = fixFile(judged(text), { unsafe: true });
    expect(fixed.text).toBe(text.replace('privileged: true', 'privileged: false'));
    expect(fixed.fixed.length).toBe(1);
  });
});
