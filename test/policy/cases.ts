import { globSync, readFileSync } from 'node:fs';
import { findIn } from '../../src/judge/find.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { EXPRESSED } from '../../src/policy/expressed.ts';
import type { Exemption, ExemptionPolicy } from '../../src/rules/kit/exemption.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { faultsOfObject, isKind, podOf } from '../properties/api-server.ts';
import { dataOf } from '../properties/oracle.ts';

/** What the review refuses in an object, by the names of the policies that should. */
export function refusedByReview(object: object, ruleSet: RuleSet): string[] {
  const manifest = readManifest({ path: 'x.json', text: JSON.stringify(object) });
  const findings = findIn(manifest, ruleSet).sorted.kept.map(({ finding }) => finding);
  const isSplit = ruleSet.profile === 'immutable';
  const names = findings
    .filter(({ rule }) => EXPRESSED[rule] && 'checks' in EXPRESSED[rule])
    .map(({ rule, severity }) => {
      const isMinor = isSplit && rule === 'run-as-non-root' && severity === 'warning';
      return `podseal-${rule}${isMinor ? '-minor' : ''}`;
    });
  return [...new Set(names)].toSorted();
}

const exemption = (more: Partial<Exemption>): Exemption => ({
  rules: ['read-only-root-filesystem', 'run-as-non-root', 'no-privileged'],
  reason: 'It needs it.',
  source: '.github/podseal.yml:1',
  ...more,
});

const EXEMPTIONS: ExemptionPolicy = {
  exemptions: [
    exemption({ kind: 'Deployment', name: 'web*' }),
    exemption({ namespace: 'csi-*', container: 'init' }),
    exemption({ image: 'example/**', rules: ['pinned-image', 'drop-capabilities'] }),
    exemption({ name: 'db', expires: '2026-01-01' }),
  ],
  allowed: { 'no-privileged': 'configuration', 'no-host-ports': 'nowhere' },
  today: '2026-06-01',
};

/** Rule sets that judge differently. */
export const RULE_SETS: readonly [string, RuleSet][] = [
  ['immutable', { profile: 'immutable' }],
  ['strict', { profile: 'strict' }],
  ['baseline', { profile: 'baseline' }],
  ['restricted', { profile: 'restricted' }],
  ['restricted of 1.18', { profile: 'restricted', podSecurityVersion: 18 }],
  ['restricted of 1.24', { profile: 'restricted', podSecurityVersion: 24 }],
  ['baseline of 1.30', { profile: 'baseline', podSecurityVersion: 30 }],
  ['strict with exemptions', { profile: 'strict', exemptions: EXEMPTIONS }],
  [
    'strict with what rules let pass',
    {
      profile: 'strict',
      allow: {
        'no-writable-host-path': ['/var/log/**', '/etc', '/mnt/*'],
        'drop-capabilities': ['NET_RAW', 'CHOWN'],
      },
    },
  ],
];

/** What of the fixtures the API server takes, as it takes it: without what is null. */
export const fixtureObjects = (): object[] =>
  globSync('fixtures/**/*.{yaml,yml,json}')
    .filter((path) => !path.includes('/charts/'))
    .flatMap((path) => dataOf(readFileSync(path, 'utf8')))
    .flatMap((data) => {
      const object: unknown = JSON.parse(JSON.stringify(data), (_, value) => value ?? undefined);
      if (typeof object !== 'object' || object === null || !('kind' in object)) return [];
      const { kind } = object;
      return isKind(kind) && faultsOfObject(kind, object).length === 0 && isWhole(object)
        ? [object]
        : [];
    });

/** Whether an object is no patch: each of its containers has an image. */
function isWhole(object: object): boolean {
  const { containers = [], initContainers = [] } = podOf(object).spec;
  return (
    containers.length > 0 &&
    [...containers, ...initContainers].every(({ image }) => image !== undefined && image !== '')
  );
}
