import { spawnSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { SEALED, deployment, judgeText } from '../judging.ts';

const CLI = join(import.meta.dirname, '../../dist/cli.js');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-cli-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Run {
  code: number | null;
  out: string;
  err: string;
}

function podseal(args: readonly string[], input?: string): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    cwd: folder,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  });
  return { code: status, out: stdout, err: stderr };
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

describe('podseal check', () => {
  it('prints each finding with its place and the source under it', () => {
    write('deploy/web.yaml', deployment('web'));
    const { code, out, err } = podseal(['check', 'deploy']);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out.split('\n').slice(0, 3)).toEqual([
      'deploy/web.yaml:15:11  error  app: its root filesystem is writable (read-only-root-filesystem, fix: unsafe)',
      '    15 |         - name: app',
      '       |           ^^^^^^^^^',
    ]);
    expect(out).toContain('2 errors, 0 warnings in 1 file.');
  });

  it('reads standard input, links that are named, and no links in folders', () => {
    expect(podseal(['check', '-'], deployment('web')).out).toContain('stdin:15:11');
    write('real/web.yaml', deployment('web'));
    mkdirSync(join(folder, 'links'));
    symlinkSync('../real/web.yaml', join(folder, 'links/web.yaml'));
    expect(podseal(['check', 'links/web.yaml']).code).toBe(1);
    expect(podseal(['check', 'links']).out).toBe('No findings in 0 files.\n');
  });

  it('takes .yml and .json, and passes over other people’s folders', () => {
    write('a.yml', deployment('web'));
    write(
      'b.json',
      '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "x"}]}}',
    );
    write('node_modules/c.yaml', deployment('web'));
    const { out } = podseal(['check', '.']);
    expect(out).toContain('a.yml:15');
    expect(out).toContain('b.json:1');
    expect(out).not.toContain('c.yaml');
  });

  it('prints JSON of the documented form, whose edits mend the file', () => {
    const text = deployment('web').replace('kind: Deployment', 'kind: Deployment # ü');
    write('web.yaml', text);
    const report: {
      version: number;
      files: number;
      skipped: unknown[];
      findings: { fix: { edits: { start: number; end: number; text: string }[] } }[];
    } = JSON.parse(podseal(['check', '--format', 'json', 'web.yaml']).out);
    expect(report).toMatchObject({ version: 1, files: 1, skipped: [] });
    expect(report.findings[0]).toMatchObject({
      rule: 'read-only-root-filesystem',
      severity: 'error',
      file: 'web.yaml',
      line: 15,
      column: 11,
      endLine: 15,
      endColumn: 20,
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: '', name: 'web' },
      container: 'app',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      fix: { safety: 'unsafe' },
    });
    const [edit] = report.findings[0]?.fix.edits ?? [];
    const mended = text.slice(0, edit?.start) + (edit?.text ?? '') + text.slice(edit?.end);
    expect(judgeText(mended).findings.map(({ rule }) => rule)).toEqual(['run-as-non-root']);
  });

  it('prints workflow commands that a name can not break out of', () => {
    write('a,b:%.yaml', deployment('web').replace('name: app', 'name: "a\\n::error::b"'));
    const { out } = podseal(['check', '--format', 'github', '.']);
    expect(out.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(2);
    expect(out).toContain('::error file=a%2Cb%3A%25.yaml,line=15,endLine=15,col=11,');
    expect(out).toContain('::a%0A::error::b: its root');
  });

  it('names what it could not judge, and goes on', () => {
    write('broken.yaml', `${deployment('web')}\t- x\n`);
    write('template.yaml', deployment('web').replace('app:1', 'app:{{ .Values.tag }}'));
    write('utf16.yaml', '');
    writeFileSync(join(folder, 'utf16.yaml'), Buffer.from(deployment('web'), 'utf16le'));
    write('web.yaml', deployment('web', ...SEALED));
    const { code, out } = podseal(['check', '.']);
    expect(code).toBe(0);
    expect(out).toMatch(/not judged {2}broken\.yaml: line 17, column 1: not valid YAML: /);
    expect(out).toContain('not judged  template.yaml: line 16, column 18: a template');
    expect(out).toContain('not judged  utf16.yaml: not UTF-8 text');
    expect(out).toContain('in 4 files, 3 not judged.');
  });

  it('judges by the rules and the profile that are asked for', () => {
    write('web.yaml', deployment('web', 'securityContext: {fsGroup: 1}'));
    expect(podseal(['check', '--rule', 'no-privileged', 'web.yaml']).code).toBe(0);
    const some = ['--skip-rule', 'run-as-non-root', '--skip-rule', 'read-only-root-filesystem'];
    expect(podseal(['check', ...some, 'web.yaml']).code).toBe(0);
    expect(podseal(['check', ...some, '--fail-on', 'warning', 'web.yaml']).code).toBe(1);
    expect(podseal(['check', ...some, '--profile', 'strict', 'web.yaml']).code).toBe(1);
    expect(podseal(['check', '--fail-on', 'never', 'web.yaml']).code).toBe(0);
  });

  it.each([
    [['check', 'gone.yaml'], 'podseal: gone.yaml: there is no such file or folder.\n'],
    [['check', '--rule', 'x', '.'], 'There is no such rule. Rules: misplaced-field, no-privileged'],
    [['check', '--profile', 'x', '.'], 'Allowed choices are immutable, strict.'],
    [['check'], "missing required argument 'paths'"],
    [['chekc', '.'], 'Did you mean check?'],
    [['fix', '-'], 'Standard input can only be fixed with --dry-run'],
    [['review', '--repo', 'nowhere'], 'podseal: nowhere: there is no git repository here.'],
  ])('%j could not run: says what to do', (args, message) => {
    const { code, out, err } = podseal(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('writes no control characters of a manifest to the terminal', () => {
    write('web.yaml', deployment('web').replace('name: app', 'name: "a\\e[31mb" # \u001B[2J'));
    const { out } = podseal(['check', '.']);
    expect(out).toContain('a\uFFFD[31mb');
    expect(out).not.toContain('\u001B');
  });
});

describe('podseal fix', () => {
  it('writes the safe fixes only, and names what it leaves', () => {
    const text = deployment('web', 'securityContext:', '  runAsUser: 1000');
    write('web.yaml', text);
    const { code, out, err } = podseal(['fix', '.']);
    expect(code).toBe(0);
    expect(out).toBe('mended  web.yaml: 1 finding\n');
    expect(err).toContain(
      'web.yaml:17:11 app: its root filesystem is writable (read-only-root-filesystem): a person has to check it: --unsafe',
    );
    expect(read('web.yaml')).toBe(`${text}            runAsNonRoot: true\n`);
  });

  it('writes all fixes with --unsafe, says what to check, and finds nothing to do again', () => {
    write('web.yaml', deployment('web'));
    const { err } = podseal(['fix', '--unsafe', 'web.yaml']);
    expect(err).toContain('check       web.yaml: Every path that it writes to needs a volume');
    expect(judgeText(read('web.yaml')).findings).toEqual([]);
    const before = lstatSync(join(folder, 'web.yaml'));
    expect(podseal(['fix', '--unsafe', 'web.yaml'])).toMatchObject({ code: 0, out: '' });
    expect(lstatSync(join(folder, 'web.yaml')).ino).toBe(before.ino);
    expect(readdirSync(folder)).toEqual(['web.yaml']);
  });

  it('prints a diff that git can apply, and writes nothing, in a dry run', () => {
    const text = deployment('web').trimEnd();
    makeRepository(folder, [{ 'k8s/web.yaml': text }]);
    const { out } = podseal(['fix', '--unsafe', '--dry-run', 'k8s']);
    expect(read('k8s/web.yaml')).toBe(text);
    const { status } = spawnSync('git', ['apply'], { cwd: folder, input: out });
    expect(status).toBe(0);
    expect(judgeText(read('k8s/web.yaml')).findings).toEqual([]);
    expect(read('k8s/web.yaml').endsWith('\n')).toBe(false);
  });

  it('writes to the file behind a link and keeps its mode', () => {
    write('real.yaml', deployment('web'));
    spawnSync('chmod', ['640', join(folder, 'real.yaml')]);
    symlinkSync('real.yaml', join(folder, 'link.yaml'));
    podseal(['fix', '--unsafe', 'link.yaml']);
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(folder, 'real.yaml')).mode.toString(8)).toBe('100640');
    expect(judgeText(read('real.yaml')).findings).toEqual([]);
  });
});

