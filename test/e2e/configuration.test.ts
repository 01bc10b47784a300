import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { configurationSchema } from '../../src/configuration/configuration-schema.ts';
import { makeRepository } from '../double/git-repository.ts';
import { FEW_RULES_FLAGS, deployment } from '../judging.ts';
import { useProject } from './run-cli.ts';

const PATH = '.github/podseal.yml';
const EXEMPT = `exemptions:
  - rule: [read-only-root-filesystem, run-as-non-root]
    path: deploy/legacy/**
    reason: Is replaced next year.
`;

const at = useProject();

describe('podseal check with a configuration', () => {
  const args = ['check', ...FEW_RULES_FLAGS];

  it('judges by it, wherever in the project the command runs', async () => {
    at.write(PATH, `files: ['deploy/**']\n${EXEMPT}    expires: 2099-01-31\n`);
    at.write('deploy/legacy/web.yaml', deployment('web'));
    at.write('other/web.yaml', deployment('web'));
    const { code, out } = await at.run([...args, '.']);
    expect(code).toBe(0);
    expect(out).toContain('exempt  deploy/legacy/web.yaml:15:11  app: ');
    expect(out).toContain(`: Is replaced next year. [${PATH}:3, until 2099-01-31]`);
    expect(out).toContain('No findings in 1 file, 2 exempt.');
    expect((await at.run([...args, '.'], { below: 'deploy/legacy' })).out).toContain(
      'No findings in 1 file, 2 exempt.',
    );
    // A file that is named is looked at, whatever the globs say.
    expect((await at.run([...args, 'other/web.yaml'])).code).toBe(1);
  });

  it('lets flags count first', async () => {
    at.write(PATH, 'fail-on: never\n');
    at.write('web.yaml', deployment('web'));
    expect((await at.run([...args, '.'])).code).toBe(0);
    expect((await at.run([...args, '--fail-on', 'error', '.'])).code).toBe(1);
  });

  it('says which exemptions do nothing, once all is judged', async () => {
    at.write(PATH, EXEMPT);
    at.write('web.yaml', deployment('web'));
    const said = `exemption  ${PATH}:2: this exemption fits no finding: remove it`;
    expect((await at.run(['check', '.'])).out).toContain(said);
    expect((await at.run(['check', 'web.yaml'])).out).not.toContain(said);
  });

  it('keeps an exempt finding from being fixed', async () => {
    at.write(PATH, EXEMPT);
    at.write('deploy/legacy/web.yaml', deployment('web'));
    const { err } = await at.run(['fix', '--unsafe', ...FEW_RULES_FLAGS, 'deploy']);
    expect(err).toContain('0 findings fixed in 0 files.');
  });

  it('stops for one that is wrong, and names each fault with its place', async () => {
    at.write(PATH, 'fial-on: error\nrules: {no-priviledged: off}\n');
    at.write('web.yaml', deployment('web'));
    for (const command of ['check', 'fix']) {
      expect(await at.run([command, '.'])).toEqual({
        code: 2,
        out: '',
        err: `podseal: ${PATH}:1:1: "fial-on" is not a key here; did you mean "fail-on"?
${PATH}:2:9: "rules.no-priviledged" is not a key here; did you mean "no-privileged"?
Correct the configuration: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.
`,
      });
    }
    at.write('podseal.yml', '');
    expect((await at.run(['check', '.'])).err).toBe(
      `podseal: There are ${PATH} and podseal.yml: keep one of them.\n`,
    );
  });
});

