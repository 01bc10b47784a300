import { type Container, type Pod, effectiveField, isDeclaredWindows } from '../kubernetes/pod.ts';
import {
  type Field,
  type Value,
  field,
  isSet,
  items,
  ownFields,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';
import { addsCapSysAdmin } from './kit/capabilities.ts';
import { code } from './kit/describe.ts';
import { besideTemplate } from './kit/misplaced-field/beside-template.ts';
import { withRenameFix } from './kit/misplaced-field/rename-fix.ts';
import { nearest } from '../schema/nearest.ts';
import {
  CONTAINER_FIELDS,
  CONTAINER_ONLY,
  CONTEXT_FIELDS,
  POD_FIELDS,
  POD_ONLY,
} from './kit/security-context-fields.ts';
import { setInContext } from './kit/remedies.ts';
import { reportIds } from './kit/misplaced-field/id-values.ts';
import { reportRepeatedKeys } from './kit/misplaced-field/repeated-keys.ts';
import { reportShapes } from './kit/misplaced-field/field-shapes.ts';
import { type Found, type Remedy, type Subject, defineRule } from './kit/rule.ts';

/** Fields of the mappings in a securityContext that are met directly in it. */
const NESTED: Readonly<Record<string, string>> = {
  add: 'capabilities',
  drop: 'capabilities',
  gmsaCredentialSpec: 'windowsOptions',
  gmsaCredentialSpecName: 'windowsOptions',
  hostProcess: 'windowsOptions',
  runAsUserName: 'windowsOptions',
};
/** What the API allows in a securityContext of a pod with `os.name: windows`. */
const WINDOWS_FIELDS = new Set(['runAsNonRoot', 'windowsOptions']);

export const misplacedField = defineRule({
  id: 'misplaced-field',
  summary: 'a security field in a place where Kubernetes ignores it, misspelt, or of a wrong type',
  headline: 'has a setting that Kubernetes ignores',
  severity: { immutable: 'warning', strict: 'error' },
  dependsOn: 'everything',
  check(target, report) {
    const { resource, pods, ruleSet } = target;
    // The keys of values are the chart's own, and of a JSON patch a path says where they go.
    if (resource.embedded?.as === 'values' || resource.embedded?.as === 'operation') return;
    for (const found of besideTemplate(resource)) {
      report({ subject: { resource, value: resource.value }, ...found });
    }
    reportShapes(target, report);
    reportIds(target, report);
    reportRepeatedKeys(target, report);
    for (const pod of pods) {
      const value = pod.securityContext ?? pod.spec ?? resource.value;
      for (const found of podFindings(pod)) {
        report({ subject: { resource, value }, ...withRenameFix(found, pod, ruleSet) });
      }
      for (const container of pod.containers) {
        const subject: Subject = { resource, container, value: container.value };
        for (const found of containerFindings(container)) {
          report({ subject, ...withRenameFix(found, pod, ruleSet) });
        }
      }
    }
  },
});

function podFindings(pod: Pod): Found[] {
  return [
    ...ephemeralInTemplate(pod),
    // In a subset of a pod's spec other fields may have these names.
    ...(pod.spec && pod.form !== 'subset' ? outsideContext(pod.spec, 'the pod', POD_FIELDS) : []),
    ...fieldsOf(pod.securityContext).flatMap((found) => inPodContext(pod, found)),
  ];
}

function containerFindings(container: Container): Found[] {
  const { contextPath, value } = container;
  const hasPlace = contextPath !== undefined && contextPath.length > value.path.length;
  return [
    ...(hasPlace ? outsideContext(value, 'the container', CONTAINER_FIELDS) : []),
    ...fieldsOf(container.securityContext).flatMap((found) => inContainerContext(container, found)),
  ];
}

/** Without the directives of strategic merge patches (`$patch`), which are no fields. */
function fieldsOf(context: Value | undefined): Field[] {
  return ownFields(context).filter(({ name, value }) => isSet(value) && !name.startsWith('$'));
}

function inPodContext(pod: Pod, found: Field): Found[] {
  const { name } = found;
  if (CONTAINER_ONLY.includes(name)) {
    const where = isDeclaredWindows(pod) ? '' : ": set it in each container's";
    const message = `the API server ignores ${code(name)} in the pod's securityContext${where}`;
    return [at(found, message, moveToContainers(pod, found))];
  }
  if (!POD_FIELDS.includes(name)) {
    const user = field(pod.securityContext, 'runAsUser')?.value;
    return [unknown(found, POD_LEVEL, { pod, context: pod.securityContext, user })];
  }
  return isDeclaredWindows(pod) ? refusedOnWindows(found) : [];
}

function inContainerContext(container: Container, found: Field): Found[] {
  const { pod, securityContext } = container;
  const { name } = found;
  if (POD_ONLY.includes(name)) {
    const message = `the API server ignores ${code(name)} in a container's securityContext: set it in the pod's`;
    return [at(found, message)];
  }
  if (!CONTAINER_FIELDS.includes(name)) {
    const user = effectiveField(container, 'runAsUser')?.value;
    return [unknown(found, CONTAINER_LEVEL, { pod, context: securityContext, user })];
  }
  return isDeclaredWindows(pod) ? refusedOnWindows(found) : [];
}

/** Fields of a securityContext that stand beside it, and the word itself misspelt. */
function outsideContext(parent: Value, what: string, allowed: readonly string[]): Found[] {
  return ownFields(parent).flatMap((found) => {
    const { name, value } = found;
    if (name !== 'securityContext' && /^securitycontexts?$/i.test(name)) {
      const message = `${code(name)} is not a field, so the API server ignores it: write \`securityContext\``;
      return [at(found, message, renameContext(parent, found))];
    }
    if (!CONTEXT_FIELDS.includes(name) || !isSet(value)) return [];
    const message = `the API server ignores ${code(name)} directly in ${what}`;
    if (isSet(valueAt(parent, ['securityContext', name]))) {
      return [
        at(found, `${message}: remove it, as the \`securityContext\` has it too`, removal(found)),
      ];
    }
    const where = allowed.includes(name) ? `: set it in ${what}'s \`securityContext\`` : '';
    return [at(found, message + where)];
  });
}

/** A securityContext that loosens nothing may take effect. */
function renameContext(parent: Value, found: Field): Remedy | undefined {
  const isStricter = ownFields(found.value).every(({ name, value }) => isTightening(name, value));
  const isFree = field(parent, 'securityContext') === undefined;
  return isStricter && isFree ? rename(found, 'securityContext') : undefined;
}

/** One of the two levels of a securityContext. */
interface Level {
  readonly whose: string;
  readonly here: readonly string[];
  readonly elsewhere: readonly string[];
}

const POD_LEVEL: Level = { whose: "a pod's", here: POD_FIELDS, elsewhere: CONTAINER_FIELDS };
const CONTAINER_LEVEL: Level = {
  whose: "a container's",
  here: CONTAINER_FIELDS,
  elsewhere: POD_FIELDS,
};

/** The securityContext around a field, and the user in force there. */
interface Surroundings {
  readonly pod: Pod;
  readonly context: Value | undefined;
  readonly user: Value | undefined;
}

function unknown(
  found: Field,
  { whose, here, elsewhere }: Level,
  { pod, context, user }: Surroundings,
): Found {
  const { name } = found;
  const dropped = `${code(name)} is not a field of ${whose} securityContext, so the API server ignores it`;
  const parent = Object.hasOwn(NESTED, name) ? NESTED[name] : undefined;
  if (parent !== undefined) return at(found, `${dropped}: set it in \`${parent}\``);
  const meant = nearest(name, here);
  // Rightly spelt, the API server would refuse it.
  if (meant && isDeclaredWindows(pod) && !WINDOWS_FIELDS.has(meant))
    return at(found, dropped, removal(found));
  if (meant) {
    // Beside the right one, the misspelt one is only in the way.
    if (isSet(field(context, meant)?.value)) {
      return at(found, `${dropped}. \`${meant}\` is set as well: remove it`, removal(found));
    }
    const isFree = field(context, meant) === undefined;
    // A container that is told to run as root would not start.
    const isContradicted =
      (meant === 'runAsNonRoot' && scalar(user) === 0) || isRefusedBeside(meant, context);
    const canTakeEffect = isFree && !isContradicted && isTightening(meant, found.value);
    return at(
      found,
      `${dropped}: write \`${meant}\``,
      canTakeEffect ? rename(found, meant) : undefined,
    );
  }
  const other = nearest(name, elsewhere);
  return at(found, other ? `${dropped}: \`${other}\` belongs elsewhere` : dropped);
}

/** Values that make a container no weaker when they take effect; what else is meant, a person knows. */
const TIGHT: Readonly<Record<string, boolean>> = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
};

