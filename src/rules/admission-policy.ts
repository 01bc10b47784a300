import { headOf, placeFor } from '../kubernetes/pod.ts';
import { type Resource, dataOf } from '../kubernetes/resource.ts';
import { type DataMap, isDataMap } from '../yaml/value-change.ts';
import { type Path, type Value, field, isMapping, textOf, valueAt } from '../yaml/value.ts';
import { commandFor } from './kit/admission-policy/command.ts';
import { lowered } from './kit/admission-policy/levels.ts';
import type { PlacedPolicy, PoliciesBefore } from './kit/admission-policy/policies-before.ts';
import { weakenings } from './kit/admission-policy/weaker.ts';
import {
  engineOf,
  identityOf,
  isEdited,
  isSuccessor,
  isWritten,
  nameOf,
} from './kit/admission-policy/written.ts';
import { code } from './kit/describe.ts';
import { type Found, type RuleSet, defineRule } from './kit/rule.ts';

export const admissionPolicy = defineRule({
  id: 'admission-policy',
  summary: 'a policy for the cluster that refuses less than before, or that was edited by hand',
  headline: 'refuses less than before',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: [],
  check({ resource, ruleSet }, report) {
    const subject = { resource, value: resource.value };
    for (const found of findingsOf(resource, ruleSet)) report({ subject, ...found });
  },
});

function findingsOf(resource: Resource, { policiesBefore }: RuleSet): Found[] {
  const { kind, group, name, value } = resource;
  if (kind === 'Namespace' && group === '')
    return labelled(value, policiesBefore?.labels.get(name));
  const object = isPolicyGroup(group) ? dataOf(resource) : undefined;
  if (!isDataMap(object) || !isWritten(object)) return [];
  const found = [...weaker(value, object, policiesBefore), ...gone(value, object, policiesBefore)];
  return found.length === 0 && isEdited(object) ? [edited(value, object)] : found;
}

function isPolicyGroup(group: string): boolean {
  return engineOf({ apiVersion: `${group}/v1` }) !== undefined;
}

function weaker(value: Value, object: DataMap, policies: PoliciesBefore | undefined): Found[] {
  const before = policies?.written.get(identityOf(object));
  if (!before) return [];
  const advice = adviceOn(before);
  return weakenings(before.object, object).map(({ detail, message, path }, index) => ({
    at: placeAt(value, path).span,
    message,
    detail,
    ...(index === 0 && { advice }),
  }));
}

/** The field, or the nearest one around it that there is. */
function placeAt(value: Value, path: Path): Value {
  for (let { length } = path; length > 0; length--) {
    const found = valueAt(value, path.slice(0, length));
    if (found !== undefined) return found;
  }
  return value;
}

function gone(value: Value, object: DataMap, policies: PoliciesBefore | undefined): Found[] {
  const [first, ...others] = policies?.gone.get(identityOf(object)) ?? [];
  if (!first) return [];
  const names = [first, ...others].map((one) => code(identityOf(one.object)));
  const [shown, more] = [names.slice(0, MAX_NAMED), names.length - MAX_NAMED];
  const verb = names.length === 1 ? 'is' : 'are';
  return [
    {
      at: headOf(value),
      message: `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} ${verb} gone from this file`,
      advice: adviceOn(first),
      headline:
        nameOf(first.object) === nameOf(object) ? 'lost a part' : 'is in a file that lost others',
      detail: `gone ${names.join(' ')}`,
    },
  ];
}

const MAX_NAMED = 4;

function edited(value: Value, object: DataMap): Found {
  const source = isSuccessor(object) ? '' : 'change the configuration, and ';
  return {
    at: placeAt(value, ['spec']).span,
    message: 'is not as `podseal policy` wrote it',
    advice: `${source}write it again: \`${commandFor(object, undefined)}\``,
    headline: 'was edited by hand',
    detail: 'edited',
  };
}

function adviceOn({ object, path }: PlacedPolicy): string {
  return `write it again, unless the configuration asks for less: \`${commandFor(object, path)}\``;
}

function labelled(namespace: Value, before: DataMap | undefined): Found[] {
  const metadata = field(namespace, 'metadata')?.value;
  if (!before || !isMapping(metadata)) return [];
  const labels = field(metadata, 'labels')?.value;
  const found = lowered(before, (name) => textOf(field(labels, name)?.value));
  return found.map(({ name, message }) => ({
    at: field(labels, name)?.value.span ?? placeFor(metadata, 'labels'),
    message,
    detail: name,
  }));
}
