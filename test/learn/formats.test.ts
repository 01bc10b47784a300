import { describe, expect, test } from 'vitest';
import { detectFormat, linesOf } from '../../src/learn/formats.ts';
import { readTrials } from '../../src/learn/trials.ts';
import { type Observation, resolvePath } from '../../src/learn/observation.ts';

/** What a log says, as `path` or `path/` for folders, with `+` in front of what was made. */
function read(text: string, folder?: string): string[] {
  const lines = linesOf(text);
  const log = detectFormat(lines)?.read(lines, folder);
  return [...(log?.observations ?? []).map(written), ...(log?.notes ?? [])];
}

function written({ path, change, isFolder, image }: Observation): string {
  const about = image === undefined ? '' : ` of ${image}`;
  return `${change === 'made' ? '+' : ''}${path}${isFolder ? '/' : ''}${about}`;
}

function formatOf(text: string): string | undefined {
  return detectFormat(linesOf(text))?.name;
}

function json(...events: object[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join('');
}

describe('docker diff', () => {
  test('says what was added, changed and deleted', () => {
    const text = 'C /run\nA /run/web.pid\nD /etc/motd\nC /var/with space\n';
    expect(read(text)).toEqual(['/run', '+/run/web.pid', '/etc/motd', '/var/with space']);
  });

  test('may come with CRLF, a byte order mark and lines of a shell', () => {
    expect(read('\u{FEFF}C /run\r\nA /run/x\r\n\r\n$ docker rm probe\r\n')).toEqual([
      '/run',
      '+/run/x',
      '1 line is no line of docker diff, and left out.',
    ]);
  });
});

describe('podseal try', () => {
  test('says where each of its images wrote, and what is no such thing is named', () => {
    const trials = {
      version: 1,
      trials: [
        { image: 'a:1', writes: [{ path: '/run/x', change: 'made' }, { path: 'x' }, 7, {}] },
        { image: 'b', writes: [{ path: '/tmp/../run/y', change: 'changed' }] },
        { image: 7, writes: [] },
        { image: 'c' },
      ],
    };
    expect(readTrials([JSON.stringify(trials), '{"trials": 1}', '{"trials": ['])).toEqual({
      observations: [
        { path: '/run/x', change: 'made', image: 'a:1' },
        { path: '/run/y', change: 'changed', image: 'b' },
      ],
      notes: [
        'A trial is left out: it names no image, or no list of writes.',
        'A line is left out: it is not what `podseal try --format json` prints.',
      ],
    });
  });
});

describe('a list of paths', () => {
  test('has folders with a slash at the end, and no relative paths', () => {
    expect(read('/tmp/a\n/var//cache/./web/../x/\nb\n')).toEqual([
      '/tmp/a',
      '/var/cache/x/',
      '1 line is no absolute path, and left out.',
    ]);
  });
});

describe('strace', () => {
  const LAST = 'open("/run/x", O_RDWR) = 3\n';

  // Each of these kept an expression busy for minutes, where it was tried at each place anew.
  test.each([
    ['braces', `openat(AT_FDCWD, ${'{'.repeat(60_000)}) = 3`],
    ['paths', `openat(${'</'.repeat(30_000)}>x) = 3`],
    ['spaces', `${' '.repeat(1_000_000)}<unfinished ...>x`],
    ['ends', `x(${') = '.repeat(15_000)}\u{2028}`],
    ['quotes', `open(${'"\\'.repeat(30_000)}) = 3`],
    ['a long call', `open("/${'x'.repeat(1_000_000)}", O_RDWR) = 3`],
    [
      'a call in many parts',
      `1 open("/a <unfinished ...>\n${'1 <... open resumed>b <unfinished ...>\n'.repeat(5000)}`,
    ],
  ])('is not kept busy by %s', (_, text) => {
    expect(read(LAST + `${text}\n`.repeat(20) + LAST)).toEqual(['/run/x', '/run/x']);
  });

  test('has commas, braces and brackets in paths', () => {
    const text = `openat(AT_FDCWD</a>, "/b,{[<", O_RDWR) = 3</b,{[<>
rename("/c\\"d, e", "/f = ) = g") = 0
openat(5</h<i>, "j", O_RDWR) = 3
`;
    expect(read(text)).toEqual(['/b,{[<', '/c"d, e', '/f = ) = g', '/h<i/j']);
  });

  test('says what was opened for writing and succeeded', () => {
    const text = `execve("/web", ["/web"], 0x7ffd /* 9 vars */) = 0
openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3
openat(AT_FDCWD, "/var/cache/web/a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3
open("/run/web.pid", O_RDWR|O_CREAT, 0644) = 4
creat("/tmp/c) = 7", 0600)        = 5
openat2(AT_FDCWD, "/tmp/o2", {flags=O_WRONLY|O_CREAT, mode=0600, resolve=0}, 24) = 6
openat(AT_FDCWD, "/refused", O_WRONLY|O_CREAT, 0666) = -1 EROFS (Read-only file system)
openat(AT_FDCWD, "/O_CREAT", O_RDONLY) = 3
+++ exited with 0 +++
`;
    expect(formatOf(text)).toBe('strace');
    expect(read(text)).toEqual(['/var/cache/web/a', '/run/web.pid', '/tmp/c) = 7', '/tmp/o2']);
  });

  test('says what was made, renamed, linked and removed', () => {
    const text = `mkdir("/data/x", 0777) = 0
mkdirat(AT_FDCWD, "/data/y", 0777) = 0
rename("/data/a", "/data/b") = 0
renameat2(AT_FDCWD, "/data/c", AT_FDCWD, "/data/d, e", RENAME_NOREPLACE) = 0
unlink("/data/f") = 0
unlinkat(AT_FDCWD, "/data/g", 0) = 0
symlink("/etc/passwd", "/data/l") = 0
linkat(AT_FDCWD, "/usr/bin/x", AT_FDCWD, "/data/h", 0) = 0
chmod("/data/i", 0600) = 0
utimensat(AT_FDCWD, "/data/t", NULL, 0) = 0
unlink("/data/none") = -1 ENOENT (No such file or directory)
`;
    expect(read(text)).toEqual([
      '+/data/x/',
      '+/data/y/',
      ...['/data/a', '/data/b', '/data/c', '/data/d, e', '/data/f', '/data/g'],
      ...['+/data/l', '+/data/h', '/data/i', '/data/t'],
    ]);
  });

  test('may interrupt a call by those of other processes', () => {
    const text = `[pid    12] openat(AT_FDCWD, "/tmp/a", O_WRONLY|O_CREAT, 0666 <unfinished ...>
[pid    13] openat(AT_FDCWD, "/tmp/b", O_WRONLY|O_CREAT, 0666 <unfinished ...>
[pid    12] <... openat resumed>)       = 3
[pid    13] <... openat resumed>)       = -1 EACCES (Permission denied)
strace: Process 14 attached
[pid    14] --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED} ---
14    10:11:12.131415 openat(AT_FDCWD, "/tmp/c", O_WRONLY|O_CREAT, 0666) = 3
14    1764101472.131415 creat("/tmp/d", 0666) = 3
`;
    expect(read(text)).toEqual(['/tmp/a', '/tmp/c', '/tmp/d']);
  });

  test('needs the working folder for relative paths: by chdir, by the caller, or by -y', () => {
    const text = `12 creat("a", 0666) = 3
12 chdir("/srv/app") = 0
12 creat("b", 0666) = 3
12 chdir("../up") = 0
13 mkdir("c", 0777) = 0
12 chdir("nowhere") = -1 ENOENT (No such file or directory)
12 openat(5, "d", O_WRONLY|O_CREAT, 0666) = 3
`;
    const left = (count: string): string =>
      `${count} left out, since the log does not say below which folder: run strace with -y and -e trace=%file,%process,fchdir, or give --cwd (the WORKDIR of the image).`;
    expect(read(text)).toEqual(['/srv/app/b', '+/srv/up/c/', left('2 relative paths are')]);
    expect(read(text, '/home')[0]).toBe('/home/a');
    const shown = `openat(AT_FDCWD</work>, "q", O_WRONLY|O_CREAT, 0666) = 3</work/q>
openat(7</data>, "r", O_RDWR|O_CREAT, 0666) = 4</data/r>
mkdirat(7</data>, "s", 0777) = 0
utimensat(4</data/r>, "", NULL, AT_EMPTY_PATH) = 0
`;
    expect(read(shown)).toEqual(['/work/q', '/data/r', '+/data/s/', '/data/r']);
  });

  test('follows children, and what -y says of the working folder', () => {
    const text = `1 openat(AT_FDCWD</srv>, "x", O_RDONLY) = 3</srv/x>
1 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f) = 2
2 chdir("a") = 0
1 vfork() = 3
3 mkdir("b", 0777) = 0
2 unlink("c") = 0
2 utimensat(0, NULL, NULL, 0) = 0
2 fchdir(5</srv/d>) = 0
2 unlink("e") = 0
`;
    expect(read(text)).toEqual(['+/srv/b/', '/srv/a/c', '/srv/d/e']);
  });

  test('does not guess where a process starts once others have moved apart', () => {
    const text = `1 chdir("/a") = 0
2 chdir("/b") = 0
3 creat("x", 0666) = 3
`;
    expect(read(text)).toEqual([expect.stringMatching(/^1 relative path is left out/)]);
  });

  test('escapes what is no printable ASCII', () => {
    expect(read(String.raw`creat("/tmp/a\"b\\c\303\274\x25%41", 0666) = 3`)).toEqual([
      String.raw`/tmp/a"b\cü%%41`,
    ]);
    expect(read(String.raw`creat("/tmp/\377", 0666) = 3`)).toHaveLength(1);
  });
});

describe('Falco', () => {
  const image = {
    'container.image.repository': 'registry.example.com/web',
    'container.image.tag': '1.2',
  };
  const event = (fields: object): object => ({
    rule: 'Any write',
    priority: 'Notice',
    source: 'syscall',
    time: '2026-11-25T10:00:00.000000000Z',
    output: 'a file was written',
    output_fields: { ...image, ...fields },
  });

  test('says what was opened for writing, and of which image', () => {
    const text = `Wed Nov 25 10:00:00 2026: Falco version 0.43.0
${json(
  event({ 'evt.type': 'openat', 'evt.is_open_write': true, 'fd.name': '/tmp/a' }),
  event({ 'evt.type': 'openat', 'evt.is_open_write': false, 'fd.name': '/etc/read' }),
  event({ 'evt.type': 'open', 'evt.arg.flags': 'O_CREAT|O_WRONLY', 'fd.name': '/tmp/b' }),
  event({ 'evt.type': 'openat', 'evt.arg.flags': 'O_RDONLY', 'fd.name': '/etc/too' }),
  event({ 'evt.type': 'connect', 'fd.name': '10.0.0.1:80->10.0.0.2:80', 'fd.typechar': '4' }),
  event({ 'evt.type': 'unlinkat', 'fs.path.name': '/tmp/c' }),
  event({ 'evt.type': 'rename', 'fs.path.name': '/tmp/d', 'fs.path.target': '/tmp/e' }),
  event({ 'evt.type': 'mkdir', 'fs.path.name': '/tmp/f', 'evt.failed': true }),
  event({ 'evt.type': 'creat', 'fd.name': '/on/the/host', 'container.id': 'host' }),
)}`;
    expect(formatOf(text)).toBe('falco');
    expect(read(text)).toEqual(
      ['/tmp/a', '/tmp/b', '/tmp/c', '/tmp/d', '/tmp/e'].map(
        (path) => `${path} of registry.example.com/web:1.2`,
      ),
    );
  });

  test('says nothing of a tag that it does not know, nor what is no JSON or not clear', () => {
    const text = `${json(
      event({ 'evt.type': 'creat', 'fd.name': '/tmp/a', 'container.image.tag': '<NA>' }),
      event({ 'fd.name': '/tmp/b' }),
      event({ 'evt.type': 'unlink' }),
    )}{"output_fields": {\n`;
    expect(read(text)).toEqual([
      '/tmp/a of registry.example.com/web',
      'Left out, because they are no JSON: 1.',
      expect.stringMatching(/: 2\. To use them, add `evt\.is_open_write` and `evt\.type`/),
    ]);
  });
});

describe('Tracee', () => {
  const event = (eventName: string, args: Record<string, unknown>): object => ({
    timestamp: 1,
    processName: 'web',
    container: { id: 'a1', name: 'web', image: 'acme/web:2' },
    eventName,
    returnValue: 0,
    args: Object.entries(args).map(([name, value]) => ({ name, type: 'x', value })),
  });

  test('says what was opened for writing, removed and renamed', () => {
    const text = json(
      event('security_file_open', { pathname: '/tmp/a', flags: 'O_WRONLY|O_CREAT|O_LARGEFILE' }),
      event('security_file_open', { pathname: '/tmp/b', flags: 33_345 }),
      event('security_file_open', { pathname: '/etc/c', flags: 'O_RDONLY|O_LARGEFILE' }),
      event('security_file_open', { pathname: '/etc/d', flags: 32_768 }),
      event('security_inode_unlink', { pathname: '/tmp/e' }),
      event('security_inode_rename', { old_path: '/tmp/f', new_path: '/tmp/g' }),
      event('execve', { pathname: '/bin/sh' }),
    );
    expect(formatOf(text)).toBe('tracee');
    expect(read(text)).toEqual(
      ['/tmp/a', '/tmp/b', '/tmp/e', '/tmp/f', '/tmp/g'].map((path) => `${path} of acme/web:2`),
    );
  });
});

describe('Inspektor Gadget', () => {
  const event = (fields: object): object => ({
    runtime: { containerName: 'web', containerImageName: 'docker.io/acme/web:2' },
    proc: { comm: 'web', pid: 7 },
    fd: 3,
    error: '',
    flags: 'O_RDONLY',
    ...fields,
  });

  test('says what was opened for writing', () => {
    const text = json(
      event({ fname: '/tmp/a', flags: 'O_WRONLY|O_CREAT' }),
      event({ fname: '/etc/b' }),
      event({ fname: '/tmp/c', flags: 'O_RDWR', error: 'EROFS' }),
      event({ fname: 'relative', flags: 'O_RDWR' }),
    );
    expect(formatOf(text)).toBe('gadget');
    expect(read(text)).toEqual([
      '/tmp/a of docker.io/acme/web:2',
      expect.stringMatching(/^Left out, .* whether they did: 1\./),
    ]);
  });
});

test('a text of no format has none', () => {
  expect(formatOf('hello\nworld\n')).toBeUndefined();
  expect(formatOf('{"a": 1}\n')).toBeUndefined();
  expect(formatOf('')).toBeUndefined();
});

test.each([
  ['/a/../../b', '/b'],
  ['/', '/'],
  ['x', undefined],
  ['', undefined],
])('%j is %j', (path, resolved) => {
  expect(resolvePath(path)).toBe(resolved);
});
