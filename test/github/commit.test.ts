import { expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { MOVED, commitTexts } from '../../src/github/commit.ts';
import { GraphQlError } from '../../src/github/github-errors.ts';
import type { HeadBranch } from '../../src/github/head-branch.ts';
import { LOST, type Step, refusal, run } from './script.ts';

const HEAD: HeadBranch = {
  ...{ owner: 'shop', repo: 'manifests', branch: 'topic', sha: 'head', closed: undefined },
};
const MESSAGE = { headline: 'Fix', body: 'Asked for by ann in https://x' };
const modes = (entries: Readonly<Record<string, number>>) => ({
  repository: {
    f0: { entries: Object.entries(entries).map(([name, mode]) => ({ name, mode })) },
  },
});
const PLAIN = 0o100644;
const commit = async (paths: readonly string[], ...steps: Step[]) => {
  const texts = paths.map((path) => ({ path, text: 'new\n' }));
  return run(async (client) => commitTexts(client, HEAD, texts, () => MESSAGE), ...steps);
};
const made = { createCommitOnBranch: { commit: { oid: 'made' } } };
const history = (...messages: string[]) => {
  const nodes = messages.map((text, index) => ({ oid: `c${index}`, message: text }));
  return { repository: { ref: { target: { history: { nodes } } } } };
};
const ours = `Fix\n\n${MESSAGE.body}\n`;

it('a commit is made on top of the commit that they were made from', async () => {
  const { result, sent } = await commit(
    ['a.yaml'],
    ['entries', modes({ 'a.yaml': PLAIN })],
    ['createCommitOnBranch', made],
  );
  expect(result).toEqual({ sha: 'made', keptOut: [] });
  expect(sent[1]?.['variables']).toEqual({
    input: {
      branch: { repositoryNameWithOwner: 'shop/manifests', branchName: 'topic' },
      ...{ expectedHeadOid: 'head', message: MESSAGE },
      fileChanges: { additions: [{ path: 'a.yaml', contents: 'bmV3Cg==' }] },
    },
  });
});

it('a commit leaves out what is not a plain file, or is not there', async () => {
  const files = { 'run.yaml': 0o100755, 'link.yaml': 0o120000, 'inner.yaml': 0o160000 };
  const { result } = await commit([...Object.keys(files), 'gone.yaml'], ['entries', modes(files)]);
  expect(result).toMatchObject({ refused: 'Nothing could be committed.' });
  expect(result.keptOut.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    'run.yaml: it is executable, which a commit over the API may undo',
    'link.yaml: it is a symbolic link or a submodule',
    'inner.yaml: it is a symbolic link or a submodule',
    'gone.yaml: it is a symbolic link or a submodule',
  ]);
});

it('a commit changes no workflow', async () => {
  const { result } = await commit(
    ['.github/workflows/a.yaml'],
    ['entries', modes({ 'a.yaml': PLAIN })],
  );
  expect(result.keptOut[0]?.reason).toBe('no command in a comment changes workflows');
});

it('a commit is told apart from none where the answer got lost', async () => {
  const steps: Step[] = [
    ['entries', modes({ 'a.yaml': PLAIN })],
    ['createCommitOnBranch', LOST],
  ];
  const there = await commit(['a.yaml'], ...steps, ['history', history('Other', ours, ours)]);
  expect(there.result).toEqual({ sha: 'c1', keptOut: [] });
  const none = await commit(['a.yaml'], ...steps, ['history', history('Other')]);
  expect(none.result).toMatchObject({
    unknown: expect.stringContaining('did not say') as string,
  });
  const blind = await commit(['a.yaml'], ...steps, ['history', LOST]);
  expect(blind.result).toMatchObject({ unknown: expect.anything() as string });
});

const entries: Step = ['entries', modes({ 'a.yaml': PLAIN })];
const stale = new GraphQlError([{ type: 'STALE_DATA', message: 'Expected branch' }], {});
const unprocessable = (message: string): GraphQlError =>
  new GraphQlError([{ type: 'UNPROCESSABLE', message }], {});

