import { expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, numbered, type World } from './fixture.ts';

interface Place {
  line: number;
  start_line?: number;
  path?: string;
  side?: string;
}

/** A pull request that adds `a.txt`, and suggestions for lines of it. */
async function suggested(
  text: string,
  suggestions: readonly [Place, string][],
  review: object = { event: 'COMMENT' },
): Promise<World> {
  const world = await makeWorld([{ keep: '' }, { 'a.txt': text, 'b.txt': 'b\n' }]);
  const comments = suggestions.map(([place, body]) => ({ path: 'a.txt', ...place, body }));
  const { status } = await world.ask('POST', 'pulls/7/reviews', { body: { ...review, comments } });
  expect(status).toBe(200);
  return world;
}

const block = (...lines: string[]): string => ['```suggestion', ...lines, '```'].join('\n');

async function apply(text: string, suggestions: readonly [Place, string][]): Promise<unknown> {
  const world = await suggested(text, suggestions);
  return Object.fromEntries(await world.github.applySuggestions(7));
}

test.each<[string, string, [Place, string][], string]>([
  ['a line', '1\n2\n3\n', [[{ line: 2 }, block('two')]], '1\ntwo\n3\n'],
  ['a range', '1\n2\n3\n', [[{ start_line: 1, line: 2 }, block('x')]], 'x\n3\n'],
  ['one line by many', '1\n2\n', [[{ line: 1 }, block('a', '', 'b')]], 'a\n\nb\n2\n'],
  ['nothing', '1\n2\n3\n', [[{ line: 2 }, block()]], '1\n3\n'],
  ['the last line, not its end', '1\n2', [[{ line: 2 }, block('two')]], '1\ntwo'],
  ['the last of a file with an end', '1\n2\n', [[{ line: 2 }, block('two')]], '1\ntwo\n'],
  [
    'several at once, in any order',
    numbered(9),
    [
      [{ line: 9 }, block('nine')],
      [{ line: 1 }, block('one', 'and a half')],
      [{ start_line: 4, line: 6 }, block()],
    ],
    'one\nand a half\n2\n3\n7\n8\nnine\n',
  ],
])('replaces %s', async (_, text, suggestions, result) => {
  expect(await apply(text, suggestions)).toEqual({ 'a.txt': result });
});

test.each<[string, string, [Place, string][], string]>([
  [
    'that changes nothing',
    '1\n2\n',
    [[{ line: 2 }, block('2')]],
    'This suggestion is invalid because no changes were made to the code.',
  ],
  [
    'that changes nothing but the end of a line',
    '1\r\n2\r\n',
    [[{ line: 2 }, block('2')]],
    'This suggestion is invalid because no changes were made to the code.',
  ],
  [
    'that overlaps another',
    '1\n2\n3\n',
    [
      [{ start_line: 1, line: 2 }, block('a')],
      [{ start_line: 2, line: 3 }, block('b')],
    ],
    'Only one suggestion per line can be applied in a batch.',
  ],
])('refuses one %s', async (_, text, suggestions, words) => {
  const world = await suggested(text, suggestions);
  await expect(world.github.applySuggestions(7)).rejects.toThrow(words);
});

test('applies the ones that are named', async () => {
  const world = await suggested('1\n2\n3\n', [
    [{ line: 1 }, block('one')],
    [{ line: 2 }, block('two')],
    [{ line: 1, path: 'b.txt' }, block('bee')],
  ]);
  const [first, , third] = world.github.comments(7).map((comment) => comment.id);
  const applied = await world.github.applySuggestions(7, [first ?? 0, third ?? 0]);
  expect([...applied]).toEqual([
    ['a.txt', 'one\n2\n3\n'],
    ['b.txt', 'bee\n'],
  ]);
  await expect(world.github.applySuggestions(7, [1])).rejects.toThrow('no comment 1');
});

test('passes over comments without a suggestion, unless they are named', async () => {
  const world = await suggested('1\n', [[{ line: 1 }, 'Just text']]);
  expect([...(await world.github.applySuggestions(7))]).toEqual([]);
  const [comment] = world.github.comments(7);
  expect(comment?.suggestion).toBeNull();
  await expect(world.github.applySuggestions(7, [comment?.id ?? 0])).rejects.toThrow(
    'has no suggestion',
  );
});

test('passes over outdated ones, unless they are named', async () => {
  const world = await suggested('1\n2\n', [
    [{ line: 1 }, block('one')],
    [{ line: 2 }, block('two')],
  ]);
  await world.github.setHead(7, commit(world.gitDir, { 'a.txt': 'first\n2\n' }));
  expect([...(await world.github.applySuggestions(7))]).toEqual([['a.txt', 'first\ntwo\n']]);
  const [outdated] = world.github.comments(7);
  expect(outdated?.suggestion).toEqual(['one']);
  await expect(world.github.applySuggestions(7, [outdated?.id ?? 0])).rejects.toThrow(
    'Outdated suggestions cannot be applied.',
  );
});

test('passes over those of a pending review, unless they are named', async () => {
  const world = await suggested('1\n', [[{ line: 1 }, block('one')]], {});
  expect([...(await world.github.applySuggestions(7))]).toEqual([]);
  const [comment] = world.github.comments(7);
  await expect(world.github.applySuggestions(7, [comment?.id ?? 0])).rejects.toThrow(
    'Suggestions cannot be applied from pending reviews.',
  );
});

test('refuses those on removed lines', async () => {
  const world = await makeWorld();
  const comments = [{ path: 'gone.txt', line: 1, side: 'LEFT', body: block('x') }];
  await world.ask('POST', 'pulls/7/reviews', { body: { event: 'COMMENT', comments } });
  await expect(world.github.applySuggestions(7)).rejects.toThrow(
    'Applying suggestions on deleted lines is not supported.',
  );
});

test('refuses those on whole files', async () => {
  const world = await makeWorld();
  const body = { body: block('x'), path: 'new.txt', subject_type: 'file' };
  await world.ask('POST', 'pulls/7/comments', { body: { ...body, commit_id: world.commits[1] } });
  await expect(world.github.applySuggestions(7)).rejects.toThrow('cannot be applied right now');
});
