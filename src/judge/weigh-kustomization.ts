import { patchObject } from '../kubernetes/kustomization/patch-object.ts';
import type { Kustomization } from '../kubernetes/kustomization/kustomization.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { codePath, md } from '../text/markdown.ts';
import { identitiesIn } from './find.ts';
import { groupBy } from './grouping.ts';
import type { Finding } from './judge.ts';

/**
 * Weighs findings by the kustomization that lists their file. What one of its patches fixes is a notice,
 * since the file alone still says it; where another patch may be for the object, its findings say so.
 */
export function weighByKustomization(findings: readonly Finding[], ruleSet: RuleSet): Finding[] {
  const { kustomization } = ruleSet;
  if (!kustomization || kustomization.patches.length === 0) return [...findings];
  const weighed = new Map<Finding, Finding>();
  for (const group of groupBy(findings, ({ subject }) => subject.resource)) {
    for (const [finding, said] of weigh(group, kustomization, ruleSet)) weighed.set(finding, said);
  }
  return findings.map((finding) => weighed.get(finding) ?? finding);
}

function weigh(
  findings: readonly Finding[],
  kustomization: Kustomization,
  ruleSet: RuleSet,
): [Finding, Finding][] {
  const [first] = findings;
  const resource = first?.subject.resource;
  if (!resource || resource.embedded || podsOf(resource).length === 0) return [];
  // A patch is for the object with the values, and not for what a chart makes of them.
  const { steps, isOpen } = resource.value.document.madeFrom
    ? { steps: [], isOpen: true }
    : patchObject(kustomization, resource);
  const fixedAt = new Map<Finding, number>();
  for (const { line, data } of steps) {
    const left = new Set(findingsIn(JSON.stringify(data), first.file, ruleSet));
    for (const finding of findings) {
      if (left.has(finding.identity)) fixedAt.delete(finding);
      else if (!fixedAt.has(finding)) fixedAt.set(finding, line);
    }
  }
  const { name } = kustomization;
  return findings.map((finding) => {
    const line = fixedAt.get(finding);
    if (line === undefined) return [finding, isOpen ? withDoubt(finding, name) : finding];
    const by = codePath(`${name}:${line}`);
    const message = md`${finding.message}; the patch in ${by} fixes this`;
    return [finding, { ...finding, severity: 'notice', message }];
  });
}

/** A notice asks for nothing, so that there is no need to doubt it. */
function withDoubt(finding: Finding, name: string): Finding {
  if (finding.severity === 'notice') return finding;
  return { ...finding, message: md`${finding.message}; ${codePath(name)} may fix this` };
}

/** Its images are changed after its patches, as Kustomize does it. */
function findingsIn(text: string, path: string, ruleSet: RuleSet): string[] {
  const { kustomization } = ruleSet;
  const rest = kustomization && { ...kustomization, patches: [] };
  return identitiesIn(readManifest({ path, text }, ruleSet), { ...ruleSet, kustomization: rest });
}
