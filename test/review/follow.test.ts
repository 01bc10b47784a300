import { describe, expect, it } from 'vitest';
import type { Thread } from '../../src/review/thread.ts';
import { changeOf, changedFile, deployment, judgeText, plan, threadOf } from '../judging.ts';

const OPEN = deployment('web');
const NEW = changedFile('web.yaml', undefined, OPEN);
const SKIPS = [{ file: 'big.yaml', reason: 'larger than 10 MiB' }];

/** The fingerprints of what is found in a file. */
function found(path: string, text: string): string[] {
  return judgeText(text, path).findings.map(({ fingerprint }) => fingerprint);
}

/** Threads that people resolved: they stand, and nothing is to be done about them. */
function settled(count: number): Thread[] {
  return Array.from({ length: count }, (_, index) =>
    threadOf([`settled-${index}`], { id: `S_${index}`, number: index, state: 'settled' }),
  );
}

describe('changes are asked for', () => {
  const requested = (reviews: { number: number; stands: boolean }[], threads: Thread[] = []) =>
    plan(changeOf([NEW], { reviews, threads }), { requestChanges: true }).requestsChanges;

  it('for the first failure, and not again while that request stands', () => {
    expect(requested([])).toBe(true);
    expect(requested([{ number: 1, stands: true }])).toBe(false);
    expect(
      requested([
        { number: 1, stands: false },
        { number: 2, stands: true },
      ]),
    ).toBe(false);
  });

  it('again after a person dismissed it, only with something new', () => {
    const dismissed = [{ number: 1, stands: false }];
    expect(requested(dismissed)).toBe(true);
    expect(requested(dismissed, [threadOf(found('web.yaml', OPEN))])).toBe(false);
  });
});

describe('a request for changes', () => {
  const reviews = [
    { number: 1, stands: false },
    { number: 2, stands: true },
  ];
  const dismissed = (threads: Thread[]): number[] =>
    plan(changeOf([], { skips: SKIPS, reviews, threads })).dismissals.map(({ number }) => number);

  it('is dismissed by a neutral check without open comments of this run', () => {
    expect(dismissed([])).toEqual([2]);
    expect(dismissed(settled(1))).toEqual([2]);
    expect(dismissed([threadOf(['gone'], { path: 'big.yaml', isOwn: false })])).toEqual([2]);
    expect(dismissed([threadOf(['gone'], { path: 'web.yaml' })])).toEqual([2]);
  });

  it('stands while a comment on what was not analyzed is open', () => {
    expect(dismissed([threadOf(['gone'], { path: 'big.yaml' })])).toEqual([]);
  });
});

describe('the room for comments', () => {
  const old = changedFile('old.yaml', deployment('old'), deployment('old'));
  const said = found('old.yaml', deployment('old'));
  const about = (number: number, fingerprints: readonly string[]): Thread =>
    threadOf(fingerprints, { id: `T_${number}`, number, path: 'old.yaml' });

  it('is what 30 standing comments leave', () => {
    const threads = [...settled(29), about(101, said)];
    expect(plan(changeOf([old, NEW], { threads })).comments).toEqual([]);
    expect(plan(changeOf([old, NEW], { threads: threads.slice(1) })).comments).toHaveLength(1);
  });

  it('is shared by the files', () => {
    const more = changedFile('b.yaml', undefined, deployment('b', 'tty: true', 'privileged: true'));
    expect(plan(changeOf([NEW, more], { threads: settled(29) })).comments).toHaveLength(1);
    expect(plan(changeOf([NEW, more], { threads: settled(28) })).comments).toHaveLength(2);
  });

  it('is not taken by threads that a run of ours closed', () => {
    const threads = [...settled(29), threadOf(['x'], { state: 'done' })];
    expect(plan(changeOf([NEW], { threads })).comments).toHaveLength(1);
  });

  it('grows by duplicates, which are deleted', () => {
    const threads = [...settled(28), about(101, said), about(102, said)];
    const review = plan(changeOf([old, NEW], { threads }));
    expect(review.duplicates.map(({ number }) => number)).toEqual([102]);
    expect(review.comments).toHaveLength(1);
  });

  it('grows by threads that are resolved', () => {
    const threads = [...settled(29), about(101, ['gone'])];
    const review = plan(changeOf([old, NEW], { threads }));
    expect(review.resolutions.map(({ thread }) => thread.number)).toEqual([101]);
    expect(review.comments).toHaveLength(1);
  });
});

describe('a thread whose findings are not found', () => {
  const thread = threadOf(['gone'], { path: 'a.yaml', body: '**`app` can run as root**' });
  const resolved = (...change: Parameters<typeof changeOf>): string[] =>
    plan(changeOf(...change)).resolutions.map(({ thread: { path } }) => path);

  it('is resolved where its file was read, or is known not to be changed', () => {
    expect(resolved([changedFile('a.yaml', undefined, 'a: 1\n')], { threads: [thread] })).toEqual([
      'a.yaml',
    ]);
    expect(resolved([NEW], { threads: [thread] })).toEqual(['a.yaml']);
  });

  it('stays open where its file could not be read', () => {
    const skips = [{ file: 'a.yaml', reason: 'larger than 10 MiB' }];
    expect(resolved([NEW], { threads: [thread], skips })).toEqual([]);
  });

  it('stays open where a document of its file was not analyzed', () => {
    const text = `${OPEN}---\n${deployment('web')}      {{- toYaml .Values.pod | nindent 6 }}\n`;
    const files = [changedFile('a.yaml', undefined, text)];
    expect(resolved(files, { threads: [thread] })).toEqual([]);
  });

  it('stays open where not all changed files were listed, and its file was not among them', () => {
    expect(resolved([NEW], { threads: [thread], isWhole: false })).toEqual([]);
    const files = [changedFile('a.yaml', undefined, 'a: 1\n')];
    expect(resolved(files, { threads: [thread], isWhole: false })).toEqual(['a.yaml']);
    expect(resolved([NEW, ...files], { threads: [thread], isWhole: false })).toEqual(['a.yaml']);
  });
});

