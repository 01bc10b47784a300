import type { Pod } from '../../kubernetes/pod.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import { type Field, field, ownFields, textOf } from '../../yaml/value.ts';
import { annotatedPlaces } from './annotations.ts';
import type { Claim, Claimable } from './claim.ts';
import { FOREIGN_CHECKS, type ForeignCheck } from './foreign-checks.ts';
import type { ForeignTool } from './foreign-tools.ts';

/** An annotation that turns checks of its tool off. */
interface Ignored {
  readonly tool: ForeignTool;
  /** All that are known of the tool where undefined. */
  readonly checks: readonly string[] | undefined;
  /** Empty where the tool has none, or its user gave none. */
  readonly reason: string;
}

/** What an annotation says to each tool, by its key and its text. */
const READERS: readonly ((key: string, text: string) => Ignored | undefined)[] = [
  // stackrox/kube-linter, pkg/ignore/ignore.go
  (key, reason) => {
    if (key === 'kube-linter.io/ignore-all')
      return { tool: 'kube-linter', checks: undefined, reason };
    const check = after('ignore-check.kube-linter.io/', key);
    return check === undefined ? undefined : { tool: 'kube-linter', checks: [check], reason };
  },
  // zegl/kube-score, scorecard/enabled.go
  (key, text) =>
    key === 'kube-score/ignore'
      ? { tool: 'kube-score', checks: text.split(',').map((one) => one.trim()), reason: '' }
      : undefined,
  // FairwindsOps/polaris, pkg/validator/schema.go
  (key, text) => {
    const name = after('polaris.fairwinds.com/', key);
    if (name === undefined || text.toLowerCase() !== 'true') return undefined;
    if (name === 'exempt') return { tool: 'polaris', checks: undefined, reason: '' };
    const check = /^(.+)-exempt$/.exec(name)?.[1];
    return check === undefined ? undefined : { tool: 'polaris', checks: [check], reason: '' };
  },
  // bridgecrewio/checkov, checkov/kubernetes/kubernetes_utils.py
  (key, text) => {
    if (!/(?:checkov|bridgecrew|cortex)\.io\/skip/.test(key)) return undefined;
    const [check = '', ...reason] = text.split('=');
    return { tool: 'checkov', checks: [check.trim()], reason: reason.join('=').trim() };
  },
];

function after(prefix: string, text: string): string | undefined {
  return text.startsWith(prefix) ? text.slice(prefix.length) : undefined;
}

/** These read the annotations of the object alone; the others also those of its pods. */
const OF_OBJECTS: readonly string[] = ['kube-linter', 'polaris'];

/**
 * The exemptions in annotations that users of other tools have: each exempts what the other tool would
 * have found as well, and no more.
 */
export function foreignClaims(
  resource: Resource,
  pods: readonly Pod[],
  tools: readonly string[],
): Claim[] {
  return annotatedPlaces(resource, pods).flatMap(({ metadata, isOfPod, isMeant }) => {
    const readers = isOfPod ? tools.filter((tool) => !OF_OBJECTS.includes(tool)) : tools;
    if (readers.length === 0) return [];
    return ownFields(field(metadata, 'annotations')?.value).flatMap((annotation) =>
      claimOf(annotation, readers, isMeant),
    );
  });
}

function claimOf(
  { name, key, value }: Field,
  tools: readonly string[],
  isMeant: (finding: Claimable) => boolean,
): Claim[] {
  const text = textOf(value) ?? '';
  const ignored = READERS.map((read) => read(name, text)).find((one) => one !== undefined);
  if (!ignored || !tools.includes(ignored.tool)) return [];
  const checks = FOREIGN_CHECKS.filter(
    ({ tool, check }) => tool === ignored.tool && (ignored.checks?.includes(check) ?? true),
  );
  if (checks.length === 0) return [];
  return [
    {
      by: 'annotation',
      isForeign: true,
      rules: checks.map(({ rule }) => rule),
      reason: ignored.reason === '' ? `${name}, without a reason` : ignored.reason,
      expires: undefined,
      at: { start: key.start, end: value.span.end },
      covers: (finding) => isMeant(finding) && checks.some((check) => isFoundBy(check, finding)),
    },
  ];
}

function isFoundBy({ rule, part }: ForeignCheck, finding: Claimable): boolean {
  return rule === finding.rule && (part?.detail.test(finding.detail) ?? true);
}