describe('a configuration that extends another one', () => {
  beforeEach(() => {
    at.write(PATH, 'extends: [acme/.github:podseal.yml, ../near.yml]\nfail-on: warning\n');
    at.write('near.yml', 'rules: {pinned-image: off}\n');
    at.write('shared/podseal.yml', EXEMPT);
    at.write('deploy/legacy/web.yaml', deployment('web'));
  });

  it('is read from a checkout, and no command asks the network', async () => {
    const check = ['check', ...FEW_RULES_FLAGS, 'deploy'];
    expect(await at.run(check)).toEqual({
      code: 2,
      out: '',
      err: `podseal: ${PATH}:1:11: "extends" names acme/.github:podseal.yml: commands don't read GitHub. Clone acme/.github, and add --extends-from acme/.github=FOLDER
Correct the configuration: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.
`,
    });
    const { code, out } = await at.run([...check, '--extends-from', 'acme/.github=shared']);
    expect(code).toBe(0);
    expect(out).toContain(': Is replaced next year. [acme/.github:podseal.yml:2]');
    // Nobody changes another repository here.
    expect(
      (await at.run(['check', '.', '--extends-from', 'acme/.github=shared'])).out,
    ).not.toContain('fits no finding');
    expect((await at.run([...check, '--extends-from', 'acme/.github=gone'])).err).toContain(
      '"extends" names acme/.github:podseal.yml: there is no file gone/podseal.yml\n',
    );
    expect((await at.run([...check, '--extends-from', 'shared'])).err).toBe(
      'podseal: --extends-from is "shared": write a repository and a folder, such as acme/.github=../dot-github.\n',
    );
  });

  it('is printed as it counts, each value with its place', async () => {
    const { out } = await at.run(['config', '--extends-from', 'acme/.github=shared']);
    const rows = out.split('\n').map((line) => line.split(/\s+# /));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['fail-on: warning', `${PATH}:2`],
        ['  pinned-image: off', 'near.yml:1'],
        [expect.stringContaining('"path":"deploy/legacy/**"'), 'acme/.github:podseal.yml:2'],
      ]),
    );
  });

  it('is read from the base in a review', async () => {
    const folder = join(at.path, 'repo');
    makeRepository(folder, [
      { [PATH]: at.read(PATH), 'near.yml': at.read('near.yml') },
      { 'deploy/legacy/web.yaml': deployment('web') },
    ]);
    const args = ['review', '--repo', folder, '--base', 'HEAD~1', ...FEW_RULES_FLAGS];
    expect((await at.run(args)).err).toContain("commands don't read GitHub");
    const { code, out } = await at.run([...args, '--extends-from', 'acme/.github=shared']);
    expect(code).toBe(0);
    expect(out).toContain('2 exempt findings');
  });
});

describe('podseal review with a configuration', () => {
  it('judges by the one on the base, not by that of the change', async () => {
    const folder = join(at.path, 'repo');
    makeRepository(folder, [
      { [PATH]: `${EXEMPT}    expires: 2099-01-31\n`, 'a.yaml': deployment('a') },
      {
        [PATH]: 'rules: {read-only-root-filesystem: off}\n',
        'deploy/legacy/web.yaml': deployment('web'),
        'web.yaml': deployment('web'),
      },
    ]);
    const args = ['review', '--repo', folder, '--base', 'HEAD~1', ...FEW_RULES_FLAGS];
    const { code, out } = await at.run(args);
    expect(code).toBe(1);
    expect(out).toContain('Review of');
    expect(out).toContain('2 new errors');
    expect(out).toContain(
      'This change edits `.github/podseal.yml`. It counts once it is merged: this check follows the base branch. In the changed files it hides 1 finding and adds 1 finding.',
    );
    expect(out).toContain('2 exempt findings');
    expect(out).toContain(
      ': `Is replaced next year.` (`.github/podseal.yml:2`, until `2099-01-31`)',
    );
    const report: { findings: { file: string }[]; exempted: object[] } = JSON.parse(
      (await at.run([...args, '--format', 'json'])).out,
    );
    expect(report.findings.map(({ file }) => file)).toEqual(['web.yaml', 'web.yaml']);
    expect(report.exempted).toMatchObject([
      {
        exemption: { by: 'configuration', source: `${PATH}:2`, expires: '2099-01-31' },
        introduced: true,
      },
      { exemption: { by: 'configuration', source: `${PATH}:2` }, introduced: true },
    ]);
  });

  it('comments on the line where a change breaks the configuration', async () => {
    const folder = join(at.path, 'repo');
    makeRepository(folder, [{ 'a.txt': 'a' }, { [PATH]: 'rules:\n  no-privilged: off\n' }]);
    const args = ['review', '--repo', folder, '--base', 'HEAD~1'];
    const { code, out } = await at.run(args);
    expect(code).toBe(1);
    expect(out).toContain('Check: failure - No new findings, 1 fault in the configuration');
    expect(out).toContain(`${PATH}, line 2`);
    expect(out).toContain(
      '- `.github/podseal.yml:2:3`: `"rules.no-privilged" is not a key here; did you mean "no-privileged"?`',
    );
    const report: object = JSON.parse((await at.run([...args, '--format', 'json'])).out);
    expect(report).toMatchObject({
      conclusion: 'failure',
      comments: [{ path: PATH, line: 2, subject: 'line' }],
      configurationFaults: [
        {
          file: PATH,
          line: 2,
          column: 3,
          message: '"rules.no-privilged" is not a key here; did you mean "no-privileged"?',
        },
      ],
    });
  });

  it('knows a change that removes what its configuration extends', () => {
    const folder = join(at.path, 'repo');
    const files = { [PATH]: 'extends: ./exempt.yml\n', '.github/exempt.yml': EXEMPT };
    makeRepository(folder, [files, { '.github/exempt.yml': null }]);
    const { code, out } = at.podseal(['review', '--repo', folder, '--base', 'HEAD~1']);
    expect(code).toBe(1);
    expect(out).toContain(
      '- `.github/podseal.yml:1:10`: `"extends" names .github/exempt.yml: this change removes it`',
    );
  });

  it('shows a new exemption in a manifest as one', async () => {
    const folder = join(at.path, 'repo');
    const exempt = deployment('web').replace(
      '- name: app',
      '# podseal-ignore read-only-root-filesystem, run-as-non-root: legacy\n        - name: app',
    );
    makeRepository(folder, [{ 'web.yaml': deployment('web') }, { 'web.yaml': exempt }]);
    const args = ['review', '--repo', folder, '--base', 'HEAD~1', ...FEW_RULES_FLAGS];
    const { code, out } = await at.run(args);
    expect(code).toBe(0);
    expect(out).toContain('Check: success - No new findings, 2 new exemptions');
    expect(out).toContain(
      '### New exemptions\n\n- `web.yaml:16` `app` of Deployment `web`: `read-only-root-filesystem`: `legacy` (`web.yaml:15`)',
    );
  });
});

