import type { Node } from 'yaml';
import type { Span } from '../../yaml/lines.ts';
import {
  type Field,
  type Path,
  type Value,
  allFields,
  field,
  isList,
  isSet,
  rootAt,
  scalar,
} from '../../yaml/value.ts';
import type { Entry } from './made-nodes.ts';
import { type Given, type Option, isEmpty, optionOf } from './made-options.ts';
import { type Mounting, type Persistence, mountNodes } from './made-volumes.ts';
import { type Making, UnknownOutcome } from './making.ts';
import { plainText } from './plain-values.ts';

/** A container of a release. */
export interface MadeContainer {
  readonly written: Field;
  readonly given: Given;
  readonly volumes: readonly Persistence[];
  readonly mounting: Mounting;
  /** Where it is in the object. */
  readonly made: Path;
}

/** A container as the spec of a pod has it. */
export function containerNode(making: Making, container: MadeContainer): Node {
  const { nodes, chart } = making;
  const { written, made } = container;
  const { key, value } = written;
  const name = plainText(field(value, chart.containers.name)?.value) ?? written.name;
  const entries: Entry[] = [
    ['name', nodes.text(name, key), key],
    ...imageEntries(making, container),
    ...['command', 'args'].flatMap((one) => wordsEntry(making, one, container)),
    ...envEntry(making, container),
    ...chart.containers.options.flatMap((one) => plainEntry(making, one, container)),
    ...probeEntries(making, container),
  ];
  const mounts = mountNodes(making, container.volumes, container.mounting, [
    ...made,
    'volumeMounts',
  ]);
  if (mounts.length > 0) entries.push(['volumeMounts', nodes.list(mounts, key), key]);
  // A container begins with its key, where what is missing in it is reported.
  return nodes.map(entries, { start: key.start, end: Math.max(key.end, value.span.end) });
}

function option(making: Making, name: string, { given, made }: MadeContainer): Option | undefined {
  return optionOf(making, name, given, [...made, name]);
}

function plainEntry(making: Making, name: string, container: MadeContainer): Entry[] {
  const found = option(making, name, container);
  return found && !isEmptyNode(making, found.node) ? [[name, found.node, found.at]] : [];
}

function isEmptyNode(making: Making, node: Node | null): boolean {
  return isEmpty(valueOf(making, node));
}

/** A node that may be made, as a value to be read. */
function valueOf({ values }: Making, node: Node | null): Value {
  return rootAt(values.document, node, []);
}

function imageEntries(making: Making, container: MadeContainer): Entry[] {
  const { nodes, chart } = making;
  const { at, repository, tag, digest, pullPolicy } = chart.containers.image;
  const found = optionOf(making, at, container.given, [...container.made, 'image']);
  const image = found && valueOf(making, found.node);
  const name = plainText(field(image, repository)?.value);
  if (!found || name === undefined) {
    throw new UnknownOutcome(`the container \`${container.written.name}\` has no image here`);
  }
  const version = field(image, tag);
  const hash = plainText(field(image, digest)?.value);
  const text = plainText(version?.value);
  const reference = `${name}${text === undefined ? '' : `:${text}`}${hash === undefined ? '' : `@${hash}`}`;
  const span = (version ?? field(image, repository))?.value.span ?? found.at;
  const policy = field(image, pullPolicy);
  return [
    ['image', nodes.text(reference, span), found.at],
    ...(policy ? [['imagePullPolicy', policy.value.node, policy.key] as const] : []),
  ];
}

/** One word is a list of it. */
function wordsEntry(making: Making, name: string, container: MadeContainer): Entry[] {
  const found = option(making, name, container);
  if (!found || isEmptyNode(making, found.node)) return [];
  const isText = scalar(found.value) !== undefined;
  const node = isText ? making.nodes.list([found.node], found.value.span) : found.node;
  return [[name, node, found.at]];
}

/** Variables are a list as Kubernetes has them, or a mapping of names. */
function envEntry(making: Making, container: MadeContainer): Entry[] {
  const found = option(making, 'env', container);
  if (!found || isEmptyNode(making, found.node)) return [];
  const env = valueOf(making, found.node);
  if (isList(env)) return [['env', found.node, found.at]];
  const variables = allFields(env).map(({ name, key, value }) => {
    const told = variableEntry(value, key);
    return making.nodes.map([['name', making.nodes.text(name, key), key], told], key);
  });
  return [['env', making.nodes.list(variables, found.at), found.at]];
}

/** A variable says its value, or in a mapping that or where it comes from. */
function variableEntry(value: Value, key: Span): Entry {
  if (scalar(value) !== undefined) return ['value', value.node, key];
  const told = field(value, 'value');
  if (told) return ['value', told.value.node, told.key];
  const from = field(value, 'valueFrom')?.value ?? value;
  return ['valueFrom', from.node, key];
}

/** The probes that a container writes itself; those that the chart makes only connect to a port. */
function probeEntries(making: Making, { written, made }: MadeContainer): Entry[] {
  const { at, custom, spec } = making.chart.containers.probes;
  const probes = field(written.value, at)?.value;
  return ['liveness', 'readiness', 'startup'].flatMap((name): Entry[] => {
    const probe = field(probes, name)?.value;
    const found = field(probe, spec);
    const isOwn = scalar(field(probe, custom)?.value) === true;
    const isOff = scalar(field(probe, 'enabled')?.value) === false;
    if (!found || !isOwn || isOff || !isSet(found.value)) return [];
    making.origins.set([...made, `${name}Probe`], { kind: 'at', path: found.value.path });
    return [[`${name}Probe`, found.value.node, found.key]];
  });
}
