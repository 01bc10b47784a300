import { commitFiles, isFile } from '../commit-files.ts';
import { checkContentCreation } from '../limits.ts';
import { stableId } from '../payload-account.ts';
import { moveBranch } from '../branches.ts';
import { resolveRef } from '../refs.ts';
import { gitDirOf, type PullRequest, type Repository } from '../state.ts';
import { gitObject } from './blob.ts';
import type { Context, Fields } from './context.ts';
import { problem } from './problem.ts';
import { needs, refusalFor } from './rights.ts';
import { ref, repositoryNamed } from './repository.ts';

interface CreateCommit {
  clientMutationId?: string | null;
  branch: {
    id?: string | null;
    repositoryNameWithOwner?: string | null;
    branchName?: string | null;
  };
  expectedHeadOid: string;
  message: { headline: string; body?: string | null };
  fileChanges?: {
    additions?: readonly { path: string; contents: string }[] | null;
    deletions?: readonly { path: string }[] | null;
  } | null;
}

const NAME = 'createCommitOnBranch';

interface Branch {
  repository: Repository;
  name: string;
  /** The pull request whose head it is, when it is in a fork. */
  fork: PullRequest | undefined;
}

/** The mutation, as its description in the schema has it; nothing is done unless all can be. */
export async function createCommitOnBranch(context: Context, input: CreateCommit): Promise<Fields> {
  const { state, token } = context;
  const branch = findBranch(context, input.branch);
  const { repository, name, fork } = branch;
  if (!fork) needs(context, repository, ['contents'], 'write', NAME);
  const head = fork?.head ?? resolveRef(state, repository, `refs/heads/${name}`);
  // The words are not verified.
  if (head === undefined) throw problem('NOT_FOUND', `No branch named \`${name}\` was found.`);
  if (head !== input.expectedHeadOid) throw stale(input.expectedHeadOid);
  checkContentCreation(state, 'Commit');
  const files = checkFiles(context, gitDirOf(repository), head, input);
  const { headline, body } = input.message;
  const sha = commitFiles(gitDirOf(repository), {
    ...files,
    parent: head,
    message: body ? `${headline}\n\n${body}` : headline,
    author: {
      name: token.login,
      email: `${stableId(token.login)}+${token.login}@users.noreply.github.com`,
    },
    keepModes: state.options.commitKeepsModes ?? true,
  });
  await moveBranch(state, repository, name, sha, fork);
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: await gitObject(state, repository, { oid: sha }),
    ref: fork ? null : () => ref(context, repository, name),
  };
}

/** planetscale/ghcommit#153: two spaces. */
function stale(expected: string): Error {
  const text = `Expected branch to point to "${expected}" but it did not.  Pull and try again.`;
  return problem('STALE_DATA', text);
}

function findBranch(context: Context, branch: CreateCommit['branch']): Branch {
  const { id = null, repositoryNameWithOwner: fullName = null, branchName = null } = branch;
  if (id !== null && fullName === null && branchName === null) return branchOfId(context, id);
  if (id !== null || fullName === null || branchName === null) {
    // The description: either the id, or the repository and the name. The words are not verified.
    throw problem('UNPROCESSABLE', 'Specify either an id, or a repository and a branch name.');
  }
  const [owner = '', repo = ''] = fullName.split('/');
  const name = branchName.replace(/^refs\/heads\//, '');
  const fork = context.state.pulls.find(
    (pull) =>
      pull.fork &&
      pull.headRef === name &&
      `${pull.author.login}/${pull.repository.name}`.toLowerCase() === fullName.toLowerCase(),
  );
  if (!fork) return { repository: repositoryNamed(context, owner, repo), name, fork };
  // No App is installed on the fork (ad-m/github-push-action#40, melink14/rikaikun#1201). People
  // may who own it, or maintain the base and are let in.
  const { token } = context;
  const maintains = fork.maintainerCanModify && token.permissions.contents === 'write';
  const mine = token.login === fork.author.login;
  if (token.type === 'installation' || !(mine || maintains)) throw refusalFor(token, NAME);
  return { repository: fork.repository, name, fork };
}

function branchOfId(context: Context, id: string): Branch {
  const [kind, number, ...name] = Buffer.from(id, 'base64').toString().split(':');
  const repository = context.state.repositories.find((one) => String(one.id) === number);
  if (kind === 'Ref' && repository) return { repository, name: name.join(':'), fork: undefined };
  throw problem('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

interface Files {
  additions: { path: string; contents: Buffer }[];
  deletions: string[];
}

/** What the description of FileChanges says; the words of the refusals are not verified. */
function checkFiles(
  { token }: Context,
  gitDir: string,
  head: string,
  { fileChanges }: CreateCommit,
): Files {
  const additions = (fileChanges?.additions ?? []).map(({ path, contents }) => ({
    path,
    contents: Buffer.from(contents, 'base64'),
  }));
  const deletions = (fileChanges?.deletions ?? []).map(({ path }) => path);
  const paths = [...additions.map(({ path }) => path), ...deletions];
  const refuse = (text: string): never => {
    throw problem('UNPROCESSABLE', text);
  };
  if (new Set(paths).size < paths.length) refuse('A path may appear only once in `fileChanges`.');
  for (const path of paths) {
    if (/^\/|\/$|\/\/|(^|\/)(\.\.?|\.git)(\/|$)|^$/.test(path)) refuse(`Invalid path "${path}"`);
    // https://docs.github.com/en/apps/creating-github-apps (the permission "workflows")
    if (token.type === 'installation' && path.startsWith('.github/workflows/')) {
      throw refusalFor(token, NAME);
    }
  }
  for (const path of deletions) {
    if (!isFile(gitDir, head, path)) {
      refuse(`A path was requested for deletion which does not exist as of commit oid \`${head}\``);
    }
  }
  return { additions, deletions };
}
