import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { readConfiguration } from '../../src/configuration/configuration.ts';

const DOCS = join(import.meta.dirname, '../../docs');

function blocksOf(page: string): string[] {
  const text = readFileSync(join(DOCS, page), 'utf8');
  return [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, block = '']) => block);
}

/** The blocks that have keys of the configuration. */
function configurationsOf(page: string): string[] {
  return blocksOf(page).filter((block) =>
    /^(?:profile|files|rules|kinds|extends|exemptions):/m.test(block),
  );
}

const PAGES = [
  ...['adopting.md', 'configuration.md', 'exempting.md'],
  ...['rules/no-writable-host-path.md', 'rules/drop-capabilities.md'],
];

describe.each(PAGES)('the configurations in docs/%s', (page) => {
  it.each(configurationsOf(page))('%j can be read', (text) => {
    expect(readConfiguration({ path: '.github/podseal.yml', text })).not.toHaveProperty('faults');
  });

  it('are there', () => {
    expect(configurationsOf(page).length).toBeGreaterThan(0);
  });
});

describe('docs/configuration.md', () => {
  /** The rule set of the page's configuration that has a key. */
  function ruleSetOf(page: string, key: 'allow' | 'kinds', only: readonly string[]): RuleSet {
    const text = configurationsOf(page).find((one) => one.includes(`${key}:`)) ?? '';
    const read = readConfiguration({ path: '.github/podseal.yml', text });
    if ('faults' in read) throw new Error('The configuration is wrong.');
    return { profile: 'strict', only, allow: read.allow, kinds: read.kinds };
  }

  function foundIn(text: string, ruleSet: RuleSet): string[] {
    return judge(readManifest({ path: 'a.yaml', text }, ruleSet), ruleSet).findings.map(
      ({ severity, subject }) => `${severity} ${subject.container?.name}`,
    );
  }

  const privileged = (name: string): string =>
    `{containers: [{name: ${name}, image: i, securityContext: {privileged: true}}]}`;

  it('describes kinds that are judged as it says', () => {
    const ruleSet = ruleSetOf('configuration.md', 'kinds', ['no-privileged']);
    const workflow = `apiVersion: acme.io/v1
kind: Workflow
spec: {template: {spec: ${privileged('a')}}, steps: [{podSpec: ${privileged('b')}}]}
`;
    expect(foundIn(workflow, ruleSet)).toEqual(['error a', 'error b']);
    const cache = `apiVersion: x/v1\nkind: Cache\nspec: {pod: ${privileged('c')}}\n`;
    expect(foundIn(cache, ruleSet)).toEqual(['error c']);
    // An operator adds what is not there.
    const bare =
      'apiVersion: x/v1\nkind: Queue\nspec: {pod: {containers: [{name: d, image: i}]}}\n';
    const readOnly = ruleSetOf('configuration.md', 'kinds', ['read-only-root-filesystem']);
    expect(foundIn(bare, readOnly)).toEqual([]);
    const whole = bare.replace('Queue', 'Workflow').replace('x/v1', 'acme.io/v1');
    expect(foundIn(whole.replace('pod:', 'template:'), readOnly)).toEqual(['error d']);
  });

  it.each(['configuration.md', 'rules/no-writable-host-path.md'])(
    'lets pass the paths that %s allows',
    (page) => {
      const ruleSet = ruleSetOf(page, 'allow', ['no-writable-host-path']);
      const pod = (path: string): string =>
        `apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: i, volumeMounts: [{name: v, mountPath: /v}]}], volumes: [{name: v, hostPath: {path: ${path}}}]}\n`;
      expect(foundIn(pod('/var/log'), ruleSet)).toEqual([]);
      expect(foundIn(pod('/var/log/pods'), ruleSet)).toEqual([]);
      expect(foundIn(pod('/srv'), ruleSet)).toEqual(['error a']);
    },
  );

  it.each(['configuration.md', 'rules/drop-capabilities.md'])(
    'lets pass the capabilities that %s allows',
    (page) => {
      const ruleSet = ruleSetOf(page, 'allow', ['drop-capabilities']);
      const pod = (name: string): string =>
        `apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: i, securityContext: {capabilities: {drop: [ALL], add: [${name}]}}}]}\n`;
      expect(foundIn(pod('NET_RAW'), ruleSet)).toEqual([]);
      expect(foundIn(pod('SYS_TIME'), ruleSet)).toEqual(['error a']);
    },
  );
});

it('the faults in docs/configuration.md are what such a file gets', () => {
  const page = readFileSync(join(DOCS, 'configuration.md'), 'utf8');
  const text = 'fial-on: error\n\nrules:\n  no-priviledged: off\n';
  const read = readConfiguration({ path: '.github/podseal.yml', text });
  if (!('faults' in read)) throw new Error('There is no fault.');
  for (const { line, column, message } of read.faults) {
    expect(page).toContain(`\n.github/podseal.yml:${line}:${column}: ${message}\n`);
  }
  expect(read.faults.length).toBe(2);
});

describe('docs/exempting.md', () => {
  const POD = { apiVersion: 'v1', kind: 'Pod' };

  it('has a comment that exempts what it says', () => {
    const block = blocksOf('exempting.md').find((one) => one.includes('podseal-ignore')) ?? '';
    const text = `apiVersion: v1\nkind: Pod\nspec:\n${block.replace(/^/gm, '  ')}`;
    const { findings, exempted, exemptionFaults } = judge(readManifest({ path: 'a.yaml', text }), {
      profile: 'immutable',
      only: ['no-privileged'],
    });
    expect([findings, exempted.length, exemptionFaults]).toEqual([[], 1, []]);
  });

  it('has annotations that exempt what they say', () => {
    const block = blocksOf('exempting.md').find((one) => one.includes('podseal.dev/')) ?? '';
    const text = JSON.stringify({
      ...POD,
      ...(parse(block) as object),
      spec: {
        hostPID: true,
        containers: [{ name: 'driver', image: 'a', securityContext: { privileged: true } }],
      },
    });
    const { findings, exempted, exemptionFaults } = judge(readManifest({ path: 'a.json', text }), {
      profile: 'immutable',
      only: ['no-privileged', 'no-host-namespaces'],
    });
    expect([findings, exempted.length, exemptionFaults]).toEqual([[], 2, []]);
  });
});