describe('podseal review', () => {
  const commits = [
    { 'web.yaml': deployment('web'), 'README.md': 'x\n' },
    { 'web.yaml': deployment('web').replace('app:1', 'app:2'), 'api.yaml': deployment('api') },
  ];

  function twoBranches(): string[] {
    const names = makeRepository(folder, commits);
    spawnSync('git', ['checkout', '-q', '-b', 'change'], { cwd: folder });
    spawnSync('git', ['branch', '-q', '-f', 'main', names[0] ?? ''], { cwd: folder });
    return names;
  }

  it('compares HEAD with the default branch, and prints comments under their lines', () => {
    twoBranches();
    const { code, out } = podseal(['review']);
    expect(code).toBe(1);
    expect(out).toContain('2 changed files, 2 comments');
    expect(out).toContain(
      [
        'web.yaml, line 16',
        '    13      spec:',
        '    14        containers:',
        '    15          - name: app',
        '       -          image: example/app:1',
        '    16 +          image: example/app:2',
        '  > **`app` can change while it runs** · Deployment `web`',
      ].join('\n'),
    );
    expect(out).toContain('Check: failure - 2 new errors, 2 not new');
    expect(out).not.toContain('podseal:v1');
    expect(out).not.toContain('\u001B[');
  });

  it('reads a bare repository, and prints JSON of the documented form', () => {
    const [base = '', head = ''] = twoBranches();
    spawnSync('git', ['clone', '-q', '--bare', '.', 'bare.git'], { cwd: folder });
    const args = ['--repo', 'bare.git', '--base', base, '--head', head, '--format', 'json'];
    const review: unknown = JSON.parse(podseal(['review', ...args]).out);
    expect(review).toMatchObject({
      version: 1,
      base,
      head,
      conclusion: 'failure',
      comments: [
        { path: 'api.yaml', subject: 'line', line: 16, side: 'RIGHT' },
        { path: 'web.yaml', subject: 'line', line: 16, side: 'RIGHT' },
      ],
      skipped: [],
    });
    expect(review).toHaveProperty('findings.0.introduced', true);
    expect(review).toHaveProperty(
      'findings.2',
      expect.objectContaining({ introduced: false, touched: true, placement: 'comment' }),
    );
  });

  it('looks at the files as they are with --worktree, untracked ones too', () => {
    makeRepository(folder, [{ 'web.yaml': deployment('web', ...SEALED), '.gitignore': 'tmp/\n' }]);
    write('web.yaml', deployment('web'));
    write('new/api.yaml', deployment('api'));
    write('tmp/ignored.yaml', deployment('ignored'));
    const { code, out } = podseal(['review', '--worktree', '--base', 'HEAD']);
    expect(code).toBe(1);
    expect(out).toContain('new/api.yaml, line 16');
    expect(out).toContain('web.yaml, line');
    expect(out).not.toContain('ignored');
    expect(podseal(['review', '--base', 'HEAD']).out).toContain('0 changed files, 0 comments');
  });

  it('compares with where the branches parted, not with the tip', () => {
    const [base = '', head = ''] = twoBranches();
    const later = { 'later.yaml': deployment('later') };
    spawnSync('git', ['checkout', '-q', 'main'], { cwd: folder });
    write('later.yaml', later['later.yaml']);
    spawnSync('git', ['add', '-A'], { cwd: folder });
    spawnSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', 'x'],
      { cwd: folder },
    );
    const { out } = podseal(['review', '--base', 'main', '--head', head, '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ base, head });
    expect(out).not.toContain('later.yaml');
  });

  it('does not take an option for a commit, nor an unknown name', () => {
    makeRepository(folder, commits);
    for (const name of ['--output=/tmp/x', 'nothing']) {
      const { code, err } = podseal(['review', `--base=${name}`]);
      expect(code).toBe(2);
      expect(err).toBe(`podseal: "${name}" names no commit of this repository.\n`);
    }
  });

  it('starts no program that a repository configures', () => {
    twoBranches();
    const marker = join(folder, 'started');
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.x.textconv', 'core.pager']) {
      spawnSync('git', ['config', key, `touch ${marker}`], { cwd: folder });
    }
    write('.gitattributes', '*.yaml diff=x\n');
    podseal(['review']);
    podseal(['review', '--worktree']);
    expect(readdirSync(folder)).not.toContain('started');
  });
});
