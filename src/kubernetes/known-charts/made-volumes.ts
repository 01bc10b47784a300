import type { Node } from 'yaml';
import type { Span } from '../../yaml/lines.ts';
import { type Path, type Value, allFields, field, items, valueAt } from '../../yaml/value.ts';
import { isEmpty } from './made-options.ts';
import type { Entry } from './made-nodes.ts';
import { type Making, UnknownOutcome } from './making.ts';
import { isEnabled, plainText } from './plain-values.ts';

/** A volume of a release, and who mounts it. */
export interface Persistence {
  readonly name: string;
  readonly at: Span;
  readonly value: Value;
  readonly path: Path;
  readonly type: string;
  readonly globalMounts: readonly Value[];
  /** By controllers and containers. */
  readonly advancedMounts: Value | undefined;
  /** Where it is mounted if nothing says where. */
  readonly usualPath: string;
}

/** The containers that a mount can be for. */
export interface Mounting {
  readonly controller: string;
  readonly container: string;
  /** Whether all of the release is one container. */
  readonly isOnly: boolean;
}

/** More mounts than any release has: each volume may be for each container. */
const MAX_VOLUMES = 500;

/** The volumes of a release. */
export function readPersistence({ chart, values, path }: Making): Persistence[] {
  const { at, type, types, ...keys } = chart.persistence;
  const all = allFields(field(values, at)?.value).filter(({ value }) => isEnabled(value));
  if (all.length > MAX_VOLUMES) throw new UnknownOutcome('it has too many volumes');
  return all.map(({ name, key, value }) => {
    const kind = plainText(field(value, type)?.value) ?? keys.default;
    if (!Object.hasOwn(types, kind)) {
      throw new UnknownOutcome(`the volume \`${name}\` has the unknown type \`${kind}\``);
    }
    const hostPath = plainText(field(value, 'hostPath')?.value);
    return {
      name,
      at: key,
      value,
      path: [...path, at, name],
      type: kind,
      globalMounts: items(field(value, keys.globalMounts)?.value),
      advancedMounts: filled(field(value, keys.advancedMounts)?.value),
      usualPath: kind === 'hostPath' && hostPath !== undefined ? hostPath : `/${name}`,
    };
  });
}

/** The claim templates of a StatefulSet; their mounts are for its own containers. */
export function readClaimTemplates(
  { chart }: Making,
  controller: Value,
  path: Path,
): Persistence[] {
  const { globalMounts, advancedMounts } = chart.persistence;
  const { claimTemplates } = chart.controllers;
  return items(valueAt(controller, claimTemplates))
    .filter(isEnabled)
    .map((value, index) => {
      const name = field(value, 'name');
      const text = plainText(name?.value) ?? '';
      return {
        name: text,
        at: name?.value.span ?? value.span,
        value,
        path: [...path, ...claimTemplates, index],
        type: 'claim',
        globalMounts: items(field(value, globalMounts)?.value),
        advancedMounts: filled(field(value, advancedMounts)?.value),
        usualPath: `/${text}`,
      };
    });
}

function filled(value: Value | undefined): Value | undefined {
  return isEmpty(value) ? undefined : value;
}

/** Whether a pod of a controller has a volume. */
export function isInPod(
  { globalMounts, advancedMounts }: Persistence,
  controller: string,
): boolean {
  if (globalMounts.length > 0 || !advancedMounts) return true;
  return !isEmpty(field(advancedMounts, controller)?.value);
}

/** A volume as the spec of a pod has it. */
export function volumeNode(making: Making, one: Persistence, made: Path): Node {
  const { nodes, origins, chart } = making;
  const { name, at, value, path, type } = one;
  const named: Entry = ['name', nodes.text(name, at), at];
  if (type === 'custom') {
    const own = allFields(field(value, chart.persistence.custom)?.value);
    const rest = own.flatMap((each): Entry[] =>
      each.name === 'name' ? [] : [[each.name, each.value.node, each.key]],
    );
    origins.set(made, { kind: 'at', path: [...path, chart.persistence.custom] });
    return nodes.map([named, ...rest], value.span);
  }
  const fields = chart.persistence.types[type] ?? {};
  const entries = Object.entries(fields).flatMap(([key, to]): Entry[] => {
    const found = field(value, key);
    return found ? [[to, found.value.node, found.key]] : [];
  });
  origins.set([...made, type], { kind: 'at', path });
  return nodes.map([named, [type, nodes.map(entries, value.span), at]], value.span);
}

/** The mounts of a container, each noted where it is written. */
export function mountNodes(
  making: Making,
  all: readonly Persistence[],
  who: Mounting,
  made: Path,
): Node[] {
  const found = all.flatMap((one) => mountsOf(one, who).map((mount) => ({ one, ...mount })));
  return found.map(({ one, value, path }, index) => {
    const at = [...made, index];
    making.origins.set(at, path ? { kind: 'at', path } : { kind: 'fixed', why: SHARED });
    return mountNode(making, one, value);
  });
}

const SHARED = 'its mount is for other containers too';

interface FoundMount {
  /** Undefined for a mount that is made without being written. */
  readonly value: Value | undefined;
  /** Where it is written; undefined where it is for other containers too. */
  readonly path: Path | undefined;
}

function mountsOf(one: Persistence, { controller, container, isOnly }: Mounting): FoundMount[] {
  const { globalMounts, advancedMounts, type } = one;
  if (globalMounts.length === 0 && !advancedMounts) {
    return [{ value: undefined, path: undefined }];
  }
  // Those of a claim template have no controllers: it is in one.
  const steps = type === 'claim' ? [container] : [controller, container];
  return [
    ...globalMounts.map((value) => ({ value, path: isOnly ? value.path : undefined })),
    ...items(valueAt(advancedMounts, steps)).map((value) => ({ value, path: value.path })),
  ];
}

/** What a mount has besides its path. */
const MOUNT_FIELDS = ['subPath', 'subPathExpr', 'readOnly', 'mountPropagation'];

function mountNode({ nodes }: Making, one: Persistence, value: Value | undefined): Node {
  const path = field(value, 'path');
  const at = path?.key ?? one.at;
  const text = plainText(path?.value);
  const place: Entry =
    path && text !== undefined
      ? ['mountPath', path.value.node, path.key]
      : ['mountPath', nodes.text(one.usualPath, at), at];
  const rest = MOUNT_FIELDS.flatMap((name): Entry[] => {
    const found = field(value, name);
    return found && !isEmpty(found.value) ? [[name, found.value.node, found.key]] : [];
  });
  return nodes.map([place, ['name', nodes.text(one.name, at), at], ...rest], value?.span ?? at);
}
