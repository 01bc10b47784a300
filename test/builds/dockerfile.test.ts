import { describe, expect, it } from 'vitest';
import { builtBy, builtOf } from './repository.ts';

function userOf(...lines: string[]) {
  const built = builtBy(lines);
  const { user, nonRoot } = built?.facts ?? {};
  return { user, uid: nonRoot?.uid, edit: built?.userEdit?.text, says: built?.says };
}

describe('the user that a Dockerfile ends with', () => {
  it('is root where it sets none, and what its base is documented to work as is the edit', () => {
    expect(userOf('FROM node:22', 'CMD ["node", "a.js"]')).toEqual({
      user: { declared: 'root' },
      uid: 1000,
      edit: 'USER 1000',
      says: 'sets no `USER`',
    });
    expect(userOf('FROM gcr.io/distroless/static', 'ENTRYPOINT ["/a"]')).toMatchObject({
      uid: 65_532,
      edit: 'USER 65532',
    });
  });

  it('is not made up where nothing documents one', () => {
    for (const base of ['alpine:3.22', 'scratch', 'debian:12']) {
      const { user, edit } = userOf(`FROM ${base}`, 'ENTRYPOINT ["/a"]');
      expect([base, user?.declared, edit]).toEqual([base, 'root', undefined]);
    }
  });

  it('is not known where its base is not', () => {
    expect(userOf('FROM example.com/own/base:1')).toEqual({
      user: undefined,
      uid: undefined,
      edit: undefined,
      says: 'sets no `USER`, and nothing is known of its base',
    });
    const lines = 'ARG BASE\nFROM $BASE\n';
    const compose = 'services: {shop: {image: acme/shop, build: shop}}\n';
    const files = { 'compose.yaml': compose, 'shop/Dockerfile': lines };
    expect(builtOf(files, 'acme/shop')?.says).toBe(
      'sets no `USER`, and a build argument names its base',
    );
  });

  it('is a number, with its group', () => {
    const { user, edit } = userOf('FROM alpine', 'USER 10001:10002');
    expect(user).toEqual({ declared: 'numeric', uid: 10_001, gid: 10_002 });
    expect(edit).toBeUndefined();
  });

  it.each([
    ['RUN adduser -D -u 1234 web', 1234],
    ['RUN addgroup -g 55 web && adduser -S -G web -u 1234 web', 1234],
    ['RUN useradd --uid 1234 --create-home web', 1234],
    ['RUN useradd -u1234 web', undefined],
    ['RUN groupadd -r web && useradd -r -g web web', undefined],
    ['RUN echo "web:x:1234:1234::/:/bin/false" >> /etc/passwd', 1234],
    ['RUN <<EOF\nadduser -D -u 1234 web\nEOF', 1234],
    ['RUN ["adduser", "-D", "-u", "1234", "web"]', 1234],
    ['RUN adduser -D \\\n  # its number\n  -u 1234 \\\n  web', 1234],
    ['ARG UID=1234\nRUN adduser -D -u $UID web', 1234],
    ['RUN adduser -D web && adduser web tty', undefined],
  ])('is the number of a name that %j gives it', (run, uid) => {
    const { user, edit } = userOf('FROM alpine', ...run.split('\n'), 'USER web');
    expect(user).toMatchObject({ declared: 'name', name: 'web' });
    expect(user?.uid).toBe(uid);
    // The kubelet can't tell a name from root.
    expect(edit).toBe(uid === undefined ? undefined : `USER ${uid}`);
  });

  it.each([
    ['node:22', 'node', 1000],
    ['gcr.io/distroless/static', 'nonroot', 65_532],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'app', 1654],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', '$APP_UID', 1654],
    ['debian:12', 'nobody', 65_534],
    ['debian:12', 'www-data', 33],
    ['alpine:3.22', 'somebody', undefined],
  ])('of %s that has the name %s is %s', (base, name, uid) => {
    expect(userOf(`FROM ${base}`, `USER ${name}`).user?.uid).toBe(uid);
  });

  it('comes from earlier stages, with the defaults of ARG', () => {
    const stages = [
      'ARG VERSION=22',
      'FROM node:${VERSION}-alpine AS base',
      'USER 1001',
      'FROM base AS build',
      'USER root',
      'RUN npm ci',
      'FROM base',
      'COPY --from=build /app /app',
    ];
    expect(userOf(...stages).user).toEqual({ declared: 'numeric', uid: 1001 });
  });

  it('comes with /etc/passwd from another stage', () => {
    const stages = [
      'FROM alpine AS build',
      'RUN adduser -D -u 4242 web',
      'FROM scratch',
      'COPY --from=build /etc/passwd /etc/passwd',
      'USER web',
    ];
    expect(userOf(...stages).user).toEqual({ declared: 'name', name: 'web', uid: 4242 });
  });

  it('is not known where a build argument without a default names it', () => {
    expect(userOf('FROM alpine', 'ARG UID', 'USER $UID')).toMatchObject({
      user: undefined,
      says: 'sets `USER` by a build argument',
    });
    expect(userOf('FROM alpine', 'USER ${UID:-1007}').user?.uid).toBe(1007);
  });

  it('is the last one, whatever stood before it', () => {
    expect(userOf('FROM node:22', 'USER node', 'RUN npm ci', 'USER root').user).toEqual({
      declared: 'root',
    });
    expect(userOf('FROM node:22', 'USER 0').user).toEqual({ declared: 'root' });
  });

  it('that is made and not used is the one to use', () => {
    expect(userOf('FROM alpine', 'RUN adduser -D -u 1234 web', 'CMD ["web"]').edit).toBe(
      'USER 1234',
    );
  });
});