describe('podseal config', () => {
  it('prints what counts, and who says so, as a configuration', async () => {
    const more = `  no-writable-host-path: {allow: [/var/log]}
kinds: [{kind: Batcher, pods: [spec.template]}]
`;
    at.write(PATH, `fail-on: warning\nrules:\n  pinned-image: off\n${more}${EXEMPT}`);
    const { code, out } = await at.run(['config', '--profile', 'strict']);
    expect(code).toBe(0);
    const rows = out.split('\n').map((line) => line.split(/\s+# /));
    expect(rows).toEqual(
      expect.arrayContaining([
        ['profile: strict', '--profile'],
        ['fail-on: warning', `${PATH}:1`],
        ['scratch-size: 1Gi', 'default'],
        ['  pinned-image: off', `${PATH}:3`],
        ['    allow: ["/var/log"]', `${PATH}:4`],
        ['  - {"kind":["Batcher"],"pods":["spec.template"]}', `${PATH}:5`],
        ['  no-privileged: error', 'profile strict'],
      ]),
    );
    at.write(PATH, out);
    const again = at.podseal(['config', '--profile', 'strict']).out;
    const values = (text: string) => text.split('\n').map((line) => line.split(/\s+# /)[0]);
    expect(values(again)).toEqual(values(out));
  });
});

describe('podseal rules', () => {
  it('lists the rules as they are here, and explains one', async () => {
    at.write(PATH, 'rules: {pinned-image: notice}\n');
    const { out } = await at.run(['rules']);
    expect(out).toMatch(/^pinned-image +notice +\S/m);
    expect(out).toMatch(/^no-privileged +error +\S/m);
    const one = await at.run(['rules', 'pinned-image']);
    expect(one.code).toBe(0);
    expect(one.out).toMatch(/^`pinned-image`: a finding is /);
    expect(one.out).toContain(
      `\n\nSeverity here: notice (${PATH}:1). Its findings may be exempted.\n`,
    );
    expect(await at.run(['rules', 'no-privilegd'])).toMatchObject({
      code: 2,
      err: 'podseal: "no-privilegd" is not a rule. Did you mean no-privileged?\n',
    });
  });
});

describe('podseal init', () => {
  it('writes what there is not, and overwrites nothing', async () => {
    expect((await at.run(['init'])).out).toBe(`${PATH}: written.
.github/workflows/podseal.yml: written.
Next: podseal check . lists the findings of today, podseal baseline lets them pass. Then commit these files.
`);
    const workflow = readFileSync(
      join(import.meta.dirname, '../../docs/workflows/required-check.yml'),
      'utf8',
    );
    expect(at.read('.github/workflows/podseal.yml')).toBe(workflow);
    at.write('web.yaml', deployment('web'));
    expect(at.podseal(['check', '.']).code).toBe(1);
    // All that is a comment is what it would say.
    const keys = Object.keys(configurationSchema().entries).join('|');
    const started = at.read(PATH).replace(new RegExp(`^# (?= |(?:${keys}):)`, 'gm'), '');
    at.write(PATH, started);
    at.write('shared/podseal.yml', 'scope: all\n');
    const { out } = await at.run(['config', '--extends-from', 'acme/.github=shared']);
    expect(out).toContain('profile: strict');
    expect(out).toMatch(/^scope: all +# acme\/\.github:podseal\.yml:1$/m);
    expect(out).toContain('automation: ["release-bot"]');
    expect(out).toContain('{"kind":["Workflow"]');
    expect((await at.run(['init'])).out).toContain(`${PATH}: is there, not changed.`);
    expect(at.read(PATH)).toBe(started);
  });

  it('writes no second configuration beside one at the root', async () => {
    at.write('podseal.yml', 'fail-on: warning\n');
    expect((await at.run(['init'])).out).toMatch(/^podseal\.yml: is there, not changed\.\n/);
    expect((await at.run(['config'])).out).toMatch(/^fail-on: warning +# podseal\.yml:1$/m);
  });
});
