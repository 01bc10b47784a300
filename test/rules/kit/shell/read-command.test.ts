import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RuntimeChange, readCommand } from '../../../../src/rules/kit/shell/read-command.ts';
import { runs } from '../../../properties/runs.ts';

const NOWHERE = { workingDir: undefined, mounts: [] };

function run(script: string): readonly RuntimeChange[] {
  return readCommand(['bash', '-c', script], NOWHERE).changes;
}

describe('what installs software', () => {
  test.each([
    ['sudo -E apt-get -y -o Dpkg::Options::=--force-confnew install x', 'apt-get install'],
    ['time aptitude safe-upgrade', 'aptitude safe-upgrade'],
    ['apk -X https://example.com add x', 'apk add'],
    ['microdnf update', 'microdnf update'],
    ['zypper --non-interactive in x', 'zypper in'],
    ['pacman -Syu', 'pacman'],
    ['dpkg -i x.deb', 'dpkg'],
    ['rpm -Uvh x.rpm', 'rpm'],
    ['uv pip install x', 'uv pip install'],
    ['python3 -m pip install x', 'pip install'],
    ['yarn', 'yarn'],
    ['yarn global add x', 'yarn global add'],
    ['pnpm --filter web install', 'pnpm install'],
    ['conda env update -f x.yaml', 'conda env update'],
    ['helm plugin install https://example.com', 'helm plugin install'],
    ['go install example.com/x@latest', 'go install'],
    ['exec env A=b nice -n 5 /usr/bin/gem install x', 'gem install'],
    ['eval apt-get install x', 'apt-get install'],
  ])('%s', (script, by) => {
    expect(run(script)).toMatchObject([{ kind: 'install', by }]);
  });

  test.each([
    'apt-get update',
    'apt-get install --help',
    'apt-cache search install',
    'pacman -Ss x',
    'pacman -Sy',
    'dpkg -l',
    'rpm -qi x',
    'npm run install',
    'yarn --version',
    'npx prisma migrate deploy',
    'go build ./...',
    'python3 install pip',
    'helm install web ./chart',
    'kubectl exec web -- apt-get install x',
    'constructor toString',
  ])('not %s', (script) => {
    expect(run(script)).toEqual([]);
  });
});

describe('where output goes', () => {
  test.each([
    ['echo no >&2', []],
    ['web 2>&1', []],
    ['web 1>&$log 3>&-', []],
    ['{ web; } 2>&1 >web.log', ['/app/web.log']],
    ['web >& all.log', ['/app/all.log']],
    ['web &> 2', ['/app/2']],
    ['mktemp -d', ['/tmp']],
    ['mktemp -t web.XXXXXX', ['/tmp']],
    ['web $(mktemp -p /data)', ['/data']],
    ['file=$(mktemp work.XXXXXX)', ['/app/work.XXXXXX']],
  ])('%s', (script, paths) => {
    const at = { workingDir: '/app', mounts: [] };
    expect(readCommand(['sh', '-c', script], at).writes.map(({ path }) => path)).toEqual(paths);
  });
});

test.each([
  ['bash', 'web <<END\na\nEND\n', ['/tmp']],
  ['/bin/bash', 'if web; then cat <<< a | web; fi', ['/tmp']],
  ['bash', 'web < a', []],
  ['sh', 'web <<END\na\nEND\n', []],
])('the files of here-documents in %s: %j', (shell, script, paths) => {
  const { writes } = readCommand([shell, '-c', script], { workingDir: '/app', mounts: [] });
  expect(writes.map(({ path }) => path)).toEqual(paths);
});

describe('where variables lead', () => {
  test.each([
    [
      'work=/srv/work; touch $work/a "${work}/b" ${work:-/tmp}/c',
      '/srv/work/a /srv/work/b /srv/work/c',
    ],
    ['export A=/srv B="$A/b"; local c=$B/c; mkdir -p "$c"', '/srv/b/c'],
    ['cd $DATA; echo > file', '/data/file'],
    ['echo > $DATA/x', '/data/x'],
    // For that command alone, in one branch, and what a program prints.
    ['a=/srv touch $a', '/$a'],
    ['a=/srv; if web; then a=/opt; fi; touch $a', '/$a'],
    ['a=$(web); touch $a', '/$a'],
    ['a+=/srv; touch $a', '/$a'],
    ['a=(/srv /opt); touch $a', '/$a'],
    ['a=/srv/*; touch $a', '/$a'],
    ['touch $PARENT $1', '/$PARENT /$1'],
  ])('%s', (script, paths) => {
    const variables = (): Map<string, string> => new Map([['DATA', '/data']]);
    const { writes } = readCommand(['sh', '-c', script], { ...NOWHERE, variables });
    expect(writes.map(({ path }) => path)).toEqual(paths.split(' '));
  });
});

test.each([
  ['mkfifo /srv/pipe', '/srv/pipe'],
  ['mknod -m 600 /srv/tun c 10 200', '/srv/tun'],
  ['openssl req -x509 -keyout /srv/tls.key -out /srv/tls.crt', '/srv/tls.crt /srv/tls.key'],
  ['keytool -importcert -file ca.crt -keystore /srv/cacerts', '/srv/cacerts'],
  ['keytool -importkeystore -srckeystore a -destkeystore /srv/b', '/srv/b'],
  ['keytool -list -keystore /srv/cacerts; openssl x509 -noout -in /srv/a', ''],
])('what programs write: %s', (script, paths) => {
  const { writes } = readCommand(['sh', '-c', script], NOWHERE);
  expect(writes.map(({ path }) => path).join(' ')).toBe(paths);
});

describe('scripts that nobody writes', () => {
  test('are read without a throw', () => {
    const word = fc.constantFrom(
      ...['apt-get', 'install', 'curl', 'sh', '-c', '$(', ')', '`', '"', "'", '{', '}', '((', '[['],
      ...[
        '|',
        '&&',
        ';',
        '<<E',
        '<(',
        '\n',
        '\\',
        '#',
        'if',
        'do',
        'case',
        'in',
        'a()',
        '> /etc/x',
      ],
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        expect(Array.isArray(run(words.join(' ')))).toBe(true);
      }),
      runs(100),
    );
  });

  test.each([
    '$(',
    '"$(',
    '`',
    'a() ',
    '(',
    'a|',
    '<<A ',
    '((',
    '${a:-',
    'bash -c "',
    'eval eval ',
  ])('are bounded: %j again and again', (part) => {
    const started = performance.now();
    run(part.repeat(32_768 / part.length));
    run(part.repeat(1_000_000));
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
