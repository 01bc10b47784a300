import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { useProject } from './run-cli.ts';

const project = useProject();

function git(...args: string[]): void {
  const { status, stderr } = spawnSync('git', args, { cwd: project.path, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, expect.anything()]);
}

describe('podseal check --staged', () => {
  it('checks what is staged, and not what the work tree has', () => {
    git('init', '--quiet');
    project.write('web.yaml', deployment('web'));
    project.write('other.yaml', deployment('other'));
    git('add', 'web.yaml');
    project.write('web.yaml', 'not: [yaml');
    mkdirSync(join(project.path, 'tmp'));
    const args = ['check', '--staged', '--rule', 'run-as-non-root', '--output', 'sarif=a.sarif'];
    const env = { TMPDIR: join(project.path, 'tmp') };
    const { code, out, err } = project.podseal(args, undefined, '.', env);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('web.yaml:15:11  error  app: can run as root');
    expect(out).toContain('1 error, 0 warnings in 1 file.');
    expect(project.read('a.sarif')).toContain('"uri":"web.yaml"');
    expect(readdirSync(join(project.path, 'tmp'))).toEqual([]);
  });

  it('goes by the staged configuration, from a folder below, and takes paths', () => {
    git('init', '--quiet');
    project.write('.github/podseal.yml', 'rules:\n  run-as-non-root: off\n');
    project.write('deploy/web.yaml', deployment('web'));
    project.write('README.yaml', deployment('web'));
    git('add', '.');
    project.write('.github/podseal.yml', 'rules: none');
    const { out } = project.podseal(['check', '--staged', '.'], undefined, 'deploy');
    expect(out).toMatch(/^web\.yaml:15:11 {2}error {2}app: the root filesystem is writable/);
    expect(out).not.toContain('run-as-non-root');
    expect(out).toContain('in 1 file.');
  });

  it('finds what its configuration extends where the command line says', () => {
    git('init', '--quiet');
    project.write('dot/podseal.yml', 'rules:\n  run-as-non-root: off\n');
    project.write('.github/podseal.yml', 'extends: acme/.github:podseal.yml\n');
    project.write('web.yaml', deployment('web'));
    git('add', '.github', 'web.yaml');
    const from = ['--extends-from', 'acme/.github=dot'];
    const { code, out, err } = project.podseal(['check', '--staged', ...from, 'web.yaml']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).not.toContain('run-as-non-root');
  });

  it('has nothing to do where nothing is staged that it checks', () => {
    git('init', '--quiet');
    project.write('a.txt', 'text');
    git('add', '.');
    expect(project.podseal(['check', '--staged'])).toEqual({
      code: 0,
      out: '',
      err: 'Nothing that podseal checks is staged.\n',
    });
    expect(project.podseal(['check']).err).toContain(
      'Name files or folders to check, or use --staged.',
    );
  });
});

describe('podseal fix --interactive', () => {
  it('makes the fixes that are taken, each as a whole', () => {
    const two = `${deployment('web')}---\n${deployment('api')}`;
    project.write('a.yaml', two);
    const { code, out, err } = project.podseal(['fix', '--interactive', 'a.yaml'], '?\nn\ny\n');
    expect(code).toBe(0);
    expect(out.match(/Make this unsafe fix/g)).toHaveLength(3);
    expect(err).toContain('fixed in 1 file.');
    const [web = '', api = ''] = project.read('a.yaml').split('---\n');
    expect(web).toBe(deployment('web'));
    expect(api).toContain('readOnlyRootFilesystem: true');
  });

  it('changes nothing after q, nor where no answer comes', () => {
    for (const answers of ['q\n', '']) {
      project.write('a.yaml', deployment('web'));
      expect(project.podseal(['fix', '--interactive', '.'], answers).err).toContain(
        '0 findings fixed',
      );
      expect(project.read('a.yaml')).toBe(deployment('web'));
    }
  });
});

describe('podseal explain', () => {
  it('says what is found at a line, why, and what fixes it', () => {
    project.write('web.yaml', deployment('web'));
    const { code, out } = project.podseal(['explain', 'web.yaml:16', '--rule', 'run-as-non-root']);
    expect(code).toBe(1);
    expect(out).toContain('web.yaml:15:11  error  app: can run as root');
    expect(out).toContain(
      'Unless the pod has a user namespace, root in a container is root for the kernel.',
    );
    expect(out).toContain('+            runAsNonRoot: true');
    expect(out).toMatch(/\n1 finding at web\.yaml:16\.\n$/);
  });

  it('says where there is nothing, and what is no place', () => {
    project.write('web.yaml', deployment('web'));
    expect(project.podseal(['explain', 'web.yaml:1'])).toMatchObject({
      code: 0,
      out: '0 findings at web.yaml:1. The file has findings at line 15.\n',
    });
    expect(project.podseal(['explain', 'web.yaml:99']).err).toContain('there is no line 99');
    expect(project.podseal(['explain', 'web.yaml']).err).toContain('such as deploy/web.yaml:12');
  });
});

describe('podseal completion', () => {
  it('completes commands and options in bash', () => {
    const { out } = project.podseal(['completion', 'bash']);
    const complete = (...words: string[]): string => {
      const script = `${out}\nCOMP_WORDS=(podseal ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _podseal; echo "\${COMPREPLY[*]}"`;
      return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim();
    };
    expect(complete('comp')).toBe('completion');
    expect(complete('check', '--for')).toBe('--format --foreign-exemptions');
    expect(complete('fix', '--inter')).toBe('--interactive');
  });

  it.each(['zsh', 'fish'])('names each command and option for %s', (shell) => {
    const { out } = project.podseal(['completion', shell]);
    expect(out).toContain('podseal');
    for (const name of ['check', 'explain', 'policy', 'interactive', 'registry-cache']) {
      expect(out).toContain(name);
    }
  });

  it('is refused for another shell', () => {
    expect(project.podseal(['completion', 'csh'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('reports in files', () => {
  it('are written beside what is printed, in the same run', () => {
    project.write('web.yaml', deployment('web'));
    const outputs = ['junit=o/j.xml', 'html=o/p.html', 'json=o/r.json'].flatMap((one) => [
      '--output',
      one,
    ]);
    const { code, out } = project.podseal(['check', '.', ...outputs]);
    expect(code).toBe(1);
    expect(out).toContain('2 errors');
    expect(project.read('o/j.xml')).toContain('<testsuite name="web.yaml"');
    expect(project.read('o/p.html')).toContain('<title>Podseal check</title>');
    expect(JSON.parse(project.read('o/r.json'))).toMatchObject({ version: 1, files: 1 });
    expect(project.podseal(['check', '.', '--output', 'html=web.yaml'])).toMatchObject({ code: 2 });
    expect(project.read('web.yaml')).toBe(deployment('web'));
    expect(project.podseal(['check', '.', '--output', 'pdf=x']).err).toContain(
      'write a format and a file, such as sarif=podseal.sarif',
    );
  });

  it('have no colors, whatever the terminal has', () => {
    project.write('web.yaml', deployment('web'));
    const colored = project.podseal(['check', '.', '--output', 'text=a.txt'], undefined, '.', {
      FORCE_COLOR: '1',
      NO_COLOR: undefined,
    });
    expect(colored.out).toContain('\u001B[');
    expect(project.read('a.txt')).not.toContain('\u001B[');
    const plain = project.podseal(['check', '.'], undefined, '.', {
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
    });
    expect(plain.out).not.toContain('\u001B[');
  });
});
