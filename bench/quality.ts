import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { readCheckouts } from '../src/files/extended-files.ts';
import { readLocalChange } from '../src/git/read-change.ts';
import { knownImage } from '../src/images/known-image.ts';
import { type Judged, judge } from '../src/judge/judge.ts';
import { readManifest } from '../src/kubernetes/manifest.ts';
import { type Container, effectiveField } from '../src/kubernetes/pod.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import type { Change } from '../src/review/change.ts';
import type { PlannedComment, ReviewPlan } from '../src/review/review-plan.ts';
import { planReview } from '../src/review/review.ts';
import { isSet, scalar, field, textOf } from '../src/yaml/value.ts';

/**
 * Replays the commits of cloned repositories as pull requests and measures their comments:
 *
 *     node bench/quality.ts <commits per repository> <file for the comments, or -> <clone>...
 *
 * Nothing is posted, nothing of the clones is executed.
 */

const RULE_SET = { profile: 'immutable' } as const;

/** One commit as a pull request. */
interface Replayed {
  readonly repository: string;
  readonly commit: string;
  readonly change: Change;
  readonly plan: ReviewPlan;
  readonly before: ReadonlySet<string>;
}

async function main([count = '15', output = '-', ...clones]: readonly string[]): Promise<void> {
  const replayed: Replayed[] = [];
  for (const clone of clones) {
    const some = await replay(clone, Number(count));
    replayed.push(...some);
    const comments = some.reduce((sum, { plan }) => sum + plan.comments.length, 0);
    process.stderr.write(`${nameOf(clone)}: ${some.length} commits, ${comments} comments\n`);
  }
  if (output !== '-') writeFileSync(output, `${replayed.map(print).join('\n')}\n`);
  report(replayed, clones.length);
}

function nameOf(clone: string): string {
  return basename(clone) === 'repo' ? basename(dirname(clone)) : basename(clone);
}

/** The newest commits that change a file that Podseal reads and in which it finds something. */
async function replay(clone: string, count: number): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  for (const commit of commitsOf(clone)) {
    if (replayed.length >= count) break;
    const range = { base: `${commit}^`, head: commit, worktree: false };
    const change = await readLocalChange({
      folder: clone,
      ...range,
      settle: () => ({ files: DEFAULT_FILES }),
      readElsewhere: readCheckouts(),
    });
    if (!change.files.some(({ head }) => /^\s*(?:- )?image:/m.test(head))) continue;
    const plan = planReview(change, { ruleSet: RULE_SET, failOn: 'error', scope: undefined });
    const repository = nameOf(clone);
    replayed.push({ repository, commit, change, plan, before: foundBefore(change) });
  }
  return replayed;
}

/** How far back is looked for commits that change manifests. */
const LOOKED_AT = 600;

function commitsOf(clone: string): string[] {
  const limits = [
    '--no-merges',
    '--min-parents=1',
    '--diff-filter=AM',
    `--max-count=${LOOKED_AT}`,
    '--format=%H',
  ];
  const paths = ['--', '*.yaml', '*.yml'];
  const log = execFileSync('git', ['-C', clone, 'log', ...limits, ...paths], { encoding: 'utf8' });
  return log.split('\n').filter((line) => line !== '');
}

function print({ repository, commit, plan }: Replayed): string {
  return plan.comments
    .map(({ path, line, startLine = line, body }) => {
      return `===== ${repository} ${commit.slice(0, 10)} ${path}:${startLine}-${line} (${visibleWords(body)} words)\n${body}\n`;
    })
    .join('\n');
}

function report(replayed: readonly Replayed[], clones: number): void {
  const perChange = replayed.map(({ plan }) => plan.comments.length);
  const comments = replayed.flatMap((one) =>
    one.plan.comments.map((comment) => ({ one, comment })),
  );
  const words = comments.map(({ comment }) => visibleWords(comment.body));
  const existing = comments.filter(({ one, comment }) => isExisting(one, comment));
  const suggestions = comments.filter(({ comment }) => comment.suggestion !== null);
  const stopped = suggestions.flatMap(({ one, comment }) => whyNotStarted(one, comment));
  const repeated = replayed.reduce((sum, { plan }) => sum + repeatsIn(plan), 0);
  const rows = [
    `${clones} repositories, ${replayed.length} commits, ${comments.length} comments`,
    `comments per pull request: median ${at(perChange, 0.5)}, 90 % ${at(perChange, 0.9)}, max ${at(perChange, 1)}`,
    `pull requests without a comment: ${perChange.filter((one) => one === 0).length}`,
    `only existing debt: ${existing.length} comments`,
    `visible words: median ${at(words, 0.5)}, 90 % ${at(words, 0.9)}, max ${at(words, 1)}`,
    `suggestions: ${suggestions.length}; would not start: ${stopped.length}`,
    `sentences that comments of one pull request repeat: ${repeated}`,
  ];
  process.stdout.write(`${rows.join('\n')}\n`);
  for (const why of stopped) process.stderr.write(`would not start: ${why}\n`);
  for (const { one, comment } of existing) {
    process.stderr.write(
      `existing: ${one.repository} ${one.commit.slice(0, 10)} ${comment.path}\n`,
    );
  }
}

