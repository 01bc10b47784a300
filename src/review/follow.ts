import { ProofBudget } from '../fix/proof-budget.ts';
import { bySubject } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { AssessedFile } from './assess.ts';
import type { Change } from './change.ts';
import { writeComment } from './comment.ts';
import { groupFor, withProved } from './group.ts';
import { writeMarker } from './marker.ts';
import type { PlannedComment } from './review-plan.ts';
import { type PlannedUpdate, type Thread, findDuplicates } from './thread.ts';

/** What becomes of the comments of earlier runs. */
export interface Followed {
  readonly updates: readonly PlannedUpdate[];
  /** Threads whose findings are gone, each with what its comment says if it can't be resolved. */
  readonly resolutions: readonly PlannedUpdate[];
  /** Comments that say the same as older ones. */
  readonly duplicates: readonly Thread[];
  /** Findings that are new, and that an update tells of. */
  readonly adopted: ReadonlySet<Finding>;
}

/**
 * Decides what becomes of the open threads: one whose findings are gone is closed, one that says
 * something else than it should is updated. Where a person answered, the text stays as it was.
 */
export function followThreads(change: Change, files: readonly AssessedFile[]): Followed {
  const duplicates = findDuplicates(change.threads);
  const open = change.threads.filter(
    (thread) => thread.isOwn && thread.state === 'open' && !duplicates.includes(thread),
  );
  const fileOf = new Map(
    files.flatMap((file) =>
      file.judged.findings.map(({ fingerprint }) => [fingerprint, file] as const),
    ),
  );
  const updates: PlannedUpdate[] = [];
  const resolutions: PlannedUpdate[] = [];
  const adopted = new Set<Finding>();
  /** One for all comments on a file. */
  const budgets = new Map(files.map((one) => [one, ProofBudget.ofReview()]));
  for (const thread of open) {
    const file = thread.fingerprints.map((one) => fileOf.get(one)).find(Boolean);
    if (!file) {
      if (isJudged(change, files, thread)) resolutions.push({ thread, body: doneBody(thread) });
    } else if (!thread.hasReply) {
      const budget = budgets.get(file) ?? ProofBudget.ofReview();
      const { body, adopts } = revise(file, thread, adopted, budget);
      if (body !== thread.body) {
        updates.push({ thread, body });
        for (const finding of adopts) adopted.add(finding);
      }
    }
  }
  return { updates, resolutions, duplicates, adopted };
}

/** Whether nothing of a thread's file was left out: only then is a finding known to be gone. */
function isJudged(change: Change, files: readonly AssessedFile[], { path }: Thread): boolean {
  const skips = [...change.skips, ...files.flatMap(({ judged }) => judged.manifest.skips)];
  if (skips.some(({ file }) => file === path)) return false;
  return change.isWhole || change.files.some((file) => file.path === path);
}

/** What a thread is to say now, with the new findings on its subjects where it can show them. */
function revise(
  file: AssessedFile,
  thread: Thread,
  taken: ReadonlySet<Finding>,
  budget: ProofBudget,
): { body: string; adopts: readonly Finding[] } {
  const said = new Set(thread.fingerprints);
  const live = file.judged.findings.filter(({ fingerprint }) => said.has(fingerprint));
  const subjects = bySubject([...live, ...file.fresh.flat()]);
  const near = subjects.filter((group) => group.some((finding) => live.includes(finding))).flat();
  const adopts = near.filter((finding) => !live.includes(finding) && !taken.has(finding));
  const all = file.judged.findings.filter(
    (finding) => live.includes(finding) || adopts.includes(finding),
  );
  const wanted = adopts.length > 0 ? write(file, all, budget) : undefined;
  if (wanted && standsAt(thread, wanted)) return { body: wanted.body, adopts };
  const comment = write(file, live, budget);
  if (!comment) return { body: thread.body, adopts: [] };
  // A suggestion replaces the lines that its comment stands on.
  const body = standsAt(thread, comment) ? comment.body : comment.fileBody;
  return { body, adopts: [] };
}

function write(
  file: AssessedFile,
  findings: readonly Finding[],
  budget: ProofBudget,
): PlannedComment | undefined {
  const [group] = withProved([groupFor(file.judged, file.diff, findings, budget)], file);
  return group && writeComment(file, group, file.decisions.of(findings), budget);
}

function standsAt({ place }: Thread, { subject, line, startLine }: PlannedComment): boolean {
  return place?.subject === subject && place.line === line && place.startLine === startLine;
}

/** What stays of a comment whose findings are gone: its heading. */
function doneBody({ body, fingerprints }: Thread): string {
  const [heading = ''] = body.split(/\r?\n/);
  return `Done: this is no longer found.\n\n~~${heading}~~\n\n${writeMarker(fingerprints, true)}`;
}