describe('the edit of a user', () => {
  it('stands before what the image starts, and is a patch', () => {
    const built = builtBy(['FROM node:22', 'WORKDIR /app', 'EXPOSE 80', 'CMD ["node", "a.js"]']);
    expect(built?.userEdit).toMatchObject({ line: 4, isReplacement: false });
    expect(built?.userEdit?.patch).toBe(
      [
        '--- a/shop/Dockerfile',
        '+++ b/shop/Dockerfile',
        '@@ -1,4 +1,5 @@',
        ' FROM node:22',
        ' WORKDIR /app',
        ' EXPOSE 80',
        '+USER 1000',
        ' CMD ["node", "a.js"]',
      ].join('\n'),
    );
  });

  it('takes the place of the one that is there', () => {
    const built = builtBy(['FROM node:22', 'USER node', 'CMD ["node", "a.js"]']);
    expect(built?.userEdit).toMatchObject({ line: 2, isReplacement: true, text: 'USER 1000' });
  });

  it('is left out where lines end as in Windows', () => {
    expect(builtBy(['FROM node:22\r', 'CMD ["node"]\r'])?.userEdit).toBeUndefined();
  });
});

function writesOf(lines: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const built = builtBy(lines, more);
  return {
    paths: built?.facts.writes?.map(({ path, when }) => (when === undefined ? path : `${path}?`)),
    isWhole: built?.facts.readOnlyRoot !== undefined,
    caveats: built?.caveats,
  };
}

