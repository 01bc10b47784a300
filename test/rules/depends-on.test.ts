import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { identitiesIn } from '../../src/judge/find.ts';
import { rules } from '../../src/judge/rules.generated.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { FIXABLE, type Fixable } from '../../src/rules/kit/fixable.ts';
import type { Profile, RuleSet } from '../../src/rules/kit/rule.ts';
import { type Data, type DataMap, isDataMap } from '../../src/yaml/value-change.ts';
import { CASES, readCase } from './rule-case.ts';

/** Every rule is in one of these, and the Pod Security Standards ask otherwise. */
const PROFILES: readonly Profile[] = ['strict', 'baseline', 'restricted'];

/** What each may be; undefined where it is not said. */
const VALUES: Readonly<Record<Exclude<Fixable, 'volumes'>, readonly (Data | undefined)[]>> = {
  allowPrivilegeEscalation: [true, false, undefined],
  appArmorProfile: [{ type: 'RuntimeDefault' }, { type: 'Unconfined' }, undefined],
  capabilities: [{ drop: ['ALL'] }, { add: ['SYS_ADMIN'] }, undefined],
  fsGroup: [0, 2000, undefined],
  fsGroupChangePolicy: ['Always', undefined],
  hostUsers: [true, false, undefined],
  privileged: [true, false, undefined],
  readOnlyRootFilesystem: [true, false, undefined],
  runAsGroup: [0, 1000, undefined],
  runAsNonRoot: [true, false, undefined],
  runAsUser: [0, 1000, undefined],
  seccompProfile: [{ type: 'RuntimeDefault' }, { type: 'Unconfined' }, undefined],
};

/** Volumes by where they are mounted. */
const VOLUMES: readonly (readonly [string, DataMap])[] = [
  ['/', { emptyDir: { sizeLimit: '1Mi' } }],
  ['/tmp', { emptyDir: { sizeLimit: '1Mi' } }],
  ['/another', { emptyDir: {} }],
  ['/another', { hostPath: { path: '/proc' } }],
  ['/another', { hostPath: { path: '/srv' } }],
];

const LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

/** An object of a fixture, with what is known around it. */
interface Judged {
  readonly data: Data;
  readonly ruleSet: RuleSet;
}

const objects = readdirSync(CASES).flatMap((rule) =>
  readdirSync(`${CASES}/${rule}`).flatMap((folder): Judged[] => {
    const { input, ruleSet } = readCase(rule, `${CASES}/${rule}/${folder}`);
    return readManifest(input, ruleSet).documents.flatMap((document) => {
      const data = document.toData();
      return data === undefined ? [] : [{ data, ruleSet }];
    });
  }),
);

/** Data in which each pod is another one; the same where there is none. */
function mapPods(data: Data, change: (pod: DataMap) => DataMap): Data {
  if (Array.isArray(data)) return data.map((one: Data) => mapPods(one, change));
  if (!isDataMap(data)) return data;
  if (Array.isArray(data['containers'])) return change(data);
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, mapPods(value, change)]),
  );
}

function mapContainers(pod: DataMap, change: (container: DataMap) => DataMap): DataMap {
  const lists = LISTS.flatMap((name) => {
    const list: Data | undefined = pod[name];
    if (!Array.isArray(list)) return [];
    return [[name, list.map((one: Data) => (isDataMap(one) ? change(one) : one))] as const];
  });
  return { ...pod, ...Object.fromEntries(lists) };
}

/** With a field, or without it. */
function withField(map: DataMap, name: string, value: Data | undefined): DataMap {
  const { [name]: _, ...rest } = map;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function inContext(map: DataMap, name: Fixable, value: Data | undefined): DataMap {
  const context = map['securityContext'];
  if (value === undefined && !isDataMap(context)) return map;
  return {
    ...map,
    securityContext: withField(isDataMap(context) ? context : {}, name, value),
  };
}

function withElement(map: DataMap, name: string, element: Data): DataMap {
  const list = map[name];
  return { ...map, [name]: Array.isArray(list) ? [...list, element] : [element] };
}

/** What data may become by changes of one thing alone. */
function variantsOf(data: Data, what: Fixable): Data[] {
  if (what === 'volumes') {
    return VOLUMES.map(([mountPath, volume]) =>
      mapPods(data, (pod) =>
        mapContainers(withElement(pod, 'volumes', { name: 'another', ...volume }), (one) =>
          withElement(one, 'volumeMounts', { name: 'another', mountPath }),
        ),
      ),
    );
  }
  if (what === 'hostUsers') {
    return VALUES[what].map((value) => mapPods(data, (pod) => withField(pod, what, value)));
  }
  return VALUES[what].flatMap((value) => [
    mapPods(data, (pod) => inContext(pod, what, value)),
    mapPods(data, (pod) => mapContainers(pod, (one) => inContext(one, what, value))),
  ]);
}

/** What each rule finds in each profile, as one text. */
function foundIn({ data, ruleSet }: Judged): ReadonlyMap<string, string> {
  const manifest = readManifest({ path: 'pods.json', text: JSON.stringify(data) }, ruleSet);
  const found = new Map<string, string>();
  for (const profile of PROFILES) {
    for (const { id } of rules) found.set(`${profile} ${id}`, '');
    for (const identity of identitiesIn(manifest, { ...ruleSet, profile, only: undefined })) {
      const [, rule]: unknown[] = JSON.parse(identity);
      const key = `${profile} ${String(rule)}`;
      found.set(key, `${found.get(key) ?? ''}${identity}\n`);
    }
  }
  return found;
}

/** What is found in them as they are. */
const before = objects.map(foundIn);

/** The rules that find something else after some change of one thing. */
function changedRules(what: Fixable): Set<string> {
  const changed = new Set<string>();
  for (const [index, { data, ruleSet }] of objects.entries()) {
    const text = JSON.stringify(data);
    for (const variant of variantsOf(data, what)) {
      if (JSON.stringify(variant) === text) continue;
      for (const [key, identities] of foundIn({ data: variant, ruleSet })) {
        const [, rule = ''] = key.split(' ');
        if (before[index]?.get(key) !== identities) changed.add(rule);
      }
    }
  }
  return changed;
}

/** No fixture has the files of an image, which say where a user of it may write. */
const OF_IMAGES: Partial<Record<Fixable, readonly string[]>> = {
  runAsGroup: ['writable-paths'],
  runAsUser: ['writable-paths'],
};

describe('what the findings of a rule depend on', () => {
  it.each(FIXABLE)('is said of %s', (what) => {
    const changed = changedRules(what);
    const open = rules.filter(({ dependsOn }) => dependsOn !== 'everything');
    const said = open.filter(({ dependsOn }) => dependsOn.includes(what)).map(({ id }) => id);
    const known = OF_IMAGES[what] ?? [];
    const found = open
      .filter(({ id }) => changed.has(id) || known.includes(id))
      .map(({ id }) => id);
    expect(found).toEqual(said);
  });
});
