import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { FEW_RULES_FLAGS, HARDENED, deployment } from '../judging.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
});

afterEach(() => {
  at.remove();
});

describe('podseal review', () => {
  const commits = [
    { 'web.yaml': deployment('web'), 'README.md': 'x\n' },
    { 'web.yaml': deployment('web').replace('app:1', 'app:2'), 'api.yaml': deployment('api') },
  ];

  function twoBranches(): string[] {
    const names = makeRepository(at.path, commits);
    spawnSync('git', ['checkout', '-q', '-b', 'change'], { cwd: at.path });
    spawnSync('git', ['branch', '-q', '-f', 'main', names[0] ?? ''], { cwd: at.path });
    return names;
  }

  it('compares HEAD with the default branch, and prints comments under their lines', () => {
    twoBranches();
    const { code, out } = at.podseal(['review', ...FEW_RULES_FLAGS, '--scope', 'touched']);
    expect(code).toBe(1);
    expect(out).toContain('2 changed files, 2 comments');
    expect(out).toContain('error `read-only-root-filesystem`: the root filesystem is writable');
    expect(out).toContain(
      [
        'web.yaml, line 16',
        '    13      spec:',
        '    14        containers:',
        '    15          - name: app',
        '       -          image: example/app:1',
        '    16 +          image: example/app:2',
        '  > **`app` can change while it runs and can run as root** in Deployment `web`',
      ].join('\n'),
    );
    expect(out).toContain('Check: failure - 2 new errors, 2 existing');
    expect(out).not.toContain('podseal:v1');
    expect(out).not.toContain('\u001B[');
  });

  it('counts a branch as that of a program where one of the team has that name', async () => {
    twoBranches();
    const ask = async (...named: string[]): Promise<string> =>
      (await at.run(['review', ...FEW_RULES_FLAGS, '--scope', 'touched', ...named])).out;
    expect(await ask()).toContain('2 comments');
    expect(await ask('--automation', 'chang*')).toContain('1 comment');
    expect(await ask('--automation', 'chang*', '--automation', '!change')).toContain('2 comments');
  });

  it('reads a bare repository, and prints JSON of the documented form', async () => {
    const [base = '', head = ''] = twoBranches();
    spawnSync('git', ['clone', '-q', '--bare', '.', 'bare.git'], { cwd: at.path });
    const range = ['--repo', 'bare.git', '--base', base, '--head', head];
    const args = [...range, '--format', 'json', '--scope', 'touched'];
    const review: unknown = JSON.parse((await at.run(['review', ...FEW_RULES_FLAGS, ...args])).out);
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

  it('looks at the files as they are with --worktree, untracked ones too', async () => {
    makeRepository(at.path, [
      { 'web.yaml': deployment('web', ...HARDENED), '.gitignore': 'tmp/\n' },
    ]);
    at.write('web.yaml', deployment('web'));
    at.write('new/api.yaml', deployment('api'));
    at.write('tmp/ignored.yaml', deployment('ignored'));
    const { code, out } = await at.run(['review', '--worktree', '--base', 'HEAD']);
    expect(code).toBe(1);
    expect(out).toContain('new/api.yaml, line 16');
    expect(out).toContain('web.yaml, line');
    expect(out).not.toContain('ignored');
    expect((await at.run(['review', '--base', 'HEAD'])).out).toContain(
      '0 changed files, 0 comments',
    );
  });

  it('compares with where the branches parted, not with the tip', async () => {
    const [base = '', head = ''] = twoBranches();
    const later = { 'later.yaml': deployment('later') };
    spawnSync('git', ['checkout', '-q', 'main'], { cwd: at.path });
    at.write('later.yaml', later['later.yaml']);
    spawnSync('git', ['add', '-A'], { cwd: at.path });
    spawnSync(
      'git',
      ['-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-q', '-m', 'x'],
      { cwd: at.path },
    );
    const { out } = await at.run(['review', '--base', 'main', '--head', head, '--format', 'json']);
    expect(JSON.parse(out)).toMatchObject({ base, head });
    expect(out).not.toContain('later.yaml');
  });

  it('does not guess where a change began in a shallow clone', async () => {
    const [base = ''] = twoBranches();
    spawnSync('git', ['checkout', '-q', base], { cwd: at.path });
    at.write('later.yaml', deployment('later'));
    spawnSync('git', ['add', '-A'], { cwd: at.path });
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    spawnSync('git', [...identity, 'commit', '-q', '-m', 'x'], { cwd: at.path });
    spawnSync('git', ['branch', '-f', 'main'], { cwd: at.path });
    const shallow = join(at.path, 'shallow');
    const source = `file://${at.path}`;
    spawnSync('git', [
      'clone',
      '-q',
      '--depth',
      '1',
      '--no-single-branch',
      '-b',
      'change',
      source,
      shallow,
    ]);
    const { code, err } = await at.run(['review', '--repo', 'shallow', '--base', 'origin/main']);
    expect(code).toBe(2);
    expect(err).toContain('run git fetch --unshallow first');
  });

  it('does not take an option for a commit, nor an unknown name', async () => {
    makeRepository(at.path, commits);
    for (const name of ['--output=/tmp/x', 'nothing']) {
      const { code, err } = await at.run(['review', `--base=${name}`]);
      expect(code).toBe(2);
      expect(err).toBe(`podseal: "${name}" names no commit of this repository.\n`);
    }
  });

  it('says how to name the base to who gives it as an argument', async () => {
    makeRepository(at.path, commits);
    const { code, err } = await at.run(['review', 'main']);
    expect(code).toBe(2);
    expect(err).toContain('Name what to compare with: --base main');
  });

  it('starts no program that a repository configures', async () => {
    twoBranches();
    const marker = join(at.path, 'started');
    for (const key of ['core.fsmonitor', 'diff.external', 'diff.x.textconv', 'core.pager']) {
      spawnSync('git', ['config', key, `touch ${marker}`], { cwd: at.path });
    }
    at.write('.gitattributes', '*.yaml diff=x\n');
    await at.run(['review']);
    await at.run(['review', '--worktree']);
    expect(readdirSync(at.path)).not.toContain('started');
  });
});
