import type { Manifest } from '../kubernetes/manifest.ts';
import type { Pod } from '../kubernetes/pod.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import type { AdmittedLevel, RuleSet, Rule } from '../rules/kit/rule.ts';
import { kept } from '../yaml/kept.ts';

const LEVELS = ['restricted', 'baseline'] as const;

/**
 * The strictest Pod Security level that admits all pods of a file in a namespace, with an object that
 * the next stricter one would refuse.
 */
export function admittedLevel(
  manifest: Manifest,
  namespace: string,
  rules: readonly Rule[],
): AdmittedLevel {
  const workloads = workloadsOf(manifest).get(namespace) ?? [];
  let refused: AdmittedLevel['refused'];
  for (const profile of LEVELS) {
    const ruleSet: RuleSet = { profile };
    const active = rules.filter(({ severity }) => severity[profile] !== undefined);
    const offender = workloads.find(({ resource, pods }) => {
      let isRefused = false;
      const { path } = manifest.file;
      const target = { path, resource, pods, ruleSet, admittedLevel: () => ({ level: profile }) };
      for (const rule of active) rule.check(target, () => (isRefused = true));
      return isRefused;
    });
    if (!offender) return { level: profile, ...(refused && { refused }) };
    refused = offender.resource;
  }
  return { level: 'privileged', ...(refused && { refused }) };
}

interface Workload {
  readonly resource: Resource;
  readonly pods: readonly Pod[];
}

const byManifest = kept<Manifest, ReadonlyMap<string, readonly Workload[]>>();

/** By namespace, read once for all namespaces of a file. */
function workloadsOf(manifest: Manifest): ReadonlyMap<string, readonly Workload[]> {
  const known = byManifest.get(manifest);
  if (known) return known;
  const workloads = new Map<string, Workload[]>();
  for (const resource of manifest.resources) {
    const pods = podsOf(resource).filter(({ isKnown }) => isKnown);
    if (pods.length === 0) continue;
    const { namespace } = resource;
    const others = workloads.get(namespace);
    if (others) others.push({ resource, pods });
    else workloads.set(namespace, [{ resource, pods }]);
  }
  byManifest.set(manifest, workloads);
  return workloads;
}
