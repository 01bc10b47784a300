import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { invalidRequest, notFound, refusal, validationFailed } from './errors.ts';
import { findCommit } from './git.ts';
import { paginate } from './pagination.ts';
import { appId } from './payload-account.ts';
import { annotationPayload, checkRunPayload } from './payload-check.ts';
import { resolveRef } from './refs.ts';
import { gitDirOf, nextId, timestamp } from './state.ts';
import type { Annotation, CheckRun, State } from './state.ts';

interface Output {
  title: string;
  summary: string;
  text?: string;
  annotations?: Annotation[];
}

interface CheckRunFields {
  name?: string;
  head_sha?: string;
  status?: string;
  conclusion?: string;
  details_url?: string;
  external_id?: string;
  started_at?: string;
  completed_at?: string;
  output?: Output;
  actions?: unknown[];
}

/** POST /repos/{owner}/{repo}/check-runs */
export const createCheckRun: Handler = (call) => {
  const { state, repository } = call;
  const wanted = call.body as CheckRunFields;
  checkFields(wanted);
  const headSha = wanted.head_sha ?? '';
  const full = /^[0-9a-f]{40}$/.test(headSha);
  const commit = full ? findCommit(gitDirOf(repository), headSha) : undefined;
  // As the statuses endpoint says it: rust-lang/homu#141.
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${headSha}`);
  const run: CheckRun = {
    id: nextId(state),
    repositoryId: repository.id,
    name: wanted.name ?? '',
    headSha,
    author: call.token.login,
    status: 'queued',
    conclusion: null,
    detailsUrl: null,
    externalId: null,
    startedAt: timestamp(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  update(run, wanted);
  state.checkRuns.push(run);
  return { status: 201, body: checkRunPayload(state, repository, run) };
};

/** PATCH /repos/{owner}/{repo}/check-runs/{check_run_id} */
export const updateCheckRun: Handler = (call) => {
  const run = findCheckRun(call);
  // int128/argocd-commenter#631
  if (run.author !== call.token.login) {
    const owner = 'check run can only be modified by the GitHub App that created it.';
    throw refusal(403, `Invalid app_id \`${appId(run.author)}\` - ${owner}`);
  }
  const wanted = call.body as CheckRunFields;
  checkFields(wanted);
  update(run, wanted);
  return { status: 200, body: checkRunPayload(call.state, call.repository, run) };
};

/** GET /repos/{owner}/{repo}/check-runs/{check_run_id} */
export const getCheckRun: Handler = (call) => ({
  status: 200,
  body: checkRunPayload(call.state, call.repository, findCheckRun(call)),
});

/**
 * POST .../check-runs/{check_run_id}/rerequest, which asks the App and changes nothing itself.
 * "403 Forbidden if the check run is not rerequestable or doesn't belong to the authenticated
 * GitHub App"; the words are not verified.
 */
export const rerequestCheckRun: Handler = (call) => {
  const run = findCheckRun(call);
  if (run.author !== call.token.login || run.status !== 'completed') {
    throw refusal(403, 'This check run is not rerequestable');
  }
  return { status: 201, body: {} };
};

/** actions/github-script#118: before anything is looked at. */
export function refuseUsers(call: RepositoryCall): void {
  if (call.token.type === 'pat') throw refusal(403, 'You must authenticate via a GitHub App.');
}

/** What the document says in words and not in the schema. */
function checkFields(wanted: CheckRunFields): void {
  if (wanted.conclusion === 'stale') {
    // "You cannot change a check run conclusion to `stale`"; how it is refused is not verified.
    throw validationFailed({ resource: 'CheckRun', code: 'invalid', field: 'conclusion' });
  }
  if (wanted.name === '') throw invalidRequest('"name" wasn\'t supplied.');
  for (const field of ['summary', 'text'] as const) {
    // Bytes, where the document says characters (github/docs#35252, dorny/test-reporter#57).
    if (Buffer.byteLength(wanted.output?.[field] ?? '') <= MAX_OUTPUT_BYTES) continue;
    throw invalidRequest(`"${field}" exceeds a maximum bytesize of ${MAX_OUTPUT_BYTES}.`);
  }
  const annotations = wanted.output?.annotations ?? [];
  if (!annotations.every(isValidAnnotation)) {
    throw validationFailed({ resource: 'CheckRun', code: 'invalid', field: 'annotations' });
  }
}

