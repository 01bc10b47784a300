import type { BuiltImage, BuiltImages } from '../images/built-image.ts';
import { covers } from '../images/paths.ts';
import { activeRuleIds } from '../judge/find.ts';
import { type Finding, judge } from '../judge/judge.ts';
import type { Manifest } from '../kubernetes/manifest.ts';
import { mountsOf } from '../kubernetes/mounts.ts';
import { type Container, effectiveField } from '../kubernetes/pod.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import { type RuleSet, compareSeverity } from '../rules/kit/rule.ts';
import { code, md, prose } from '../text/markdown.ts';
import { field, scalar, textOf } from '../yaml/value.ts';
import type { Change } from './change.ts';
import { type ChangedBuilds, changedDockerfiles, manifestsBeside } from './change-builds.ts';

/** A finding on a workload that the change leaves alone, and that a Dockerfile brings. */
export interface BroughtFinding {
  readonly finding: Finding;
  readonly built: BuiltImage;
  /** Of the Dockerfile. */
  readonly line: number;
}

/** A finding as far as the manifest has to say it. */
type Said = Pick<Finding, 'rule' | 'message' | 'headline' | 'severity'> & { readonly line: number };

/** What the Dockerfiles of a change bring to workloads that it leaves alone: new, or graver than before. */
export function broughtBy(
  change: Change,
  ruleSet: RuleSet,
  { now, before }: ChangedBuilds,
): BroughtFinding[] {
  const changed = new Set(changedDockerfiles(change));
  if (changed.size === 0 || !change.builds) return [];
  return manifestsBeside(change, ruleSet.kinds).flatMap((manifest) => {
    const then = judge(manifest, { ...ruleSet, built: before }).findings;
    const was = new Map(then.map((one) => [one.fingerprint, one.severity]));
    const today = judge(manifest, { ...ruleSet, built: now }).findings;
    const graver = today.flatMap((finding): BroughtFinding[] => {
      const built = builtBy(finding.subject.container, now);
      const old = was.get(finding.fingerprint);
      const isOld = old !== undefined && compareSeverity(old, finding.severity) <= 0;
      const isOurs = built?.dockerfile !== undefined && changed.has(built.dockerfile);
      if (isOld || !isOurs || finding.severity === 'notice') return [];
      return [{ finding: atDockerfile(finding, built), built, line: built.userLine }];
    });
    return [...graver, ...startFaults(manifest, { now, before }, ruleSet, changed)];
  });
}

/** On a Dockerfile, nobody is told what to set in a manifest. */
function atDockerfile(finding: Finding, built: BuiltImage): Finding {
  const isRoot = built.facts.user?.declared === 'root';
  if (finding.rule !== 'run-as-non-root' || !isRoot) return finding;
  const what = built.userEdit ? md`` : md`: end it with a numeric ${code('USER')} other than 0`;
  return {
    ...finding,
    headline: md`runs as root`,
    message: md`this Dockerfile ${prose(built.says)}, so that the container runs as root${what}`,
  };
}

function builtBy(container: Container | undefined, built: BuiltImages): BuiltImage | undefined {
  return built.get(textOf(field(container?.value, 'image')?.value) ?? '');
}

/** What no rule finds in a manifest: an image that does not start any more, and a new volume. */
function startFaults(
  manifest: Manifest,
  { now, before }: ChangedBuilds,
  ruleSet: RuleSet,
  changed: ReadonlySet<string>,
): BroughtFinding[] {
  const active = new Set(activeRuleIds(ruleSet));
  const containers = manifest.resources.flatMap(podsOf).flatMap((pod) => pod.containers);
  return containers.flatMap((container) => {
    const [built, old] = [builtBy(container, now), builtBy(container, before)];
    if (built?.dockerfile === undefined || !old || !changed.has(built.dockerfile)) return [];
    const faults = [...userFaults(container, built, old), ...volumeFaults(container, built, old)];
    return faults
      .filter(({ rule }) => active.has(rule))
      .map(({ line, ...said }) => ({ built, line, finding: toFinding(manifest, container, said) }));
  });
}

/** The kubelet refuses what it can't tell from root. */
function userFaults(container: Container, built: BuiltImage, old: BuiltImage): Said[] {
  const isRefusing = scalar(effectiveField(container, 'runAsNonRoot')?.value) === true;
  if (!isRefusing || effectiveField(container, 'runAsUser')) return [];
  const [user, was] = [built.facts.user, old.facts.user];
  if (!user || user.declared === 'numeric' || was?.declared !== 'numeric') return [];
  const what =
    user.declared === 'root'
      ? md`the image starts as root`
      : md`${code(user.name ?? '')} is a name`;
  return [
    {
      rule: 'run-as-non-root',
      severity: 'error',
      headline: md`no longer starts`,
      message: md`${what}, and the kubelet starts no such image with ${code('runAsNonRoot: true')}: set ${code('USER')} to a number other than 0`,
      line: built.userLine,
    },
  ];
}

/** A runtime makes a writable volume of its own for a path that nothing is mounted at. */
function volumeFaults(container: Container, built: BuiltImage, old: BuiltImage): Said[] {
  const isReadOnly =
    scalar(field(container.securityContext, 'readOnlyRootFilesystem')?.value) === true;
  if (!isReadOnly || container.partial) return [];
  return [...built.volumes].flatMap(([path, line]): Said[] => {
    const isMounted = mountsOf(container).some((mount) => covers(mount.path, path));
    if (old.volumes.has(path) || isMounted) return [];
    return [
      {
        rule: 'writable-paths',
        severity: 'warning',
        headline: md`can write outside of its volumes`,
        message: md`${code('VOLUME')} makes ${code(path)} writable where nothing is mounted: mount a volume there, or remove it`,
        line,
      },
    ];
  });
}

function toFinding(manifest: Manifest, container: Container, said: Omit<Said, 'line'>): Finding {
  const { resource } = container.pod;
  const { span } = container.value;
  const { line, column } = manifest.lines.position(span.start);
  const file = manifest.file.path;
  const { kind, namespace, name } = resource;
  const identity = JSON.stringify([
    file,
    said.rule,
    kind,
    namespace,
    name,
    container.name,
    said.headline,
  ]);
  return {
    ...said,
    ...{ file, span, line, column, endLine: line, endColumn: column, detail: '' },
    ...{ identity, twins: 0 },
    subject: { resource, container, value: container.value },
    fingerprint: identity,
    remedy: undefined,
    need: undefined,
  };
}
