import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf } from '../../src/learn/formats.ts';
import { isGiven, isKept, isOfEveryImage } from '../../src/learn/folders.ts';
import { readDiff, readPaths } from '../../src/learn/lists.ts';
import type { Log } from '../../src/learn/observation.ts';
import { reduce } from '../../src/learn/reduce.ts';
import { runs } from '../properties/runs.ts';

function lines({ observations }: Log): string[] {
  const { paths, undecided } = reduce(observations);
  return [
    ...paths.map(
      ({ path, kind, volume, isNew }) => `${path} ${kind} ${volume}${isNew ? ' new' : ''}`,
    ),
    ...undecided.map(({ path, folder }) => `? ${path} in ${folder}`),
  ];
}

describe('docker diff comes down to', () => {
  test.each([
    [
      'the folder that was there, not those above it, nor what was made in it',
      'C /var, C /var/cache, C /var/cache/nginx, A /var/cache/nginx/client_temp, A /var/cache/nginx/proxy_temp, C /run, A /run/nginx.pid',
      ['/run run emptyDir', '/var/cache/nginx cache emptyDir'],
    ],
    [
      'the same where the list leaves the folder itself out',
      'C /var, C /var/cache, A /var/cache/nginx/client_temp',
      ['/var/cache/nginx cache emptyDir'],
    ],
    [
      'nothing for what the runtime brings',
      'C /dev, C /dev/console, A /proc/x, C /etc, C /etc/hosts, C /etc/resolv.conf, C /etc/hostname, A /etc/mtab, A /.dockerenv, C /run, A /run/secrets, A /run/secrets/token',
      [],
    ],
    [
      'a folder that a person has to decide about where it holds the application or the system',
      'C /app, A /app/server.log, C /etc, C /etc/passwd, C /usr, C /usr/bin, A /usr/bin/tool, C /opt, C /opt/web, A /opt/web/x, A /x, C /var, C /var/lib, A /var/lib/x.db',
      [
        '? /app/server.log in /app',
        '? /etc/passwd in /etc',
        '? /usr/bin/tool in /usr/bin',
        '? /opt/web/x in /opt/web',
        '? /x in /',
        '? /var/lib/x.db in /var/lib',
      ],
    ],
    [
      'a folder that it made itself, in which the image has nothing',
      'C /opt, A /opt/web, A /opt/web/x, A /opt/web/y, C /app, A /app/uploads, A /app/uploads/1.png',
      ['/app/uploads data persistent new', '/opt/web scratch emptyDir new'],
    ],
    [
      'the folder whose name says what is in it, however deep it goes',
      'C /app, C /app/node_modules, A /app/node_modules/.cache, A /app/node_modules/.cache/a, A /app/node_modules/.cache/a/b, C /home, C /home/node, A /home/node/.npm, A /home/node/.npm/_logs, A /home/node/.npm/_logs/1.log',
      ['/app/node_modules/.cache cache emptyDir new', '/home/node/.npm cache emptyDir new'],
    ],
    [
      'the narrower folder of those that /var/lib has',
      'C /var/lib/nginx, C /var/lib/nginx/tmp, A /var/lib/nginx/tmp/client_body, C /var/lib/mysql, A /var/lib/mysql/ibdata1',
      ['/var/lib/mysql data persistent', '/var/lib/nginx/tmp scratch emptyDir'],
    ],
    [
      'scratch where a folder for data has nothing but what nginx makes of requests',
      'C /var/lib/nginx, A /var/lib/nginx/body, A /var/lib/nginx/proxy, A /var/lib/nginx/fastcgi, A /var/lib/nginx/uwsgi, A /var/lib/nginx/scgi',
      ['/var/lib/nginx scratch emptyDir'],
    ],
    [
      'data where it has something else as well',
      'C /var/lib/nginx, A /var/lib/nginx/body, A /var/lib/nginx/state.db',
      ['/var/lib/nginx data persistent'],
    ],
    [
      'nothing where only a folder that every image has is listed',
      'C /etc, C /usr, C /var/lib, C /',
      [],
    ],
    [
      '/tmp as a whole, also where the files in it are gone',
      'C /tmp, C /var, C /var/tmp, A /var/tmp/a, A /var/tmp/a/b',
      ['/tmp scratch emptyDir', '/var/tmp scratch emptyDir'],
    ],
    [
      '/run and the folders that the image has in it',
      'C /run, A /run/web.pid, C /run/mysqld, A /run/mysqld/mysqld.sock',
      ['/run run emptyDir', '/run/mysqld run emptyDir'],
    ],
    [
      'a folder in which a file came and went',
      'C /var, C /var/cache, C /var/cache/nginx',
      ['/var/cache/nginx cache emptyDir'],
    ],
    [
      'where something was deleted',
      'C /app, C /app/conf, D /app/conf/default.conf',
      ['/app/conf config emptyDir'],
    ],
    [
      'the folder above one that no mount path may be called',
      'C /app, C /app/my files, A /app/my files/cache, A /app/my files/cache/1',
      ['? /app/my files/cache/1 in /app'],
    ],
  ])('%s', (_, diff, expected) => {
    expect(lines(readDiff(diff.split(', ')))).toEqual(expected);
  });
});

