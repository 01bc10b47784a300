import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { FEW_RULES_FLAGS, HARDENED, deployment, judgeText } from '../judging.ts';
import { ruleIds } from '../../src/judge/rule-ids.generated.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
});

afterEach(() => {
  at.remove();
});

describe('podseal check', () => {
  it('prints each finding with its place, and the source under those of one place', () => {
    at.write('deploy/web.yaml', deployment('web'));
    const { code, out, err } = at.podseal(['check', ...FEW_RULES_FLAGS, 'deploy']);
    expect(code).toBe(1);
    expect(err).toBe('');
    expect(out.split('\n').slice(0, 4)).toEqual([
      'deploy/web.yaml:15:11  error  app: the root filesystem is writable: set `readOnlyRootFilesystem: true` (read-only-root-filesystem)',
      'deploy/web.yaml:15:11  error  app: can run as root: set `runAsNonRoot: true` (run-as-non-root)',
      '    15 |         - name: app',
      '       |           ^^^^^^^^^',
    ]);
    expect(out).toContain('2 errors, 0 warnings in 1 file.');
  });

  it('says what a command takes, to who gives it too little or too much', () => {
    expect(at.podseal(['image'])).toMatchObject({
      code: 2,
      err: "error: missing required argument 'images'\npodseal image --help says what it takes.\n",
    });
    expect(at.podseal(['fix', '--unsafe'])).toMatchObject({
      code: 2,
      err: 'podseal: Name files or folders to fix, such as deploy/web.yaml.\n',
    });
  });

  it('reads standard input, links that are named, and no links in folders', async () => {
    expect(at.podseal(['check', '-'], deployment('web')).out).toContain(
      'stdin:15:11  error  Deployment/web, app: the root filesystem is writable',
    );
    at.write('real/web.yaml', deployment('web'));
    mkdirSync(join(at.path, 'links'));
    symlinkSync('../real/web.yaml', join(at.path, 'links/web.yaml'));
    expect((await at.run(['check', 'links/web.yaml'])).code).toBe(1);
    expect((await at.run(['check', 'links'])).out).toBe('No findings in 0 files.\n');
  });

  it('takes .yml and .json, and passes over other people’s folders', async () => {
    at.write('a.yml', deployment('web'));
    at.write(
      'b.json',
      '{"apiVersion": "v1", "kind": "Pod", "spec": {"containers": [{"image": "x"}]}}',
    );
    at.write('node_modules/c.yaml', deployment('web'));
    const { out } = await at.run(['check', '.']);
    expect(out).toContain('a.yml:15');
    expect(out).toContain('b.json:1');
    expect(out).not.toContain('c.yaml');
  });

  it('prints JSON of the documented form, whose edits fix the file', async () => {
    const text = deployment('web').replace('kind: Deployment', 'kind: Deployment # ü');
    at.write('web.yaml', text);
    const report: {
      version: number;
      files: number;
      skipped: unknown[];
      findings: { fix: { edits: { start: number; end: number; text: string }[] } }[];
    } = JSON.parse((await at.run(['check', '--format', 'json', 'web.yaml'])).out);
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
    const fixed = text.slice(0, edit?.start) + (edit?.text ?? '') + text.slice(edit?.end);
    expect(judgeText(fixed).findings.map(({ rule }) => rule)).toEqual(['run-as-non-root']);
  });

  it('prints workflow commands that a name can not break out of', async () => {
    at.write('a,b:%.yaml', deployment('web').replace('name: app', 'name: "a\\n::error::b"'));
    const { out } = await at.run(['check', '--format', 'github', ...FEW_RULES_FLAGS, '.']);
    expect(out.split('\n').filter((line) => line.startsWith('::'))).toHaveLength(2);
    expect(out).toContain('::error file=a%2Cb%3A%25.yaml,line=15,endLine=15,col=11,');
    expect(out).toContain('::a%0A::error::b: the root');
  });

  it('names what it could not judge, and goes on', async () => {
    at.write('broken.yaml', `${deployment('web')}\t- x\n`);
    at.write('template.yaml', deployment('web').replace('app:1', 'app:{{ .Values.tag }}'));
    at.write('utf16.yaml', '');
    writeFileSync(join(at.path, 'utf16.yaml'), Buffer.from(deployment('web'), 'utf16le'));
    at.write('web.yaml', deployment('web', ...HARDENED));
    const { code, out } = await at.run(['check', '.']);
    expect(code).toBe(0);
    expect(out).toMatch(/not analyzed {2}broken\.yaml: line 17, column 1: not valid YAML: /);
    expect(out).toContain('not analyzed  template.yaml: line 16, column 18: a template');
    expect(out).toContain('not analyzed  utf16.yaml: not UTF-8 text');
    expect(out).toContain('in 4 files, 3 not analyzed.');
  });

  it('judges by the rules and the profile that are asked for', async () => {
    at.write('web.yaml', deployment('web', 'securityContext: {fsGroup: 1}'));
    expect((await at.run(['check', '--rule', 'no-privileged', 'web.yaml'])).code).toBe(0);
    const some = ['--skip-rule', 'run-as-non-root', '--skip-rule', 'read-only-root-filesystem'];
    expect((await at.run(['check', ...some, 'web.yaml'])).code).toBe(0);
    expect((await at.run(['check', ...some, '--fail-on', 'warning', 'web.yaml'])).code).toBe(1);
    expect((await at.run(['check', ...some, '--profile', 'strict', 'web.yaml'])).code).toBe(1);
    expect((await at.run(['check', '--fail-on', 'never', 'web.yaml'])).code).toBe(0);
  });

  it('looks at a file that is named twice once, and at a linked folder that is named', async () => {
    at.write('real/web.yaml', deployment('web'));
    symlinkSync('real', join(at.path, 'link'));
    expect((await at.run(['check', 'real', 'real/web.yaml', './real/../real'])).out).toContain(
      'in 1 file.',
    );
    expect((await at.run(['check', 'link'])).out).toContain('in 1 file.');
    expect((await at.run(['check', 'real', '--files', '!**/web.yaml'])).out).toBe(
      'No findings in 0 files.\n',
    );
  });

  it('keeps a name with a line break on its line', async () => {
    at.write('a\n::error::b.yaml', deployment('web'));
    for (const args of [
      ['check', '.'],
      ['fix', '.'],
      ['check', '--format', 'github', '.'],
    ]) {
      const { out, err } = await at.run(args);
      expect((out + err).split('\n').filter((line) => line.startsWith('::error::'))).toEqual([]);
    }
  });

  it.each([
    [['check', 'gone.yaml'], 'podseal: gone.yaml: there is no such file or folder.\n'],
    [
      ['check', '--rule', 'x', '.'],
      `podseal: --rule is "x", and must be one of ${ruleIds.join(', ')}.\n`,
    ],
    [
      ['check', '--profile', 'x', '.'],
      'podseal: --profile is "x", and must be one of immutable, strict, baseline, restricted.\n',
    ],
    [
      ['check', '--profile', 'baseline', '--pod-security-version', '1.31', '.'],
      'write latest, or a version of Kubernetes such as v1.31.',
    ],
    [['check', '--pod-security-version', 'v1.31', '.'], 'the profile is immutable.'],
    [['fix', '--scratch-size', '1gb', '.'], 'podseal: --scratch-size is "1gb": write a quantity'],
    [['fix', '--scratch-medium', 'dsik', '.'], 'Did you mean disk?'],
    [['check', '--fail-on', 'eror', '.'], 'podseal: --fail-on is "eror", and must be one of '],
    [['check'], 'podseal: Name files or folders to check, or use --staged.\n'],
    [['chekc', '.'], 'Did you mean check?'],
    [['fix', '-'], 'Standard input can only be fixed with --dry-run'],
    [['review', '--repo', 'nowhere'], 'podseal: nowhere: there is no git repository here.'],
  ])('%j could not run: says what to do', async (args, message) => {
    const { code, out, err } = await at.run(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
  });

  it('writes no control characters of a manifest to the terminal', async () => {
    at.write('web.yaml', deployment('web').replace('name: app', 'name: "a\\e[31mb" # \u001B[2J'));
    const { out } = await at.run(['check', '.']);
    expect(out).toContain('a\uFFFD[31mb');
    for (const args of [
      ['check', '.'],
      ['check', '--format', 'github', '.'],
      ['check', '--format', 'json', '.'],
      ['fix', '--unsafe', '--dry-run', '.'],
    ]) {
      const printed = await at.run(args);
      expect(printed.out).not.toBe('');
      expect(printed.out + printed.err).not.toContain('\u001B');
    }
  });
});

describe('podseal fix', () => {
  it('writes the safe fixes only, and names what it leaves', async () => {
    const text = deployment('web', 'securityContext:', '  runAsUser: 1000');
    at.write('web.yaml', text);
    const { code, out, err } = await at.run(['fix', '.']);
    expect(code).toBe(0);
    expect(out).toBe('fixed  web.yaml: 1 finding\n');
    expect(err).toContain(
      'not fixed     4 findings in 1 file, until a person checks the fix: --unsafe makes it, --unsafe --dry-run shows it\n',
    );
    expect(at.read('web.yaml')).toBe(`${text}            runAsNonRoot: true\n`);
  });

  it('says of what has no fix only what is wrong, and what to do about it', async () => {
    at.write('web.yaml', deployment('web').replace(/image: .*/, 'image: shop/web:latest'));
    const { err } = await at.run(['fix', '--rule', 'pinned-image', '.']);
    expect(err).toMatch(
      /^not fixed {5}web\.yaml:\d+:\d+ app: the image `shop\/web:latest` .* \(pinned-image\)\n0 findings fixed/,
    );
  });

  it('writes all fixes with --unsafe, says what to check, and finds nothing to do again', async () => {
    at.write('web.yaml', deployment('web'));
    const { err } = await at.run(['fix', '--unsafe', 'web.yaml']);
    expect(err).toContain(
      'check         web.yaml:15 app: Nothing is known of `example/app:1`: list with',
    );
    expect(judgeText(at.read('web.yaml')).findings).toEqual([]);
    const before = lstatSync(join(at.path, 'web.yaml'));
    expect(await at.run(['fix', '--unsafe', 'web.yaml'])).toMatchObject({ code: 0, out: '' });
    expect(lstatSync(join(at.path, 'web.yaml')).ino).toBe(before.ino);
    expect(readdirSync(at.path)).toEqual(['web.yaml']);
  });

  it('prints a diff that git can apply, and writes nothing, in a dry run', async () => {
    const text = deployment('web').trimEnd();
    makeRepository(at.path, [{ 'k8s/web.yaml': text }]);
    const { out } = await at.run(['fix', '--unsafe', '--dry-run', 'k8s']);
    expect(at.read('k8s/web.yaml')).toBe(text);
    const { status } = spawnSync('git', ['apply'], { cwd: at.path, input: out });
    expect(status).toBe(0);
    expect(judgeText(at.read('k8s/web.yaml')).findings).toEqual([]);
    expect(at.read('k8s/web.yaml').endsWith('\n')).toBe(false);
  });

  it('writes to the file behind a link and keeps its mode', async () => {
    at.write('real.yaml', deployment('web'));
    spawnSync('chmod', ['640', join(at.path, 'real.yaml')]);
    symlinkSync('real.yaml', join(at.path, 'link.yaml'));
    await at.run(['fix', '--unsafe', 'link.yaml']);
    expect(lstatSync(join(at.path, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(lstatSync(join(at.path, 'real.yaml')).mode.toString(8)).toBe('100640');
    expect(judgeText(at.read('real.yaml')).findings).toEqual([]);
  });
});
