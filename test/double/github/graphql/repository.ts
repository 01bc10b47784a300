import { reaches } from '../access.ts';
import { nodeId } from '../payload-account.ts';
import { repositoryPage } from '../payload-repository.ts';
import { resolveRef } from '../refs.ts';
import { findRepository, type Repository } from '../state.ts';
import { gitObject } from './blob.ts';
import type { Context, Fields } from './context.ts';
import { problem } from './problem.ts';
import { pullFields } from './pull.ts';
import { needs } from './rights.ts';

/** The repository a query names; one that the token may not see doesn't exist. */
export function repositoryNamed(context: Context, owner: string, name: string): Repository {
  const repository = findRepository(context.state, owner, name);
  const { token } = context;
  const blind =
    repository?.private &&
    (Object.keys(token.permissions).length === 0 || !reaches(token, repository));
  if (repository && !blind) return repository;
  const text = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
  throw problem('NOT_FOUND', text);
}

/** Repository */
export function repositoryFields(context: Context, repository: Repository): Fields {
  const url = repositoryPage(repository);
  return {
    __typename: 'Repository',
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: `${repository.owner}/${repository.name}`,
    isPrivate: repository.private,
    url,
    resourcePath: new URL(url).pathname,
    defaultBranchRef: () => ref(context, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      ref(context, repository, qualifiedName.replace(/^refs\/heads\//, '')),
    object: (wanted: { expression?: string | null; oid?: string | null }) => {
      needs(context, repository, ['contents'], 'read');
      return gitObject(context.state, repository, wanted);
    },
    pullRequest: ({ number }: { number: number }) => {
      needs(context, repository, ['pull_requests'], 'read');
      const pull = context.state.pulls.find(
        (one) => one.number === number && one.repository === repository,
      );
      if (pull) return pullFields(context, pull);
      const text = `Could not resolve to a PullRequest with the number of ${number}.`;
      throw problem('NOT_FOUND', text);
    },
  };
}

/** Ref, of a branch. */
export function ref(context: Context, repository: Repository, name: string): Fields | null {
  needs(context, repository, ['contents'], 'read');
  const commit = resolveRef(context.state, repository, `refs/heads/${name}`);
  if (commit === undefined) return null;
  return {
    __typename: 'Ref',
    // The id of a branch is its name here, for there is nothing else to know it by.
    id: Buffer.from(`Ref:${repository.id}:${name}`).toString('base64'),
    name,
    prefix: 'refs/heads/',
    target: () => gitObject(context.state, repository, { oid: commit }),
  };
}
