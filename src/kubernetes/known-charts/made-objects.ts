import type { Node } from 'yaml';
import { type ParsedDocument, writtenDocument } from '../../yaml/parse.ts';
import {
  type Field,
  type Path,
  type Value,
  allFields,
  field,
  isList,
  isMapping,
  rootOf,
  scalar,
  textOf,
} from '../../yaml/value.ts';
import { type Resource, headerOf } from '../resource.ts';
import type { KnownChart } from './known-chart.ts';
import { containerNode } from './made-containers.ts';
import { type Entry, MadeNodes } from './made-nodes.ts';
import { type Given, optionOf } from './made-options.ts';
import {
  type Persistence,
  isInPod,
  readClaimTemplates,
  readPersistence,
  volumeNode,
} from './made-volumes.ts';
import { type Making, UnknownOutcome } from './making.ts';
import { Origins } from './origins.ts';
import { isEnabled, plainText } from './plain-values.ts';
import type { Release, ReleaseValues } from './release.ts';
import { toSource } from './source-changes.ts';

/** More controllers than any release has. */
const MAX_CONTROLLERS = 100;

/**
 * The objects with pods that a known chart makes of the values of a release. They stand in the text where
 * the values do, and changes of them are changes of the values.
 *
 * @throws UnknownOutcome where what the chart makes of the values is not known
 */
export function madeObjects(
  chart: KnownChart,
  release: Release,
  { value: values, path, document }: ReleaseValues,
): Resource[] {
  const making: Making = {
    chart,
    values,
    path: path ?? [],
    nodes: new MadeNodes(document),
    origins: new Origins(),
  };
  const { at } = chart.controllers;
  const controllers = allFields(field(values, at)?.value).filter(
    ({ value }) => isMapping(value) && isEnabled(value),
  );
  if (controllers.length === 0) throw new UnknownOutcome(`it has no \`${at}\` here`);
  if (controllers.length > MAX_CONTROLLERS) throw new UnknownOutcome(`it has too many \`${at}\``);
  const volumes = readPersistence(making);
  const entries = controllers.map((controller): Entry => [
    controller.name,
    objectNode(making, release, { controller, volumes, count: controllers.length }),
    controller.key,
  ]);
  const root = making.nodes.map(entries, values.span);
  const source = writtenDocument(document);
  const madeFrom = {
    document: source,
    toSource: toSource(making, path !== undefined, source),
  };
  return resourcesIn({ ...document, root, madeFrom });
}

function resourcesIn(document: ParsedDocument): Resource[] {
  return allFields(rootOf(document)).map(({ value }) => {
    const metadata = field(value, 'metadata')?.value;
    return {
      ...headerOf(value),
      name: textOf(field(metadata, 'name')?.value) ?? '',
      namespace: textOf(field(metadata, 'namespace')?.value) ?? '',
      value,
    };
  });
}

interface MadeObject {
  readonly controller: Field;
  readonly volumes: readonly Persistence[];
  /** How many controllers the release has. */
  readonly count: number;
}

function objectNode(making: Making, release: Release, object: MadeObject): Node {
  const { nodes, chart } = making;
  const { controller, count } = object;
  const { name, key, value } = controller;
  const { type, kinds, default: usual } = chart.controllers;
  const kind = plainText(field(value, type)?.value) ?? usual;
  const [apiVersion = '', word = ''] = (kinds[kind] ?? '').split(' ');
  if (word === '') throw new UnknownOutcome(`a controller has the unknown type \`${kind}\``);
  const title = count === 1 || name === release.name ? release.name : `${release.name}-${name}`;
  const annotations = field(value, 'annotations');
  making.origins.set([name, 'metadata', 'annotations'], {
    kind: 'at',
    path: [...making.path, chart.controllers.at, name, 'annotations'],
  });
  const metadata: Entry[] = [
    ['name', nodes.text(title, key), key],
    ['namespace', nodes.text(release.namespace, key), key],
    ...(annotations ? [['annotations', annotations.value.node, annotations.key] as const] : []),
  ];
  return nodes.map(
    [
      ['apiVersion', nodes.text(apiVersion, key), key],
      ['kind', nodes.text(word, key), key],
      ['metadata', nodes.map(metadata, key), key],
      ['spec', specNode(making, object, word), key],
    ],
    { start: key.start, end: Math.max(key.end, value.span.end) },
  );
}

/** A CronJob has its template in the template of a Job. */
function specNode(making: Making, object: MadeObject, kind: string): Node {
  const { nodes } = making;
  const { name, key, value } = object.controller;
  const steps = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
  const template = templateNode(making, object, [name, ...steps, 'template']);
  const path = [...making.path, making.chart.controllers.at, name];
  const claims = readClaimTemplates(making, value, path).map(({ name: claim, at }) =>
    nodes.map([['metadata', nodes.map([['name', nodes.text(claim, at), at]], at), at]], at),
  );
  const inner = nodes.map(
    [
      ...(kind === 'Job' || kind === 'CronJob'
        ? []
        : [['selector', nodes.map([], key), key] as const]),
      ['template', template, key],
      ...(claims.length > 0
        ? [['volumeClaimTemplates', nodes.list(claims, key), key] as const]
        : []),
    ],
    key,
  );
  if (kind !== 'CronJob') return inner;
  return nodes.map([['jobTemplate', nodes.map([['spec', inner, key]], key), key]], key);
}

