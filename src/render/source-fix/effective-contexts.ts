import type { Container, Pod } from '../../kubernetes/pod.ts';
import { changeData } from '../../yaml/change-data.ts';
import { type Data, type DataMap, type ValueChange, isDataMap } from '../../yaml/value-change.ts';
import type { Path } from '../../yaml/value.ts';
import { dataAt } from './data-at.ts';

/**
 * The fields that a container takes from its pod's securityContext as a whole where its own has none:
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1
 */
const INHERITED = new Set([
  'appArmorProfile',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seLinuxOptions',
  'seccompProfile',
]);

/** The pods whose containers take fields from the pod's securityContext, as far as all is known of them. */
export function inheritingPods(pods: readonly Pod[]): Pod[] {
  return pods.filter(
    ({ spec, form, partial, containers }) =>
      spec !== undefined &&
      form !== 'subset' &&
      !partial &&
      containers.length > 0 &&
      containers.every(
        ({ contextPath, value, partial: isPart }) =>
          contextPath?.length === value.path.length + 1 && !isPart,
      ),
  );
}

/** The field of its pod's securityContext that a change is in, if containers take it from there. */
export function inheritedField({ spec }: Pod, { path }: ValueChange): string | undefined {
  if (!spec) return undefined;
  const context = [...spec.path, 'securityContext'];
  const name = path[context.length];
  const isInside = JSON.stringify(path.slice(0, context.length)) === JSON.stringify(context);
  return isInside && typeof name === 'string' && INHERITED.has(name) ? name : undefined;
}

/** The data of a document where each container has itself what it takes from its pod. */
export function effectiveData(data: Data, pods: readonly Pod[]): Data {
  return pods.reduce((result, pod) => changeData(result, changesFor(result, pod)), data);
}

function changesFor(data: Data, { spec, containers }: Pod): ValueChange[] {
  const path = [...(spec?.path ?? []), 'securityContext'];
  const { inherited, own } = split(dataAt(data, path));
  return [
    ...containers.flatMap(({ contextPath }): ValueChange[] => {
      if (!contextPath) return [];
      const context = dataAt(data, contextPath);
      if (!isMissing(context) && !isDataMap(context)) return [];
      const value = withoutNulls({
        ...inherited,
        ...(isMissing(context) ? {} : withoutNulls(context)),
      });
      return [filled(contextPath, value)];
    }),
    ...(own ? [filled(path, own)] : []),
  ];
}

/** An empty securityContext says the same as none. */
function filled(path: Path, value: DataMap): ValueChange {
  return Object.keys(value).length === 0 ? { kind: 'remove', path } : { kind: 'set', path, value };
}

interface Parts {
  readonly inherited: DataMap;
  /** Undefined where there is no mapping. */
  readonly own: DataMap | undefined;
}

function split(context: Data | undefined): Parts {
  if (isMissing(context)) return { inherited: {}, own: {} };
  if (!isDataMap(context)) return { inherited: {}, own: undefined };
  const entries = Object.entries(context);
  return {
    inherited: Object.fromEntries(entries.filter(([name]) => INHERITED.has(name))),
    own: Object.fromEntries(entries.filter(([name]) => !INHERITED.has(name))),
  };
}

function isMissing(data: Data | undefined): data is null | undefined {
  return data === undefined || data === null;
}

/** The API server takes a null for no value. */
function withoutNulls(data: DataMap): DataMap {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}

/**
 * A change of a remedy as it is in `effectiveData`: what is to be set in the pod's securityContext is set in the
 * container that the remedy is for.
 *
 * @returns undefined where the change can't be told of the container alone
 */
export function effectiveChange(
  change: ValueChange,
  { pod, contextPath }: Container,
): ValueChange | undefined {
  if (inheritedField(pod, change) === undefined) return change;
  if (change.kind !== 'set' || !contextPath) return undefined;
  const rest = change.path.slice((pod.spec?.path.length ?? 0) + 1);
  return { ...change, path: [...contextPath, ...rest] };
}