function isTightening(name: string, value: Value): boolean {
  const plain = scalar(value);
  if (Object.hasOwn(TIGHT, name)) return plain === TIGHT[name];
  if (name === 'capabilities') return field(value, 'add') === undefined;
  if (name === 'seccompProfile' || name === 'appArmorProfile') {
    return ['RuntimeDefault', 'Localhost'].includes(textOf(field(value, 'type')?.value) ?? '');
  }
  const isId = ['fsGroup', 'runAsGroup', 'runAsUser'].includes(name);
  return isId && typeof plain === 'number' && plain > 0;
}

/** Whether the API server refuses the tight value of a field beside the others of a context. */
function isRefusedBeside(name: string, context: Value | undefined): boolean {
  if (name !== 'allowPrivilegeEscalation') return false;
  return scalar(field(context, 'privileged')?.value) === true || addsCapSysAdmin(context);
}

function ephemeralInTemplate(pod: Pod): Found[] {
  const found = field(pod.spec, 'ephemeralContainers');
  if (!found || items(found.value).length === 0 || pod.form !== 'template') return [];
  const message =
    'the API server refuses `ephemeralContainers` in a pod template: add them to a running pod with `kubectl debug`';
  return [{ at: found.key, message, detail: found.name }];
}

function refusedOnWindows(found: Field): Found[] {
  if (WINDOWS_FIELDS.has(found.name)) return [];
  const message = `the API server refuses ${code(found.name)} in a Windows pod: remove it`;
  return [at(found, message, removal(found))];
}

