import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../src/trial/refusal.ts';
import { refusedInLog, refusedInTrace } from '../../src/trial/refused-writes.ts';
import { EMPTY_CONFIG } from '../judging.ts';

describe('refused writes', () => {
  it.each([
    ['touch: /x: Read-only file system', '/x'],
    ['mkdir: cannot create directory ‘/var/lib/x’: Read-only file system', '/var/lib/x'],
    ['/docker-entrypoint.sh: 5: cannot create /run/a.conf: Read-only file system', '/run/a.conf'],
    [
      '2026/11/28 10:00:00 [emerg] 1#1: open() "/run/nginx.pid" failed (30: Read-only file system)',
      '/run/nginx.pid',
    ],
    ["OSError: [Errno 30] Read-only file system: '/app/cache'", '/app/cache'],
    ["Error: EROFS: read-only file system, open '/app/x.log'", '/app/x.log'],
    ['open /data/lock: read-only file system', '/data/lock'],
    ['java.io.FileNotFoundException: /logs/a.log (Read-only file system)', '/logs/a.log'],
    [
      'could not create lock file "/run/postgresql/.s.PGSQL.5432.lock": Read-only file system',
      '/run/postgresql/.s.PGSQL.5432.lock',
    ],
  ])('are read in a log: %s', (line, path) => {
    expect(refusedInLog(`started\n${line}\n`)).toEqual([{ path, because: 'read-only', by: 'log' }]);
  });

  it('are told from what may not be read', () => {
    const log = [
      'cat: /etc/shadow: Permission denied',
      'mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
      'Read-only file system',
    ].join('\n');
    expect(refusedInLog(log)).toEqual([
      { path: '/var/cache/nginx/client_temp', because: 'permission', by: 'log' },
    ]);
  });

  it('are read in a trace, with the folders of descriptors', () => {
    const lines = [
      '12 openat(AT_FDCWD</>, "/run/x.pid", O_WRONLY|O_CREAT, 0644) = -1 EROFS (Read-only file system)',
      '12 openat(AT_FDCWD</srv>, "logs/a", O_RDWR|O_CREAT, 0644) = -1 EACCES (Permission denied)',
      '12 openat(AT_FDCWD</>, "/etc/shadow", O_RDONLY) = -1 EACCES (Permission denied)',
      '12 mkdir("/var/cache/a", 0755) = -1 EROFS (Read-only file system)',
      '12 rename("/tmp/a", "/etc/b") = -1 EROFS (Read-only file system)',
      '12 bind(3<UNIX:[1]>, {sa_family=AF_UNIX, sun_path="/run/s.sock"}, 110) = -1 EROFS (Read-only file system)',
      '12 mkdir("/var/cache/a", 0755) = -1 EEXIST (File exists)',
    ];
    expect(refusedInTrace(lines).map(({ path, because }) => `${path} ${because}`)).toEqual([
      '/run/x.pid read-only',
      '/srv/logs/a permission',
      '/var/cache/a read-only',
      '/etc/b read-only',
      '/run/s.sock read-only',
    ]);
  });
});

describe('what a cluster would not start', () => {
  const security = {
    isPrivileged: false,
    mayEscalate: true,
    add: [],
    drop: [],
    seccomp: 'default',
  } as const;
  const user = { uid: undefined, gid: undefined, groups: [], mustNotBeRoot: true };

  it.each([
    ['', 'runs as root'],
    ['0:0', 'runs as root'],
    ['nginx', 'is a name, nginx'],
    ['101', undefined],
  ])('is told by the user of the image: %j', (config, why) => {
    const refusal = refusalOf({ user, security }, { ...EMPTY_CONFIG, user: config });
    if (why === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(why);
  });

  it('is told by the manifest', () => {
    const root = refusalOf({ user: { ...user, uid: 0 }, security }, EMPTY_CONFIG);
    expect(root).toBe('the kubelet refuses `runAsUser: 0` with `runAsNonRoot: true`');
    expect(refusalOf({ user: { ...user, uid: 5 }, security }, EMPTY_CONFIG)).toBeUndefined();
    const privileged = { ...security, isPrivileged: true, mayEscalate: false };
    expect(refusalOf({ user: { ...user, uid: 5 }, security: privileged }, EMPTY_CONFIG)).toContain(
      'the API server refuses',
    );
  });
});
