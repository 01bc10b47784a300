import { describe, expect, it } from 'vitest';
import { builtBy, builtOf } from './repository.ts';

function writesOf(lines: readonly string[]) {
  const built = builtBy(lines);
  const isWhole = built?.facts.readOnlyRoot !== undefined;
  return { isWhole, caveats: built?.caveats };
}

describe('a base that the repository builds as well', () => {
  const compose = (...names: readonly string[]): string =>
    `services:\n${names.map((name) => `  ${name}: {image: "acme/${name}", build: ${name}}\n`).join('')}`;
  const BASE =
    'FROM alpine:3.22\nRUN adduser -D -u 4000 web && install -d -o web /data\nCOPY start.sh /\nUSER web\nENTRYPOINT ["/start.sh"]\n';

  function built(files: Record<string, string>, image = 'acme/shop') {
    const names = Object.keys(files).map((path) => path.replace(/\/.*$/, ''));
    return builtOf({ 'compose.yaml': compose(...new Set(names)), ...files }, image);
  }

  it('has its user, its folders and its start script', () => {
    const found = built({
      'base/Dockerfile': BASE,
      'base/start.sh': 'echo a > /run/a.pid\n',
      'shop/Dockerfile': 'FROM acme/base\nCOPY . /app\n',
    });
    expect(found).toMatchObject({
      facts: { user: { declared: 'name', name: 'web', uid: 4000 } },
      says: 'sets no `USER`, and keeps `USER web` of its base, by `base/Dockerfile`',
      userLine: 1,
      baseCaveats: [],
      sources: ['shop/Dockerfile', 'base/Dockerfile', 'base/start.sh'],
    });
    const paths = found?.facts.writes?.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(['/data', '/run', '/home/web']));
    expect(found?.userEdit?.text).toBe('USER 4000');
  });

  it('is followed through its own base, and a user that it sets counts', () => {
    const files = {
      'one/Dockerfile': 'FROM alpine:3.22\nUSER 4001\n',
      'two/Dockerfile': 'ARG BASE=acme/one\nFROM ${BASE}\nENV A=b\n',
      'shop/Dockerfile': 'FROM acme/two\n',
    };
    expect(built(files)?.facts.user).toEqual({ declared: 'numeric', uid: 4001 });
    const own = { ...files, 'shop/Dockerfile': 'FROM acme/two\nUSER 4002\n' };
    expect(built(own)).toMatchObject({ facts: { user: { uid: 4002 } }, says: 'sets `USER 4002`' });
  });

  it('has the platform in its name that most build for', () => {
    const files = {
      'base/Dockerfile': 'FROM alpine:3.22\nUSER 4001\n',
      'shop/Dockerfile': 'ARG TARGETARCH\nFROM acme/base:dev-$TARGETARCH\n',
    };
    expect(built(files)?.facts.user).toEqual({ declared: 'numeric', uid: 4001 });
  });

  it('makes no user that is known to be for the program of another image', () => {
    const base = BASE.replace('USER web\n', '');
    const found = built({
      'base/Dockerfile': base,
      'shop/Dockerfile': 'FROM acme/base\nCMD ["/a"]\n',
    });
    expect(found).toMatchObject({ facts: { user: { declared: 'root' } }, userEdit: undefined });
    expect(found?.facts.nonRoot).toBeUndefined();
  });

  it('is uncertain where its name alone tells, or its tag has a number', () => {
    const shop = { 'base/Dockerfile': 'FROM alpine:3.22\nUSER 4000\n' };
    expect(built({ ...shop, 'shop/Dockerfile': 'FROM acme/base:1.2\n' })?.baseCaveats).toEqual([
      '`base/Dockerfile` is as it is now, and the base `acme/base:1.2` may be older',
    ]);
    expect(built({ ...shop, 'shop/Dockerfile': 'FROM other/base\n' })?.baseCaveats).toEqual([
      'only the name tells that its base `other/base` is built from `base/Dockerfile`',
    ]);
  });

  it.each(['FROM acme/shop\n', 'FROM acme/base\n', 'FROM acme/gone\n', 'FROM scratch\n'])(
    'comes to an end: %j',
    (text) => {
      const files = { 'base/Dockerfile': 'FROM acme/shop\n', 'scratch/Dockerfile': 'USER 1\n' };
      expect(built({ ...files, 'shop/Dockerfile': text })?.facts.user?.uid).toBeUndefined();
    },
  );
});

describe('what comes from other stages and images', () => {
  it.each<[string, string[], string[], string | undefined]>([
    ['keeps its owners', ['RUN chown -R 1000 /app'], ['/app', '/srv'], '`/srv`'],
    ['keeps those of a part', ['RUN chown -R 1000 /app/var'], ['/app', '/srv'], '`/srv/var`'],
    ['has no part that is another’s', ['RUN chown -R 1000 /var/x'], ['/app', '/srv'], undefined],
    ['of an archive may be anybody’s', ['RUN tar xf a'], ['/app', '/srv'], '`tar`'],
  ])('%s', (_, lines, [from = '', to = ''], told) => {
    const { isWhole, caveats } = writesOf([
      'FROM alpine AS build',
      ...lines,
      'FROM alpine',
      `COPY --from=build ${from} ${to}`,
      'COPY a /srv/var/a',
      'USER 1000',
    ]);
    expect(isWhole).toBe(told === undefined);
    expect(caveats?.join()).toContain(told ?? '');
  });

  it('is the owner’s that it is given to', () => {
    const lines = ['FROM alpine AS b', 'RUN chown 1000 /a', 'FROM alpine'];
    const copy = 'COPY --from=b --chown=0:0 /a /a';
    expect(writesOf([...lines, copy, 'USER 1000']).isWhole).toBe(true);
  });

  it.each([
    ['COPY --from=acme/tools /opt/tools /opt/tools', false],
    ['COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /usr/local/bin/uv', true],
    ['COPY --from=node:22 /usr/local /usr/local', true],
    ['COPY --from=acme/tools --chown=root /opt/tools /opt/tools', true],
  ])('is not known of an image of others: %s', (line, isWhole) => {
    expect(writesOf(['FROM alpine', line, 'USER 1000']).isWhole).toBe(isWhole);
  });
});
