import { headOf } from '../kubernetes/pod.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { entriesOf, field, isSet, scalar, textOf } from '../yaml/value.ts';
import { type NameVersion, versionOf } from '../kubernetes/versioned-name.ts';
import { code, notBoolean } from './kit/describe.ts';
import { type Found, type Remedy, defineRule } from './kit/rule.ts';

/** Secrets that controllers write; the id in a bootstrap token's name looks like a hash. */
const WRITTEN_BY_CONTROLLERS = [
  'bootstrap.kubernetes.io/token',
  'kubernetes.io/service-account-token',
];

export const immutableConfig = defineRule({
  id: 'immutable-config',
  summary: 'a ConfigMap or Secret without `immutable: true` whose name has a hash or a version',
  headline: 'can change under a name with a version',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: [],
  check({ resource }, report) {
    if (!isConfig(resource)) return;
    const version = versionOf(resource.name);
    const found = version && mutable(resource, version);
    if (found) report({ subject: { resource, value: resource.value }, ...found });
  },
});

/** An object without data is filled by somebody else, or is a patch for one that has some. */
function isConfig({ kind, group, value }: Resource): boolean {
  if (!['ConfigMap', 'Secret'].includes(kind) || group !== '') return false;
  // A `generateName` has its suffix still to come.
  if (!isSet(field(field(value, 'metadata')?.value, 'name')?.value)) return false;
  const isFilled = ['data', 'binaryData', 'stringData'].some(
    (name) => entriesOf(field(value, name)?.value).length > 0,
  );
  return isFilled && !WRITTEN_BY_CONTROLLERS.includes(textOf(field(value, 'type')?.value) ?? '');
}

function mutable({ value: object }: Resource, { kind, text }: NameVersion): Found | undefined {
  const value = field(object, 'immutable')?.value;
  const plain = scalar(value);
  if (plain === true) return undefined;
  const remedy: Remedy = {
    safety: 'unsafe',
    changes: [{ kind: 'set', path: [...object.path, 'immutable'], value: true }],
    verify:
      'Check that nothing edits the object in place (`kubectl get --show-managed-fields -o yaml` names ' +
      'what writes to it): `immutable` can only be undone by deleting the object.',
  };
  if (isSet(value) && typeof plain !== 'boolean') {
    return { at: value.span, message: notBoolean('immutable', value), remedy };
  }
  const message = `the data can change although the name has the ${kind} ${code(text)}`;
  const place = isSet(value) ? value.span : headOf(field(object, 'metadata')?.value ?? object);
  return { at: place, message, advice: 'set `immutable: true`', remedy };
}
