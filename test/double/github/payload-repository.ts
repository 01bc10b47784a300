import { nodeId, stableId, userPayload, WEB } from './payload-account.ts';
import type { Repository, State } from './state.ts';

/** What comes after the address of a repository in each of its `*_url` fields. */
const URL_SUFFIXES: Readonly<Record<string, string>> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** A repository as payloads need it; that of a fork is nowhere in the state. */
export type RepositoryLike = Pick<
  Repository,
  'id' | 'owner' | 'name' | 'private' | 'defaultBranch'
> & { fork: boolean };

/** The address of a repository in the API of the double. */
export function repositoryUrl(
  state: State,
  repository: Pick<Repository, 'owner' | 'name'>,
): string {
  return `${state.url}/repos/${repository.owner}/${repository.name}`;
}

/** The page of a repository. */
export function repositoryPage(repository: Pick<Repository, 'owner' | 'name'>): string {
  return `${WEB}/${repository.owner}/${repository.name}`;
}

/** The repository that the head branch of a forked pull request is in. */
export function forkOf(repository: Repository, owner: string): RepositoryLike {
  const id = stableId(`${owner}/${repository.name}`);
  return { ...repository, id, owner, fork: true };
}

/** The `repository` of the API. */
export function repositoryPayload(
  state: State,
  repository: RepositoryLike,
): Record<string, unknown> {
  const url = repositoryUrl(state, repository);
  const page = repositoryPage(repository);
  const urls = Object.entries(URL_SUFFIXES).map(([name, suffix]) => [name, `${url}${suffix}`]);
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: `${repository.owner}/${repository.name}`,
    private: repository.private,
    owner: userPayload(state, { login: repository.owner, type: 'Organization' }),
    html_url: page,
    description: null,
    fork: repository.fork,
    url,
    ...Object.fromEntries(urls),
    git_url: `${page.replace('https:', 'git:')}.git`,
    ssh_url: `git@github.com:${repository.owner}/${repository.name}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    ...COUNTS,
    ...FEATURES,
    visibility: repository.private ? 'private' : 'public',
    default_branch: repository.defaultBranch,
    pushed_at: '2026-01-01T00:00:00Z',
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  };
}

const COUNTS = {
  forks: 0,
  forks_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
};

const FEATURES = {
  archived: false,
  disabled: false,
  has_discussions: false,
  has_downloads: true,
  has_issues: true,
  has_pages: false,
  has_projects: true,
  has_wiki: true,
};
