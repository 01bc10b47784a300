import type { ValueChange } from '../../../yaml/value-change.ts';
import {
  type Value,
  field,
  isList,
  isMapping,
  isParameter,
  isSet,
  items,
  scalar,
} from '../../../yaml/value.ts';
import { code, describeValue } from '../describe.ts';
import type { Found, Report, Target } from '../rule.ts';

const POD_IDS = ['runAsUser', 'runAsGroup', 'fsGroup'];
const CONTAINER_IDS = ['runAsUser', 'runAsGroup'];

/** The API takes ids up to the largest signed 32-bit number. */
const MAX_ID = 2_147_483_647;

/** What a tool fills in before the API server sees it: Flux, Helm, Kustomize, Tekton, Argo. */
const PLACEHOLDER = /\$[({]|\{\{/;

/**
 * Reports ids of users and groups that are no numbers: the API server refuses the object, also where a
 * string has nothing but digits (core/v1 has int64 there).
 */
export function reportIds({ resource, pods }: Target, report: (report: Report) => void): void {
  for (const pod of pods) {
    const context = pod.securityContext;
    const value = context ?? pod.spec ?? resource.value;
    const groups = field(context, 'supplementalGroups')?.value;
    const ofPod = [
      ...idsIn(context, POD_IDS),
      ...(isList(groups) ? items(groups).flatMap((id) => checkId('supplementalGroups', id)) : []),
    ];
    for (const found of ofPod) report({ subject: { resource, value }, ...found });
    for (const container of pod.containers) {
      const subject = { resource, container, value: container.value };
      for (const found of idsIn(container.securityContext, CONTAINER_IDS))
        report({ subject, ...found });
    }
  }
}

function idsIn(context: Value | undefined, names: readonly string[]): Found[] {
  if (!isMapping(context)) return [];
  return names.flatMap((name) => {
    const value = field(context, name)?.value;
    return value && isSet(value) ? checkId(name, value) : [];
  });
}

function checkId(name: string, value: Value): Found[] {
  const plain = scalar(value);
  const isId = Number.isInteger(plain) && Number(plain) >= 0 && Number(plain) <= MAX_ID;
  const isFilledIn = typeof plain === 'string' && PLACEHOLDER.test(plain);
  if (isId || isFilledIn || isParameter(value)) return [];
  const message = `${code(name)} is ${describeValue(value)}, not a number from 0 to ${code(String(MAX_ID))}: the API server refuses it`;
  // As a number, 0 would let a container run as root, which the string keeps it from.
  const number = typeof plain === 'string' && /^\d{1,10}$/.test(plain) ? Number(plain) : undefined;
  const changes: ValueChange[] =
    number !== undefined && number > 0 && number <= MAX_ID
      ? [{ kind: 'set', path: value.path, value: number }]
      : [];
  return [
    {
      at: value.span,
      message,
      detail: value.path.slice(-2).join('.'),
      // The API server takes no such object, so that nothing runs that the number could change.
      ...(changes.length > 0 && { remedy: { safety: 'safe', changes } }),
    },
  ];
}
