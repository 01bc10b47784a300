import { numberParam, type Handler, type RepositoryCall } from './call.ts';
import { notFound, refusal, type Reply } from './errors.ts';
import { paginate } from './pagination.ts';
import { nodeId } from './payload-account.ts';
import { repositoryUrl } from './payload-repository.ts';
import type { Artifact, State } from './state.ts';

/** GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts */
export const listArtifacts: Handler = (call) => {
  const run = numberParam(call, 'run_id');
  const all = call.state.artifacts.filter(
    (one) =>
      one.repositoryId === call.repository.id &&
      one.runId === run &&
      [null, one.name].includes(call.query.get('name')),
  );
  const page = paginate(call, all);
  const artifacts = page.items.map((one) => payload(call, one));
  return { status: 200, body: { total_count: all.length, artifacts }, headers: page.headers };
};

/** GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id} */
export const getArtifact: Handler = (call) => ({
  status: 200,
  body: payload(call, find(call)),
});

/**
 * GET .../actions/artifacts/{artifact_id}/{archive_format}: "Look for `Location:` in the response
 * header to find the URL for the download", which is on another host and takes no token.
 */
export const downloadArtifact: Handler = (call) => {
  const artifact = find(call);
  if (call.params['archive_format'] !== 'zip') throw notFound();
  // Even what is public: downloading takes a token that may read actions.
  if (artifact.expired) throw refusal(410, 'Artifact has expired');
  const { port } = new URL(call.state.url);
  return { status: 302, headers: { location: `http://localhost:${port}${STORE}${artifact.id}` } };
};

const STORE = '/double-of-the-store/artifacts/';

/** The store behind the redirect; it refuses who sends it GitHub's token, as Azure's does. */
export function answerStore(
  state: State,
  target: string,
  authorization: string | undefined,
): Reply | undefined {
  if (!target.startsWith(STORE)) return undefined;
  const artifact = state.artifacts.find((one) => `${STORE}${one.id}` === target);
  if (authorization !== undefined || !artifact) return { status: 403, body: { message: 'Denied' } };
  return { status: 200, raw: { bytes: artifact.zip, type: 'application/zip' } };
}

function find(call: RepositoryCall): Artifact {
  const id = numberParam(call, 'artifact_id');
  const artifact = call.state.artifacts.find(
    (one) => one.id === id && one.repositoryId === call.repository.id,
  );
  if (!artifact) throw notFound();
  return artifact;
}

function payload(call: RepositoryCall, artifact: Artifact): Record<string, unknown> {
  const url = `${repositoryUrl(call.state, call.repository)}/actions/artifacts/${artifact.id}`;
  const { id } = call.repository;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: '2026-01-01T00:00:00Z',
    expires_at: '2026-04-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    workflow_run: {
      id: artifact.runId,
      repository_id: id,
      head_repository_id: id,
      head_branch: 'main',
      head_sha: artifact.headSha,
    },
  };
}
