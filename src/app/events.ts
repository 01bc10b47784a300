import type { CommandJob, CommitJob, Job, ReviewJob } from '../queue/job.ts';
import type { Payload } from './payload.ts';

type Check = NonNullable<Payload['check_suite'] | Payload['check_run']>;

type Where = Pick<Job, 'installation' | 'repository' | 'repositoryId'>;

/** The button in a check that asks for all safe fixes. GitHub takes 20 characters for its names. */
export const FIX_BUTTON = {
  label: 'Fix safe findings',
  description: 'Commits all fixes that are safe',
  identifier: 'fix-safe',
} as const;

const PULL_REQUEST_ACTIONS = ['opened', 'synchronize', 'reopened', 'ready_for_review'];

/** Longer lines are no commands. */
const MAX_LINE = 2000;

/** The jobs that a webhook leads to; none for most. Pure, so that it can be asked in tests. */
export function jobsOf(event: string, payload: Payload): Job[] {
  const { installation, repository } = payload;
  if (!installation || !repository) return [];
  const where: Where = {
    installation: installation.id,
    repository: repository.full_name,
    repositoryId: repository.id,
  };
  switch (event) {
    case 'pull_request':
      return ofPullRequest(payload, where);
    case 'merge_group':
      return ofMergeGroup(payload, where);
    case 'check_run':
    case 'check_suite':
      return ofCheck(payload, where);
    case 'issue_comment':
    case 'pull_request_review_comment':
      return ofComment(payload, where);
    default:
      return [];
  }
}

/**
 * Whoever pushed, the new head needs a review and a check: also when it is a commit of ours. No review
 * leads to a commit, so that there is no loop.
 */
function ofPullRequest({ action = '', changes, pull_request: pull }: Payload, where: Where): Job[] {
  const isMoved = action === 'edited' && changes !== undefined && 'base' in changes;
  if (!pull || !(isMoved || PULL_REQUEST_ACTIONS.includes(action))) return [];
  const { number, head, draft: isDraft = false } = pull;
  const at = Date.parse(pull.updated_at);
  return [{ kind: 'review', ...where, number, head: head.sha, at, isDraft }];
}

function ofMergeGroup({ action, merge_group: group }: Payload, where: Where): Job[] {
  if (action !== 'checks_requested' || !group) return [];
  return [{ kind: 'merge-group', ...where, head: group.head_sha, base: group.base_sha }];
}

/** GitHub sends these only to the App that made the check. */
function ofCheck(payload: Payload, where: Where): Job[] {
  const { action, check_run: run, check_suite: suite } = payload;
  const check = run ?? suite;
  if (!check) return [];
  if (action === 'rerequested') {
    const branch = run ? run.check_suite?.head_branch : suite?.head_branch;
    return ofRerequest(check, branch ?? '', where);
  }
  const isPressed = payload.requested_action?.identifier === FIX_BUTTON.identifier;
  if (!run || action !== 'requested_action' || !isPressed) return [];
  const createdAt = new Date().toISOString();
  const asked = { line: '/podseal fix', commentId: -run.id, url: run.html_url ?? '', createdAt };
  return numbersOf(check, where)
    .slice(0, 1)
    .flatMap((number) => ofPerson(payload, { ...where, number, ...asked }));
}

function ofRerequest(check: Check, branch: string, where: Where): Job[] {
  const { head_sha: head } = check;
  if (branch.startsWith('gh-readonly-queue/')) return ofQueueBranch(head, branch, where);
  const reviews = numbersOf(check, where).map((number): ReviewJob => ({
    kind: 'review',
    ...where,
    number,
    head: undefined,
    at: Date.now(),
    isDraft: false,
  }));
  const commit: CommitJob = { kind: 'commit', ...where, head };
  // Of a pull request from a fork GitHub gives no number here.
  return reviews.length > 0 ? reviews : [commit];
}

/** `gh-readonly-queue/main/pr-7-<sha>`: the branch of a merge group ends with what it stands on. */
function ofQueueBranch(head: string, branch: string, where: Where): Job[] {
  const base = /-([0-9a-f]{40})$/.exec(branch)?.[1];
  return base === undefined ? [] : [{ kind: 'merge-group', ...where, head, base }];
}

/** Pull requests of other repositories with the same commit are listed, too. */
function numbersOf({ pull_requests: pulls }: Check, { repositoryId }: Where): number[] {
  return pulls.filter(({ base }) => base.repo.id === repositoryId).map(({ number }) => number);
}

function ofComment({ comment, ...payload }: Payload, where: Where): Job[] {
  const { action, issue, pull_request: pull } = payload;
  const about = issue?.pull_request ? issue : pull;
  if (action !== 'created' || !comment || about?.state !== 'open') return [];
  const { id: commentId, html_url: url, created_at: createdAt } = comment;
  const line = comment.body.split(/\r\n|[\r\n]/).find((text) => text.trim() !== '') ?? '';
  if (!/^ {0,3}\/podseal(?:\s|$)/.test(line)) return [];
  const said = line.length > MAX_LINE ? '/podseal ...' : line;
  const { number } = about;
  // A comment on lines belongs to a thread, one in the conversation to none.
  const thread = pull ? (comment.in_reply_to_id ?? commentId) : undefined;
  return ofPerson(payload, { ...where, number, line: said, commentId, thread, url, createdAt });
}

/** Only people command: a bot that quotes a command, such as this one, starts nothing. */
function ofPerson({ sender }: Payload, asked: Omit<CommandJob, 'kind' | 'login'>): CommandJob[] {
  if (sender?.type !== 'User') return [];
  return [{ kind: 'command', ...asked, login: sender.login }];
}