const MAX_OUTPUT_BYTES = 65_535;
const MAX_TITLE = 255;
const MAX_TEXT_BYTES = 64 * 1024;

/** probot/probot#790, octokit/octokit.js#1170, andrewmcodes-archive/rubocop-linter-action#91 */
function isValidAnnotation(annotation: Annotation): boolean {
  const { start_line: from, end_line: to, start_column: left, end_column: right } = annotation;
  const lines = from >= 1 && to >= from;
  const none = left === undefined && right === undefined;
  const both = left !== undefined && right !== undefined && left >= 1 && right >= left;
  const texts = [annotation.message, annotation.raw_details ?? ''];
  return (
    lines &&
    (none || (both && from === to)) &&
    [...(annotation.title ?? '')].length <= MAX_TITLE &&
    texts.every((text) => Buffer.byteLength(text) <= MAX_TEXT_BYTES)
  );
}

function update(run: CheckRun, wanted: CheckRunFields): void {
  run.name = wanted.name ?? run.name;
  run.detailsUrl = wanted.details_url ?? run.detailsUrl;
  run.externalId = wanted.external_id ?? run.externalId;
  run.startedAt = wanted.started_at ?? run.startedAt;
  run.actions = wanted.actions ?? run.actions;
  if (wanted.conclusion !== undefined) {
    // "Providing `conclusion` will automatically set the `status` parameter to `completed`."
    run.status = 'completed';
    run.conclusion = wanted.conclusion;
    run.completedAt = wanted.completed_at ?? timestamp();
  } else if (wanted.status !== undefined) {
    Object.assign(run, { status: wanted.status, conclusion: null, completedAt: null });
  }
  if (!wanted.output) return;
  run.title = wanted.output.title;
  run.summary = wanted.output.summary;
  run.text = wanted.output.text ?? run.text;
  run.annotations = [...run.annotations, ...(wanted.output.annotations ?? [])];
}

function findCheckRun(call: RepositoryCall): CheckRun {
  const id = numberParam(call, 'check_run_id');
  const run = call.state.checkRuns.find(
    (candidate) => candidate.id === id && candidate.repositoryId === call.repository.id,
  );
  if (!run) throw notFound();
  return run;
}

/** GET /repos/{owner}/{repo}/commits/{ref}/check-runs, the newest first (nick-neely/reprove#134). */
export const listCheckRuns: Handler = (call) => {
  const { state, repository, query } = call;
  const ref = call.params['ref'] ?? '';
  const commit = resolveRef(state, repository, ref);
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${ref}`);
  const runs = runsOf(state, commit).filter((run) => run.repositoryId === repository.id);
  const listed = (query.get('filter') === 'all' ? runs : latest(runs)).filter(
    (run) =>
      [null, run.name].includes(query.get('check_name')) &&
      [null, run.status].includes(query.get('status')) &&
      [null, String(appId(run.author))].includes(query.get('app_id')),
  );
  const page = paginate(call, listed);
  const payloads = page.items.map((run) => checkRunPayload(state, repository, run));
  const body = { total_count: listed.length, check_runs: payloads };
  return { status: 200, body, headers: page.headers };
};

function runsOf(state: State, sha: string): CheckRun[] {
  return state.checkRuns.filter((run) => run.headSha === sha).toReversed();
}

/** "`latest` returns the most recent check runs": one by name and App. */
function latest(newestFirst: readonly CheckRun[]): CheckRun[] {
  const keys = newestFirst.map((run) => `${run.author}\0${run.name}`);
  return newestFirst.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
}

/** GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations */
export const listAnnotations: Handler = (call) => {
  const run = findCheckRun(call);
  const page = paginate(call, run.annotations);
  const body = page.items.map((one) => annotationPayload(call.repository, run, one));
  return { status: 200, body, headers: page.headers };
};