function at(found: Field, message: string, remedy?: Remedy): Found {
  return { at: found.key, message, detail: found.name, ...(remedy && { remedy }) };
}

function rename(found: Field, name: string): Remedy {
  return {
    safety: 'unsafe',
    changes: [{ kind: 'rename', path: found.value.path, name }],
    verify: takesEffect(name),
  };
}

function takesEffect(name: string): string {
  return `${code(name)} takes effect for the first time: check that the application works with it.`;
}

/** What has no effect can go without one. */
function removal(found: Field): Remedy {
  return { safety: 'safe', changes: [{ kind: 'remove', path: found.value.path }] };
}

/** What was meant for the pod, given to each of its containers that does not say it itself. */
function moveToContainers(pod: Pod, found: Field): Remedy | undefined {
  const lacking = pod.containers.filter(
    ({ securityContext }) => !isSet(field(securityContext, found.name)?.value),
  );
  if (isDeclaredWindows(pod) || (lacking.length === 0 && pod.containers.length > 0))
    return removal(found);
  const value = scalar(found.value);
  // What is so by default has nothing to be moved for.
  if (value === false && ['privileged', 'readOnlyRootFilesystem'].includes(found.name)) {
    return removal(found);
  }
  if (typeof value !== 'boolean' || !isTightening(found.name, found.value)) return undefined;
  // Of a partial pod the containers that it was meant for may not be there.
  if (lacking.length === 0 || pod.partial) return undefined;
  if (lacking.some((one) => isRefusedBeside(found.name, one.securityContext))) return undefined;
  const sets = lacking.flatMap((container) => setInContext(container, found.name, value));
  return {
    safety: 'unsafe',
    changes: [...removal(found).changes, ...sets],
    verify: takesEffect(found.name),
  };
}