function templateNode(making: Making, object: MadeObject, made: Path): Node {
  const { nodes } = making;
  const { key, value } = object.controller;
  const given = podOptions(making, object);
  const annotations = optionOf(making, 'annotations', { ...given, isMerged: true }, [
    ...made,
    'metadata',
    'annotations',
  ]);
  const metadata: Entry[] = annotations ? [['annotations', annotations.node, annotations.at]] : [];
  return nodes.map(
    [
      ['metadata', nodes.map(metadata, key), key],
      ['spec', podNode(making, object, given, [...made, 'spec']), key],
    ],
    { start: key.start, end: Math.max(key.end, value.span.end) },
  );
}

function podOptions({ chart, values, path }: Making, { controller, count }: MadeObject): Given {
  const { own, defaults, strategy } = chart.pods;
  const at = [...path, chart.controllers.at, controller.name, own];
  return {
    own: { value: field(controller.value, own)?.value, path: at },
    defaults: { value: field(values, defaults)?.value, path: [...path, defaults] },
    isMerged: isMerge(field(values, strategy)?.value),
    isShared: count > 1,
    isStrict: true,
  };
}

function isMerge(strategy: Value | undefined): boolean {
  return plainText(strategy) === 'merge';
}

function podNode(making: Making, object: MadeObject, given: Given, made: Path): Node {
  const { nodes, chart } = making;
  const { controller, volumes } = object;
  const { key, value, name } = controller;
  const at = [...making.path, chart.controllers.at, name];
  const all = [...volumes, ...readClaimTemplates(making, value, at)];
  const lists = containersOf(making, object, all, made);
  const count = lists.reduce((sum, { written }) => sum + written, 0);
  making.origins.set(made, {
    kind: 'pod',
    path: at,
    controller: name,
    options: given.own.value || given.isShared ? given.own.path : (given.defaults?.path ?? []),
    isOnly: object.count === 1 && count === 1,
  });
  const options = chart.pods.options.flatMap((one): Entry[] => {
    const found = optionOf(making, one, given, [...made, one]);
    return found ? [[one, found.node, found.at]] : [];
  });
  const mine = volumes.filter((one) => isInPod(one, name));
  const list = mine.map((one, index) => volumeNode(making, one, [...made, 'volumes', index]));
  return nodes.map(
    [
      ...options,
      ...lists.flatMap((one) => one.entry),
      ...(list.length > 0 ? [['volumes', nodes.list(list, key), key] as const] : []),
    ],
    { start: key.start, end: Math.max(key.end, value.span.end) },
  );
}

interface MadeList {
  readonly entry: readonly Entry[];
  readonly written: number;
}

function containersOf(
  making: Making,
  object: MadeObject,
  volumes: readonly Persistence[],
  made: Path,
): MadeList[] {
  const { chart, nodes } = making;
  const { controller, count } = object;
  const lists = (['initContainers', 'containers'] as const).map((list) => {
    const key = chart.containers.lists[list];
    const holder = field(controller.value, key);
    if (isList(holder?.value)) throw new UnknownOutcome(`\`${key}\` is a list here`);
    const written = allFields(holder?.value).filter(
      (one) => isMapping(one.value) && isEnabled(one.value),
    );
    return { list, key, holder, written };
  });
  const all = lists.reduce((sum, { written }) => sum + written.length, 0);
  return lists.map(({ list, key, holder, written }) => {
    const containers = written.map((one, index) => {
      const at = [...made, list, index];
      const given = containerOptions(making, object, one, { key, isShared: all > 1, list });
      const who = { controller: controller.name, container: one.name };
      const { path } = given.own;
      making.origins.set(at, {
        kind: 'container',
        path,
        ...{ controller: who.controller, name: who.container },
        env: envForm(one.value, given),
        image: [...path, chart.containers.image.at],
      });
      const mounting = { ...who, isOnly: count === 1 && all === 1 };
      return containerNode(making, { written: one, given, volumes, mounting, made: at });
    });
    const place = holder?.key ?? controller.key;
    const entry: Entry[] =
      containers.length > 0 ? [[list, nodes.list(containers, place), place]] : [];
    return { entry, written: written.length };
  });
}

function envForm(
  container: Value,
  { defaults }: Given,
): 'mapping' | 'list' | 'defaults' | undefined {
  const env = field(container, 'env')?.value;
  if (isMapping(env)) return 'mapping';
  if (isList(env)) return 'list';
  return field(defaults?.value, 'env') ? 'defaults' : undefined;
}

function containerOptions(
  { chart, path }: Making,
  { controller }: MadeObject,
  container: Field,
  {
    key,
    list,
    isShared,
  }: { readonly key: string; readonly list: string; readonly isShared: boolean },
): Given {
  const { defaults, strategy, initDefaults } = chart.containers;
  const at = [...path, chart.controllers.at, controller.name];
  const isLeftOut =
    list === 'initContainers' && scalar(field(controller.value, initDefaults)?.value) === false;
  return {
    own: { value: container.value, path: [...at, key, container.name] },
    defaults: isLeftOut
      ? undefined
      : { value: field(controller.value, defaults)?.value, path: [...at, defaults] },
    isMerged: isMerge(field(controller.value, strategy)?.value),
    isShared,
    isStrict: false,
  };
}