describe('where an image writes', () => {
  it('is all known where its user owns nothing of it', () => {
    expect(
      writesOf([
        'FROM golang:1.25 AS b',
        'RUN go build -o /a',
        'FROM scratch',
        'COPY --from=b /a /a',
        'USER 65532',
        'ENTRYPOINT ["/a"]',
      ]),
    ).toEqual({ paths: [], isWhole: true, caveats: [] });
    const python = [
      'FROM python:3.13-slim',
      'WORKDIR /app',
      'COPY . .',
      'RUN pip install -r a.txt',
    ];
    expect(writesOf([...python, 'USER 1000', 'CMD ["python", "a.py"]'])).toEqual({
      paths: ['/tmp?'],
      isWhole: true,
      caveats: [],
    });
  });

  it('is not known where it runs as root', () => {
    expect(writesOf(['FROM alpine', 'CMD ["/a"]']).caveats).toEqual([
      'its Dockerfile does not say where its program writes',
    ]);
  });

  it.each([
    ['COPY --chown=1000:1000 . /app', '/app'],
    ['COPY --chmod=777 a /srv/web/a', '/srv/web/a'],
    ['RUN chown -R 1000:0 /app', '/app'],
    ['WORKDIR /app\nRUN chown 1000 .', '/app'],
    ['RUN chmod -R a+rwX /app', '/app'],
    ['RUN chgrp -R 0 /app && chmod -R g=u /app', '/app'],
    ['RUN install -d -o web /app', '/app'],
    ['USER 1000\nRUN mkdir -p /app', '/app'],
  ])('is for a person to check where %j gives it files', (line, path) => {
    const { isWhole, caveats } = writesOf([
      'FROM alpine',
      ...line.split('\n'),
      'COPY a /app/a',
      'COPY b /srv/web/a/b',
      'USER 1000',
    ]);
    expect([isWhole, caveats]).toEqual([
      false,
      [`user 1000 owns \`${path}\`, and may write there`],
    ]);
  });

  it.each([
    'RUN chown root:root /app',
    'RUN chmod 755 /app',
    'RUN chmod u+w /app',
    'RUN mkdir /app',
  ])('is still known after %s', (line) => {
    expect(writesOf(['FROM alpine', line, 'USER 1000']).isWhole).toBe(true);
  });

  it('is not known after a program whose effects are not', () => {
    expect(writesOf(['FROM alpine', 'RUN ./setup', 'USER 1000']).caveats).toEqual([
      'not known which files `setup` gives to user 1000',
    ]);
    expect(writesOf(['FROM nginx:1.29', 'USER 101', 'CMD ["/a"]']).isWhole).toBe(false);
  });

  it('is a volume, a folder that is made for it, and what variables name', () => {
    const lines = [
      'FROM alpine',
      'ENV TMPDIR=/scratch',
      'RUN mkdir -p /var/lib/shop /shop/cache && chown 1000 /var/lib/shop /shop/cache',
      'ENV DATA=data',
      'VOLUME ["/$DATA"]',
      'USER 1000',
    ];
    expect(writesOf(lines).paths).toEqual([
      '/data',
      '/scratch',
      '/tmp?',
      '/var/lib/shop?',
      '/shop/cache?',
    ]);
  });

  it('is the home of its user', () => {
    expect(writesOf(['FROM alpine', 'RUN adduser -D -u 1000 web', 'USER web']).paths).toContain(
      '/home/web?',
    );
    expect(writesOf(['FROM alpine', 'RUN adduser -D -H -u 1000 web', 'USER web']).paths).toEqual([
      '/tmp?',
    ]);
  });

  it('is what its base writes, where it starts what its base starts', () => {
    expect(writesOf(['FROM nginx:1.29', 'COPY site /usr/share/nginx/html']).paths).toContain(
      '/var/cache/nginx',
    );
    // The Dockerfile says which program it is, so that npm writes nothing.
    expect(writesOf(['FROM node:22', 'CMD ["node", "a.js"]']).paths).toEqual(['/tmp?']);
    expect(writesOf(['FROM node:22', 'CMD ["npm", "start"]']).paths).toEqual([
      '/tmp?',
      '/home/node/.npm',
    ]);
  });
});

describe('the script that an image starts with', () => {
  const SCRIPT = '#!/bin/sh\nset -e\nmkdir -p "$STATE"\necho a > /run/a.pid\nexec "$@"\n';

  it.each([
    ['COPY entrypoint.sh /', 'ENTRYPOINT ["/entrypoint.sh"]'],
    ['COPY entrypoint.sh /usr/local/bin/', 'ENTRYPOINT ["entrypoint.sh"]'],
    ['COPY entrypoint.sh /start', 'ENTRYPOINT ["/start"]'],
    ['WORKDIR /app\nCOPY . .', 'ENTRYPOINT ["./entrypoint.sh"]'],
    ['WORKDIR /app\nCOPY . .', 'CMD sh ./entrypoint.sh'],
  ])('is found by %j and %s', (copy, start) => {
    const lines = ['FROM alpine', 'ENV STATE=/srv/state', ...copy.split('\n'), start];
    const { paths } = writesOf(lines, { 'shop/entrypoint.sh': SCRIPT });
    expect(paths?.toSorted()).toEqual(['/run', '/srv/state', '/tmp?']);
  });

  it('is another one where it comes from another stage', () => {
    const lines = ['FROM alpine', 'COPY --from=b entrypoint.sh /', 'ENTRYPOINT ["/entrypoint.sh"]'];
    expect(writesOf(lines, { 'shop/entrypoint.sh': SCRIPT }).paths).toEqual(['/tmp?']);
  });

  it('says whom it becomes, and whether it asks who it is', () => {
    const lines = ['FROM alpine', 'COPY entrypoint.sh /', 'ENTRYPOINT ["/entrypoint.sh"]'];
    const notes = (text: string): readonly string[] | undefined =>
      builtBy(lines, { 'shop/entrypoint.sh': text })?.notes;
    expect(notes('chown -R web /data\nexec gosu web "$@"\n')).toEqual([
      'The script `shop/entrypoint.sh` changes owners and changes to the user `web`, and needs root for it.',
    ]);
    expect(notes('if [ "$(id -u)" = 0 ]; then exec su-exec web "$@"; fi\n')).toEqual([
      'The script `shop/entrypoint.sh` changes to the user `web`, and asks which user it runs as before.',
    ]);
    expect(notes('exec "$@"\n')).toEqual([]);
  });
});
