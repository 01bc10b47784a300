import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { readConfiguration } from '../../src/configuration/configuration.ts';

const DOCS = join(import.meta.dirname, '../../docs');

function blocksOf(page: string): string[] {
  const text = readFileSync(join(DOCS, page), 'utf8');
  return [...text.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, block = '']) => block);
}

/** The blocks that have keys of the configuration. */
function configurationsOf(page: string): string[] {
  return blocksOf(page).filter((block) => /^(?:profile|files|rules|exemptions):/m.test(block));
}

describe.each(['adopting.md', 'configuration.md', 'exempting.md'])(
  'the configurations in docs/%s',
  (page) => {
    it.each(configurationsOf(page))('%j can be read', (text) => {
      expect(readConfiguration({ path: '.github/podseal.yml', text })).not.toHaveProperty('faults');
    });

    it('are there', () => {
      expect(configurationsOf(page).length).toBeGreaterThan(0);
    });
  },
);

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
