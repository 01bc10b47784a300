import type { ImageConfig } from '../src/images/image-config.ts';
import { diffTexts } from '../src/diff/hunks.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import type { Change, ChangedFile } from '../src/review/change.ts';
import type { ReviewPlan } from '../src/review/review-plan.ts';
import { type ReviewOptions, planReview } from '../src/review/review.ts';
import type { Thread } from '../src/review/thread.ts';
import { type Judged, judge } from '../src/judge/judge.ts';
import type { RuleSet } from '../src/rules/kit/rule.ts';

/** Few rules, all of another kind, so that a new rule changes no test of what reviews are like. */
export const FEW_RULES: RuleSet = {
  profile: 'immutable',
  only: ['misplaced-field', 'no-privileged', 'read-only-root-filesystem', 'run-as-non-root'],
};

/** The same on the command line. */
export const FEW_RULES_FLAGS: readonly string[] = (FEW_RULES.only ?? []).flatMap((id) => [
  '--rule',
  id,
]);

/** Judges a text by few rules. */
export function judgeText(text: string, path = 'pod.yaml'): Judged {
  return judge(readManifest({ path, text }), FEW_RULES);
}

/** A changed file; a new one without a text before. */
export function changedFile(path: string, base: string | undefined, head: string): ChangedFile {
  return { path, base, head, hunks: diffTexts(base ?? '', head) };
}

/** A change of these files by a person, with nothing commented on yet. */
export function changeOf(files: readonly ChangedFile[], more: Partial<Change> = {}): Change {
  const commits = { base: 'b'.repeat(40), head: 'a'.repeat(40) };
  const nothing = { skips: [], isWhole: true, threads: [], reviews: [] };
  return { ...commits, isAutomated: false, files, ...nothing, ...more };
}

/** An open comment of ours, on lines that were changed since. */
export function threadOf(fingerprints: Iterable<string>, more: Partial<Thread> = {}): Thread {
  return {
    id: 'T_1',
    isOwn: true,
    commentId: 'C_1',
    number: 1,
    path: 'web.yaml',
    body: '',
    fingerprints: [...fingerprints],
    place: undefined,
    state: 'open',
    hasReply: false,
    canResolve: true,
    ...more,
  };
}

/** Plans the review of a change by few rules, with the defaults. */
export function plan(change: Change, options: Partial<ReviewOptions> = {}): ReviewPlan {
  return planReview(change, {
    ruleSet: FEW_RULES,
    failOn: 'error',
    scope: undefined,
    ...options,
  });
}

/** Whole lines of a text replaced as GitHub does when a suggestion is applied. */
export function applySuggestion(
  text: string,
  { line, startLine = line, suggestion }: ReviewPlan['comments'][number],
): string {
  const lines = text.split('\n');
  const fresh = suggestion === null || suggestion === '' ? [] : suggestion.split('\n');
  lines.splice(startLine - 1, line - startLine + 1, ...fresh);
  return lines.join('\n');
}

/** The text of a comment without the links of its rules. */
export function withoutRuleLinks(body: string): string {
  return body.replaceAll(/\[(`[\w-]+`)\]\(https:[^)]*\/rules\/[^)]*\)/g, '$1');
}

/** A Deployment with one container; `lines` stand in the container, already indented. */
export function deployment(name: string, ...lines: string[]): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: app
          image: example/app:1
${lines.map((line) => `          ${line}\n`).join('')}`;
}

/** The lines of a container in which no rule finds anything. */
export const HARDENED = [
  'securityContext:',
  '  readOnlyRootFilesystem: true',
  '  runAsNonRoot: true',
  '  allowPrivilegeEscalation: false',
  '  capabilities: {drop: [ALL]}',
  '  seccompProfile: {type: RuntimeDefault}',
] as const;

/** An image that says nothing of itself. */
export const EMPTY_CONFIG: ImageConfig = {
  user: '',
  volumes: [],
  workingDir: '',
  env: {},
  exposedPorts: [],
  entrypoint: [],
  cmd: [],
  digest: '',
  platform: 'linux/amd64',
};

/** What images say of themselves, each by what differs from one that says nothing. */
export function configsOf(
  configs: Readonly<Record<string, Partial<ImageConfig>>>,
): ReadonlyMap<string, ImageConfig> {
  return new Map(
    Object.entries(configs).map(([image, said]) => [image, { ...EMPTY_CONFIG, ...said }]),
  );
}
