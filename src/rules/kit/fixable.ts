import type { ValueChange } from '../../yaml/value-change.ts';

/** What remedies set in a securityContext. */
const OF_CONTEXT = [
  'allowPrivilegeEscalation',
  'appArmorProfile',
  'capabilities',
  'fsGroup',
  'fsGroupChangePolicy',
  'privileged',
  'readOnlyRootFilesystem',
  'runAsGroup',
  'runAsNonRoot',
  'runAsUser',
  'seccompProfile',
] as const;

/** What remedies change in pods and their containers: `volumes` are those of a pod and where they are mounted. */
export const FIXABLE = [...OF_CONTEXT, 'hostUsers', 'volumes'] as const;

export type Fixable = (typeof FIXABLE)[number];

/** Which of them the findings of a rule depend on; `everything` where they depend on more than these. */
export type Dependence = readonly Fixable[] | 'everything';

/** What changes are about; undefined where one of them is about something else. */
export function changedBy(changes: readonly ValueChange[]): ReadonlySet<Fixable> | undefined {
  const changed = new Set<Fixable>();
  for (const change of changes) {
    const one = fixableOf(change);
    if (one === undefined) return undefined;
    changed.add(one);
  }
  return changed;
}

/** Whether what a rule finds may be something else after changes. */
export function isAffected(on: Dependence, changed: ReadonlySet<Fixable> | undefined): boolean {
  return on === 'everything' || changed === undefined || on.some((one) => changed.has(one));
}

function fixableOf({ kind, path }: ValueChange): Fixable | undefined {
  const at = path.indexOf('securityContext');
  const last = path.at(-1);
  if (at !== -1) {
    return kind === 'rename' ? undefined : OF_CONTEXT.find((name) => name === path[at + 1]);
  }
  if (kind === 'set') return last === 'hostUsers' ? last : undefined;
  const isVolume = kind === 'append' && (last === 'volumes' || last === 'volumeMounts');
  return isVolume ? 'volumes' : undefined;
}
