import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/review/change.ts';
import { wantedBuilds } from '../../src/review/change-builds.ts';
import type { BuildReader } from '../../src/review/reviewed-builds.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { withBuilds } from '../../src/run/with-builds.ts';
import {
  HARDENED,
  applySuggestion,
  changeOf,
  changedFile,
  deployment,
  plan,
  threadOf,
} from '../judging.ts';

/** The files of a repository at the base and at the head of a change. */
interface Sides {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
}

const SKAFFOLD = 'build: {artifacts: [{image: example/app, context: src/app}]}\n';
const OPEN = deployment('web').replace('example/app:1', 'example/app');
const SHUT = deployment('web', ...HARDENED).replace('example/app:1', 'example/app');
const ROOT = 'FROM node:22\nWORKDIR /app\nCMD ["node", "a.js"]\n';
const USER = 'FROM node:22\nWORKDIR /app\nUSER 1000\nCMD ["node", "a.js"]\n';

/** A change with what is read of its builds, and how often that took a request. */
async function read({ base, head }: Sides, more: Partial<Change> = {}) {
  const touched = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter(
    (path) => base[path] !== head[path],
  );
  const files = touched
    .filter((path) => path.endsWith('.yaml') && head[path] !== undefined)
    .map((path) => changedFile(path, base[path], head[path] ?? ''));
  const asked: string[] = [];
  const textsIn =
    (name: string, side: Sides['base']): BuildReader['read'] =>
    async (paths) => {
      asked.push(`${name} ${paths.join(' ')}`);
      return new Map(
        paths.flatMap((path) => (side[path] === undefined ? [] : [[path, side[path]]])),
      );
    };
  const reader: BuildReader = {
    list: async () => {
      asked.push('tree');
      return Object.keys(head);
    },
    read: textsIn('head', head),
    readBefore: textsIn('base', base),
  };
  const change = changeOf(files, { touched, ...more });
  return { change: await withBuilds(change, reader, async (one) => wantedBuilds(one)), asked };
}

async function review(sides: Sides, more: Partial<Change> = {}): Promise<ReviewPlan> {
  return plan((await read(sides, more)).change);
}

function told({ findings }: ReviewPlan): string[] {
  return findings
    .filter(({ introduced }) => introduced)
    .map(({ finding }) => `${finding.file}:${finding.line} ${finding.severity} ${finding.message}`);
}

const REPOSITORY = { 'skaffold.yaml': SKAFFOLD, 'src/app/Dockerfile': ROOT };

describe('the builds of a change', () => {
  it('are not read where every image is known, or nothing is left open', async () => {
    const known = { 'web.yaml': OPEN.replace('example/app', 'nginx:1.29') };
    expect(
      (await read({ base: {}, head: { ...REPOSITORY, ...known } }, { touched: [] })).asked,
    ).toEqual([]);
    const shut = { base: REPOSITORY, head: { ...REPOSITORY, 'web.yaml': SHUT } };
    expect((await read(shut)).asked).toEqual([]);
    const other = { base: REPOSITORY, head: { ...REPOSITORY, 'README.md': 'x' } };
    expect((await read(other)).asked).toEqual([]);
  });

  it('are read in a step for each kind of file', async () => {
    const script = { 'src/app/entrypoint.sh': 'exec "$@"\n' };
    const dockerfile = 'FROM alpine\nCOPY entrypoint.sh /\nENTRYPOINT ["/entrypoint.sh"]\n';
    const base = { ...REPOSITORY, ...script, 'src/app/Dockerfile': dockerfile };
    expect((await read({ base, head: { ...base, 'web.yaml': OPEN } })).asked).toEqual([
      'tree',
      'head skaffold.yaml',
      'head src/app/Dockerfile',
      'head src/app/entrypoint.sh',
    ]);
    // A repository without Dockerfiles is looked through once.
    expect((await read({ base: {}, head: { 'web.yaml': OPEN } })).asked).toEqual(['tree']);
  });
});