describe('paths come down to', () => {
  test.each([
    ['/tmp/a/b/c /tmp/d', ['/tmp scratch emptyDir']],
    ['/var/lib/postgresql/data/base/1', ['/var/lib/postgresql/data data persistent']],
    ['/var/run/postgresql/.s.PGSQL.5432', ['/var/run/postgresql run emptyDir']],
    ['/var/log/app.log', ['/var/log log emptyDir']],
    ['/var/log/nginx/access.log', ['/var/log/nginx log emptyDir']],
    ['/root/.cache/pip/http/1', ['/root/.cache cache emptyDir']],
    ['/data/a /data/b/c', ['/data data persistent']],
    ['/var/spool/cron/x', ['/var/spool/cron data persistent']],
    ['/etc/nginx/conf.d/default.conf', ['/etc/nginx/conf.d config emptyDir']],
    [
      '/usr/local/tomcat/temp/x/y /work/x',
      ['/usr/local/tomcat/temp scratch emptyDir', '? /work/x in /work'],
    ],
    ['/usr/share/nginx/html/x.html', ['/usr/share/nginx/html data persistent']],
    ['/app/x/1 /app/x/y/2', ['/app/x scratch emptyDir']],
    [
      '/app/store2/aa/1 /app/store2/bb/1 /app/store2/cc/1 /app/store2/dd/1',
      ['/app/store2 scratch emptyDir'],
    ],
    ['/srv/site/index.html', ['? /srv/site/index.html in /srv/site']],
    ['/lib/x/y', ['? /lib/x/y in /lib/x']],
    ['/home/x', ['? /home/x in /home']],
    ['/proc/1/oom_score_adj /sys/x /dev/shm/y /var/run/secrets/z', []],
  ])('%s', (paths, expected) => {
    expect(lines(readPaths(paths.split(' ')))).toEqual(expected);
  });
});

const names = fc.constantFrom(
  ...['var', 'cache', 'run', 'tmp', 'app', 'lib', 'etc', 'data', 'x.log', 'y', 'a b', 'usr', 'bin'],
);
const entries = fc.array(
  fc.tuple(fc.constantFrom('A', 'C', 'D'), fc.array(names, { minLength: 1, maxLength: 5 })),
  { maxLength: 12 },
);

test('every path is covered, undecided or given, and no folder of the system is proposed', () => {
  fc.assert(
    fc.property(entries, (diff) => {
      const text = diff.map(([letter, parts]) => `${letter} /${parts.join('/')}`).join('\n');
      const { observations } = readDiff(linesOf(text));
      const { paths, undecided } = reduce(observations);
      for (const { path, isNew } of paths) {
        expect([path, isKept(path, isNew)]).toEqual([path, false]);
        expect(path).toMatch(/^(\/[\w.-]+)+$/);
      }
      for (const { path } of observations) {
        const isInside = paths.some((one) => `${path}/`.startsWith(`${one.path}/`));
        const isAbove = observations.some((other) => other.path.startsWith(`${path}/`));
        const isLeft = undecided.some((one) => one.path === path);
        const isSame = paths.some((one) => /^\/(var\/)?run/.test(one.path) && /run/.test(path));
        // Of a path that is there twice, the first one counts.
        const first = observations.find((one) => one.path === path);
        const isBare = first?.change === 'changed' && isOfEveryImage(path);
        const isSeen = isInside || isAbove || isLeft || isSame || isBare || isGiven(path);
        expect([path, isSeen]).toEqual([path, true]);
      }
    }),
    runs(100),
  );
});