it('a commit on a branch that moved is ours, or is not made', async () => {
  const moved: Step[] = [entries, ['createCommitOnBranch', stale]];
  const own = await commit(['a.yaml'], ...moved, ['history', history(ours)]);
  expect(own.result).toEqual({ sha: 'c0', keptOut: [] });
  const other = await commit(['a.yaml'], ...moved, ['history', history('Other')]);
  expect(other.result).toEqual({ refused: MOVED, keptOut: [] });
  const blind = await commit(['a.yaml'], ...moved, ['history', LOST]);
  expect(blind.result).toEqual({ refused: MOVED, keptOut: [] });
  const limit = commit(['a.yaml'], ...moved, ['history', refusal(403)]);
  await expect(limit).rejects.toMatchObject({ status: 403 });
});

it('a commit that GitHub neither makes nor refuses is looked for', async () => {
  const silent: Step[] = [entries, ['createCommitOnBranch', { createCommitOnBranch: null }]];
  const none = await commit(['a.yaml'], ...silent, ['history', history()]);
  expect(none.result).toMatchObject({ refused: 'GitHub made no commit, and did not say why.' });
  const gone = { repository: { ref: null } };
  const branch = await commit(['a.yaml'], ...silent, ['history', gone]);
  expect(branch.result).toMatchObject({ refused: expect.anything() as string });
});

it.each<[string, Error, string]>([
  ['a rule', unprocessable('Protected branch'), 'The rules of the branch `topic` do not let'],
  ['a reason', unprocessable('Odd'), 'GitHub refused the commit: `Odd`'],
  ['access', unprocessable('Resource not accessible by integration'), 'may not commit'],
])('a commit that GitHub refuses for %s is quoted', async (_, error, words) => {
  const steps: Step[] = [entries, ['createCommitOnBranch', error], ['history', history('Other')]];
  const { result } = await commit(['a.yaml'], ...steps);
  expect(result).toMatchObject({ refused: expect.stringContaining(words) as string });
});

it('a commit that is too large is not sent, or told so', async () => {
  const told = await commit(['a.yaml'], entries, ['createCommitOnBranch', refusal(413)]);
  expect(told.result).toMatchObject({
    refused: expect.stringContaining('larger than') as string,
  });
  const text = 'x'.repeat(12 * 1024 * 1024);
  const large = (more: string) => [
    { path: 'a.yaml', text },
    { path: 'b.yaml', text: text + more },
  ];
  const both: Step = ['entries', modes({ 'a.yaml': PLAIN, 'b.yaml': PLAIN })];
  const of = async (more: string, ...steps: Step[]) =>
    run(async (client) => commitTexts(client, HEAD, large(more), () => MESSAGE), both, ...steps);
  expect((await of('y')).result).toMatchObject({
    refused: expect.stringContaining('larger than') as string,
  });
  expect((await of('', ['createCommitOnBranch', made])).result).toMatchObject({ sha: 'made' });
});

it('a commit of a limit that does not lift is thrown', async () => {
  const limit = new UserError('The limit is reached.');
  const task = commit(['a.yaml'], entries, ['createCommitOnBranch', limit]);
  await expect(task).rejects.toBe(limit);
});

it('a commit knows the modes of files in folders', async () => {
  const { result, sent } = await commit(
    ['k8s/a.yaml'],
    ['entries', modes({ 'a.yaml': PLAIN })],
    ['createCommitOnBranch', made],
  );
  expect(result).toMatchObject({ sha: 'made' });
  expect(sent[0]?.['variables']).toMatchObject({ f0: 'head:k8s' });
  const none = await commit(['k8s/a.yaml'], ['entries', { repository: { f0: null } }]);
  expect(none.result).toMatchObject({ refused: 'Nothing could be committed.' });
});

it('a commit that GitHub refuses is not looked for', async () => {
  const refused = await commit(
    ['a.yaml'],
    ['entries', modes({ 'a.yaml': PLAIN })],
    ['createCommitOnBranch', refusal(403)],
  );
  expect(refused.result).toMatchObject({
    refused: expect.stringContaining('may not commit') as string,
  });
});
