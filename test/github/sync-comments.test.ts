import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { syncComments } from '../../src/github/sync-comments.ts';
import { REF, type Step, refusal, script, thread } from './script.ts';

const NOTHING = { updates: [], resolutions: [], duplicates: [], dismissals: [] };
const RESOLVE = 'resolveReviewThread';
const EDIT = '/pulls/comments/{comment_id}';
const HIDE = 'minimizeComment';

async function sync(changes: Partial<typeof NOTHING>, ...steps: Step[]) {
  const github = script(...steps);
  await syncComments(github.client, REF, { ...NOTHING, ...changes });
  github.end();
  return github.sent;
}

describe('a thread whose findings are gone', () => {
  const close = async (more: object, ...steps: Step[]) => {
    const resolutions = [{ thread: thread(1, more), body: 'Done.' }];
    return sync({ resolutions } as object, ...steps);
  };

  it('is resolved, and its comment stays as it is', async () => {
    const [sent] = await close({ canResolve: true }, [RESOLVE]);
    expect(sent?.['variables']).toEqual({ id: 'T_1' });
  });

  it('is told to be done and hidden where the token may not resolve it', async () => {
    const [edit, hide] = await close({}, [EDIT], [HIDE]);
    expect(edit).toEqual({ owner: 'shop', repo: 'manifests', comment_id: 1, body: 'Done.' });
    expect(hide?.['variables']).toEqual({ id: 'C_1' });
  });

  it('is so, too, where GitHub refuses to resolve it', async () => {
    const sent = await close({ canResolve: true }, [RESOLVE, refusal(403)], [EDIT], [HIDE]);
    expect(sent).toHaveLength(3);
  });

  it('is not hidden while its comment still claims the findings', async () => {
    expect(await close({}, [EDIT, refusal(403)])).toHaveLength(1);
  });

  it('keeps its comment where a person answered', async () => {
    expect(await close({ hasReply: true })).toEqual([]);
    const answered = { hasReply: true, canResolve: true };
    expect(await close(answered, [RESOLVE, refusal(403)])).toHaveLength(1);
  });
});

it('comments are edited, threads closed, duplicates deleted, and reviews dismissed, in this order', async () => {
  const changes = {
    updates: [{ thread: thread(1), body: 'New.' }],
    resolutions: [{ thread: thread(2, { canResolve: true }), body: 'Done.' }],
    duplicates: [thread(3)],
    dismissals: [{ number: 4, stands: true }],
  };
  const dismissal = '/reviews/{review_id}/dismissals';
  const sent = await sync(changes as object, [EDIT], [RESOLVE], [EDIT], [dismissal]);
  expect(sent[0]).toMatchObject({ comment_id: 1, body: 'New.' });
  expect(sent[2]).toEqual({ owner: 'shop', repo: 'manifests', comment_id: 3 });
  expect(sent[3]).toMatchObject({ pull_number: 7, review_id: 4, event: 'DISMISS' });
});

it('what GitHub refuses holds up nothing else', async () => {
  const duplicates = [thread(1), thread(2)];
  const dismissals = [{ number: 3, stands: true }];
  const steps: Step[] = [
    [EDIT, refusal(404)],
    [EDIT, refusal(502)],
    ['/dismissals', refusal(422)],
  ];
  expect(await sync({ duplicates, dismissals } as object, ...steps)).toHaveLength(3);
});

it('a limit that does not lift ends it', async () => {
  const limit = new UserError('The limit is reached.');
  const duplicates = [thread(1), thread(2)];
  await expect(sync({ duplicates } as object, [EDIT, limit])).rejects.toBe(limit);
});