/** The value at a part of a list in its order. */
function at(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** What a reader sees without opening anything: neither code to apply, nor folds, nor markers. */
function visibleText(body: string): string {
  return body
    .replace(/<details>[^]*?<\/details>/g, '')
    .replace(/^(`{3,})\w*\n[^]*?^\1$/gm, '')
    .replace(/<!--[^]*?-->/g, '');
}

function visibleWords(body: string): number {
  return visibleText(body).match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
}

/**
 * Whether all that a comment tells of was there before, by a measure of its own: the same rule found
 * fault with a container of that name, of an object of the same name without numbers, in the base of any
 * file of the change.
 */
function isExisting({ plan, before }: Replayed, comment: PlannedComment): boolean {
  const told = plan.findings.filter(({ finding }) =>
    comment.fingerprints.includes(finding.fingerprint),
  );
  return told.every(({ finding: { rule, resource, container } }) =>
    before.has(keyOf(rule, resource.name, container)),
  );
}

/** What was found in the base of all files of a change. */
function foundBefore({ files }: Change): Set<string> {
  const judged = files.map(({ path, base = '' }) =>
    judge(readManifest({ path, text: base }), RULE_SET),
  );
  return new Set(
    judged.flatMap(({ findings }) =>
      findings.map(({ rule, subject: { resource, container } }) =>
        keyOf(rule, resource.name, container?.name ?? null),
      ),
    ),
  );
}

function keyOf(rule: string, object: string, container: string | null): string {
  return [rule, object.replace(/[\d.]+/g, '0'), container].join(' ');
}

/** Why containers would not start once a suggestion is applied, by what is known of their images. */
function whyNotStarted(
  { change, repository, commit }: Replayed,
  comment: PlannedComment,
): string[] {
  const file = change.files.find(({ path }) => path === comment.path);
  if (!file) return [];
  const [before, after] = [file.head, apply(file.head, comment)].map((text) =>
    judge(readManifest({ path: file.path, text }), RULE_SET),
  );
  if (!before || !after) return [];
  const old = new Set(containersOf(before).flatMap(faultsOf));
  const where = `${repository} ${commit.slice(0, 10)} ${comment.path}:${comment.line}`;
  return containersOf(after)
    .flatMap(faultsOf)
    .filter((fault) => !old.has(fault))
    .map((fault) => `${where} ${fault}`);
}

function containersOf({ manifest }: Judged): Container[] {
  return manifest.resources.flatMap(podsOf).flatMap(({ containers }) => containers);
}

function faultsOf(container: Container): string[] {
  const own = (name: string): unknown => {
    const value = effectiveField(container, name)?.value;
    return value === undefined ? undefined : scalar(value);
  };
  const image = textOf(field(container.value, 'image')?.value) ?? '';
  const known = knownImage(image, undefined);
  const isPlain = !isSet(field(container.value, 'command')?.value);
  const startsAsRoot = known?.user?.declared === 'root';
  const say = (what: string): string => `${container.name} (${image}): ${what}`;
  return [
    ...(own('runAsNonRoot') === true && own('runAsUser') === undefined && startsAsRoot
      ? [say('runAsNonRoot, and the image starts as root')]
      : []),
    ...(own('runAsNonRoot') === true && own('runAsUser') === 0 ? [say('not root, as user 0')] : []),
    ...(own('allowPrivilegeEscalation') === false && own('privileged') === true
      ? [say('privileged without privilege escalation is refused')]
      : []),
    ...(known?.needs?.privileged === true && isPlain && own('privileged') === false
      ? [say('the image needs privileged')]
      : []),
    ...(known?.readOnlyRoot?.works === 'never' && isPlain && own('readOnlyRootFilesystem') === true
      ? [say('the image needs a writable root')]
      : []),
  ];
}

function apply(text: string, { line, startLine = line, suggestion }: PlannedComment): string {
  const lines = text.split('\n');
  const fresh = suggestion === null || suggestion === '' ? [] : suggestion.split('\n');
  lines.splice(startLine - 1, line - startLine + 1, ...fresh);
  return lines.join('\n');
}

/** Sentences of more than eight words that stand in more than one comment of a plan, beyond the first. */
function repeatsIn({ comments }: ReviewPlan): number {
  const seen = new Map<string, number>();
  for (const { body } of comments) {
    const sentences = visibleText(body).split(/(?<=[.:])\s+|\n+/);
    const long = new Set(sentences.filter((sentence) => sentence.split(/\s+/).length > 8));
    for (const sentence of long) seen.set(sentence, (seen.get(sentence) ?? 0) + 1);
  }
  return [...seen.values()].reduce((sum, count) => sum + count - 1, 0);
}

await main(process.argv.slice(2));