describe('of comments that say the same', () => {
  const said = found('web.yaml', OPEN);
  const duplicates = (threads: Thread[]): number[] =>
    plan(changeOf([NEW], { threads })).duplicates.map(({ number }) => number);
  const numbered = (number: number, more: Partial<Thread> = {}): Thread =>
    threadOf(said, { id: `T_${number}`, number, ...more });

  it('the oldest stays, in whatever order they are listed', () => {
    expect(duplicates([numbered(1), numbered(2), numbered(10)])).toEqual([2, 10]);
    expect(duplicates([numbered(10), numbered(2), numbered(1)])).toEqual([2, 10]);
  });

  it('one that people answered, or that another run made, stays', () => {
    expect(duplicates([numbered(1), numbered(2, { hasReply: true })])).toEqual([]);
    expect(duplicates([numbered(1), numbered(2, { isOwn: false })])).toEqual([]);
  });

  it('one that says more than the older stays', () => {
    const part = threadOf(said.slice(0, 1), { id: 'T_0', number: 1 });
    expect(duplicates([numbered(2), part])).toEqual([]);
  });
});

describe('a thread whose findings are still there', () => {
  const [comment = expect.fail('no comment')] = plan(changeOf([NEW])).comments;
  const { line, startLine } = comment;
  const place = {
    subject: 'line',
    line,
    ...(startLine !== undefined && { startLine }),
  } as const;
  const updated = (more: Partial<Thread>, fingerprints = comment.fingerprints) => {
    const thread = threadOf(fingerprints, { path: 'web.yaml', place, body: comment.body, ...more });
    const { updates, comments } = plan(changeOf([NEW], { threads: [thread] }));
    return { bodies: updates.map(({ body }) => body), comments: comments.length };
  };

  it('stays as it is where it says what it should', () => {
    expect(updated({})).toEqual({ bodies: [], comments: 0 });
  });

  it('is brought up to date, but not where a person answered', () => {
    expect(updated({ body: 'old' })).toEqual({ bodies: [comment.body], comments: 0 });
    expect(updated({ body: 'old', hasReply: true })).toEqual({ bodies: [], comments: 0 });
  });

  it('has no suggestion where it stands on other lines: it would replace them', () => {
    const elsewhere = { bodies: [comment.fileBody], comments: 0 };
    expect(updated({ body: 'old', place: undefined })).toEqual(elsewhere);
    expect(updated({ body: 'old', place: { ...place, line: line + 1 } })).toEqual(elsewhere);
    expect(updated({ body: 'old', place: { subject: 'line', line, startLine: 1 } })).toEqual(
      elsewhere,
    );
    expect(updated({ body: 'old', place: { ...place, subject: 'file' } })).toEqual(elsewhere);
  });

  it('takes in what is new on its container, where it stands on the lines for both', () => {
    const [one = ''] = comment.fingerprints;
    expect(updated({ body: 'old' }, [one])).toEqual({ bodies: [comment.body], comments: 0 });
    const elsewhere = updated({ body: 'old', place: undefined }, [one]);
    expect(elsewhere.comments).toBe(1);
    expect(elsewhere.bodies).toHaveLength(1);
    expect(elsewhere.bodies[0]).not.toContain(comment.fingerprints[1]);
  });

  it('takes nothing in that another thread has taken in', () => {
    const [one = '', two = ''] = comment.fingerprints;
    const threads = [one, two].map((fingerprint, index) =>
      threadOf([fingerprint], { id: `T_${index}`, number: index, place, body: comment.body }),
    );
    const { updates, comments } = plan(changeOf([NEW], { threads }));
    expect(comments).toEqual([]);
    expect(
      updates.map(({ body }) => comment.fingerprints.filter((id) => body.includes(id))),
    ).toEqual([[one], [two]]);
  });

  it('leaves other containers to comments of their own', () => {
    const second = "        - { name: helper, image: 'example/helper:1' }\n";
    const both = changedFile('web.yaml', undefined, OPEN + second);
    const thread = threadOf(comment.fingerprints, { place, body: comment.body });
    const review = plan(changeOf([both], { threads: [thread] }));
    expect(review.comments).toHaveLength(1);
    expect(review.comments[0]?.body).toContain('`helper`');
  });

  it('says what was found once it is gone, struck out', () => {
    const thread = threadOf(['gone'], { path: 'a.yaml', body: '**Heading**\r\nMore.' });
    const { resolutions } = plan(changeOf([NEW], { threads: [thread] }));
    expect(resolutions[0]?.body).toMatch(
      /^Done: this is no longer found\.\n\n~~\*\*Heading\*\*~~\n\n<!-- podseal:/,
    );
  });
});
