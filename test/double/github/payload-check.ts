import { appId, appPayload, nodeId, stableId } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import type { Annotation, CheckRun, PullRequest, Repository, State } from './state.ts';

/** The `check-run` of a run. */
export function checkRunPayload(
  state: State,
  repository: Repository,
  run: CheckRun,
): Record<string, unknown> {
  const url = `${repositoryUrl(state, repository)}/check-runs/${run.id}`;
  const app = appPayload(state, run.author);
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: `${repositoryPage(repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? app['external_url'],
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    // One suite by App and commit; nobody chooses it (LouisBrunner/checks-action#26).
    check_suite: { id: stableId(`suite ${appId(run.author)} ${run.headSha}`) },
    app,
    pull_requests: pullRequestsOf(state, repository, run.headSha),
  };
}

/**
 * "Pushes to a branch in a forked repository are not detected and return an empty
 * `pull_requests` array": https://docs.github.com/rest/checks/runs#create-a-check-run
 */
function pullRequestsOf(state: State, repository: Repository, sha: string): unknown[] {
  const pulls = state.pulls.filter(
    (pull) => pull.repository === repository && pull.head === sha && !pull.fork,
  );
  return pulls.map((pull) => minimalPull(state, pull));
}

function minimalPull(state: State, pull: PullRequest): Record<string, unknown> {
  const { repository } = pull;
  const url = repositoryUrl(state, repository);
  const repo = { id: repository.id, url, name: repository.name };
  return {
    url: `${url}/pulls/${pull.number}`,
    id: pull.id,
    number: pull.number,
    head: { ref: pull.headRef, sha: pull.head, repo },
    base: { ref: pull.baseRef, sha: pull.base, repo },
  };
}

/** The `check-annotation` of an annotation. */
export function annotationPayload(
  repository: Repository,
  run: CheckRun,
  annotation: Annotation,
): Record<string, unknown> {
  const path = annotation.path.split('/').map(encodeURIComponent).join('/');
  return {
    path: annotation.path,
    blob_href: `${repositoryPage(repository)}/blob/${run.headSha}/${path}`,
    start_line: annotation.start_line,
    start_column: annotation.start_column ?? null,
    end_line: annotation.end_line,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    title: annotation.title ?? null,
    message: annotation.message,
    raw_details: annotation.raw_details ?? null,
  };
}
