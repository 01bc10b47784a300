import { findIn } from '../../src/judge/find.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';

/** A pod as far as defaults are about it. */
export interface DefaultedPod {
  readonly metadata: object;
  readonly spec: {
    readonly securityContext?: { readonly seccompProfile?: unknown };
    readonly containers?: readonly DefaultedContainer[];
    readonly initContainers?: readonly DefaultedContainer[];
  };
}

interface DefaultedContainer {
  readonly name: string;
  readonly securityContext?: {
    readonly privileged?: boolean;
    readonly allowPrivilegeEscalation?: boolean;
    readonly seccompProfile?: unknown;
    readonly capabilities?: { readonly add?: readonly string[] };
  };
}

/** What `podseal policy --defaults` is to make of a pod: what the review finds missing is set. */
export function withDefaults(pod: DefaultedPod): DefaultedPod {
  const ofEscalation = foundIn(pod, 'no-privilege-escalation');
  const ofSeccomp = foundIn(pod, 'seccomp-profile');
  const hasProfile = pod.spec.securityContext?.seccompProfile !== undefined;
  const defaulted = (container: DefaultedContainer): DefaultedContainer => {
    const { name, securityContext = {} } = container;
    const { privileged, allowPrivilegeEscalation, seccompProfile, capabilities } = securityContext;
    const isCapable = capabilities?.add?.some((one) => /^(?:(?:CAP_)?SYS_ADMIN|ALL)$/i.test(one));
    const mayEscalate = privileged === true || isCapable === true;
    const set = {
      ...(ofEscalation.has(name) &&
        allowPrivilegeEscalation === undefined &&
        !mayEscalate && { allowPrivilegeEscalation: false }),
      ...(ofSeccomp.has(name) &&
        seccompProfile === undefined &&
        !hasProfile && { seccompProfile: { type: 'RuntimeDefault' } }),
    };
    if (Object.keys(set).length === 0) return container;
    return { ...container, securityContext: { ...securityContext, ...set } };
  };
  const { containers, initContainers } = pod.spec;
  const spec = {
    ...pod.spec,
    ...(containers && { containers: containers.map(defaulted) }),
    ...(initContainers && { initContainers: initContainers.map(defaulted) }),
  };
  return { ...pod, spec };
}

/** The containers that the review finds something on by a rule. */
function foundIn(pod: DefaultedPod, rule: string): ReadonlySet<string> {
  const manifest = readManifest({ path: 'x.json', text: JSON.stringify(pod) });
  const { kept } = findIn(manifest, { profile: 'strict', only: [rule] }).sorted;
  return new Set(kept.flatMap(({ finding }) => finding.subject.container?.name ?? []));
}