describe('a manifest of an image that its repository builds', () => {
  it('is told what the Dockerfile says, and both get the user', async () => {
    const { comments } = await review({
      base: REPOSITORY,
      head: { ...REPOSITORY, 'web.yaml': OPEN },
    });
    const [comment] = comments;
    expect(comment?.body).toContain(
      'It is built from `src/app/Dockerfile`, which sets no `USER`, so it runs as root. Its base works as ' +
        'user 1000: set `USER 1000` there as well.',
    );
    expect(comment?.suggestion).toContain('runAsUser: 1000');
    expect(comment?.body).toContain('+++ b/src/app/Dockerfile');
    expect(comment?.body).toContain('+USER 1000');
    expect(comment?.body).not.toContain('Nothing is known of');
  });

  it('is milder where the Dockerfile has a user, and the change does not vouch for itself', async () => {
    const base = { ...REPOSITORY, 'src/app/Dockerfile': USER };
    const known = await review({ base, head: { ...base, 'web.yaml': OPEN } });
    expect(told(known)[1]).toContain('warning runs as user 1000 of the image');
    const own = await review({ base: REPOSITORY, head: { ...base, 'web.yaml': OPEN } });
    expect(told(own).find((one) => one.includes('root'))).toContain('error');
  });

  it('introduces nothing where it only moves', async () => {
    const base = { ...REPOSITORY, 'web.yaml': OPEN };
    expect(
      told(
        await review(
          { base, head: { ...REPOSITORY, 'new.yaml': OPEN } },
          {
            removed: [{ path: 'web.yaml', text: OPEN }],
          },
        ),
      ),
    ).toEqual([]);
  });
});

describe('a change of a Dockerfile alone', () => {
  const base = { 'skaffold.yaml': SKAFFOLD, 'k8s/web.yaml': OPEN, 'src/app/Dockerfile': USER };

  it('that removes the user is told so at its line, with the suggestion', async () => {
    const sides = { base, head: { ...base, 'src/app/Dockerfile': ROOT } };
    const { comments, findings, conclusion } = await review(sides);
    expect(comments).toHaveLength(1);
    const [comment] = comments;
    expect(comment).toMatchObject({ path: 'src/app/Dockerfile', subject: 'line', line: 3 });
    expect(comment?.body).toContain('**`app` runs as root** in Deployment `web` (`k8s/web.yaml`)');
    expect(comment && applySuggestion(ROOT, comment)).toBe(USER);
    expect(told({ findings } as ReviewPlan)).toEqual([
      'src/app/Dockerfile:1 error `app` in `k8s/web.yaml`: this Dockerfile sets no `USER`, so that the ' +
        'container runs as root',
    ]);
    expect(conclusion).toBe('failure');
  });

  it('that sets root, or changes to a base that runs as root, is told so', async () => {
    for (const text of [`${USER}USER root\n`, 'FROM gcr.io/distroless/static\nCMD ["/a"]\n']) {
      const reviewed = await review({ base, head: { ...base, 'src/app/Dockerfile': text } });
      expect(told(reviewed)[0]).toContain('so that the container runs as root');
    }
  });

  it('is told nothing where nobody uses it, where it was so, or where the manifest says the user', async () => {
    const head = { ...base, 'src/app/Dockerfile': ROOT };
    const unused = { 'k8s/web.yaml': OPEN.replace('example/app', 'example/other') };
    expect(
      told(await review({ base: { ...base, ...unused }, head: { ...head, ...unused } })),
    ).toEqual([]);
    const was = { ...base, 'src/app/Dockerfile': ROOT };
    expect(
      told(await review({ base: was, head: { ...was, 'src/app/Dockerfile': `${ROOT}#\n` } })),
    ).toEqual([]);
    const set = {
      'k8s/web.yaml': deployment(
        'web',
        'securityContext: { runAsNonRoot: true, runAsUser: 7 }',
      ).replace('example/app:1', 'example/app'),
    };
    expect(told(await review({ base: { ...base, ...set }, head: { ...head, ...set } }))).toEqual(
      [],
    );
  });

  it('after which the image does not start any more is told so', async () => {
    const manifest = {
      'k8s/web.yaml': deployment('web', 'securityContext: { runAsNonRoot: true }').replace(
        'example/app:1',
        'example/app',
      ),
    };
    const sides = {
      base: { ...base, ...manifest },
      head: { ...base, ...manifest, 'src/app/Dockerfile': USER.replace('1000', 'node') },
    };
    expect(told(await review(sides))).toEqual([
      'src/app/Dockerfile:3 error `app` in `k8s/web.yaml`: `node` is a name, and the kubelet starts no such ' +
        'image with `runAsNonRoot: true`: set `USER` to a number other than 0',
    ]);
  });

  it('keeps its comment while it is so, and closes it after', async () => {
    const sides = { base, head: { ...base, 'src/app/Dockerfile': ROOT } };
    const [finding] = (await review(sides)).findings;
    const threads = [
      threadOf([finding?.finding.fingerprint ?? ''], { path: 'src/app/Dockerfile' }),
    ];
    const again = await review(sides, { threads });
    expect([again.comments, again.resolutions]).toEqual([[], []]);
    const fixed = await review(
      { base, head: { ...base, 'src/app/Dockerfile': `${USER}#\n` } },
      { threads },
    );
    expect(fixed.resolutions).toHaveLength(1);
  });
});
