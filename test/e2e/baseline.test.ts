import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeRepository } from '../double/git-repository.ts';
import { deployment } from '../judging.ts';
import { useProject } from './run-cli.ts';

const PATH = '.github/podseal.yml';

const at = useProject();

describe('podseal baseline', () => {
  const only = [
    'profile: immutable',
    'rules:',
    ...['misplaced-field', 'drop-capabilities', 'no-privilege-escalation', 'seccomp-profile'].map(
      (id) => `  ${id}: off`,
    ),
    '  bounded-scratch: off',
    '  pinned-image: off',
    '',
  ].join('\n');
  const BASELINE = '.github/podseal.baseline';

  beforeEach(() => {
    at.write(PATH, only);
    at.write('deploy/web.yaml', deployment('web'));
    at.write('deploy/api.yaml', deployment('api'));
  });

  it('lets what is there pass, and new findings fail', async () => {
    expect((await at.run(['check', '.'])).code).toBe(1);
    expect(at.podseal(['baseline'])).toEqual({
      code: 0,
      out: `${BASELINE}: 4 findings in 2 files. Commit it: from then on only new findings fail.\n`,
      err: '',
    });
    const lines = at
      .read(BASELINE)
      .split('\n')
      .filter((line) => /^[0-9a-f]{16} /.test(line));
    expect(lines).toEqual(lines.toSorted());
    expect(lines.map((line) => line.slice(17)).toSorted()).toEqual(
      ['api', 'web'].flatMap((name) =>
        ['read-only-root-filesystem', 'run-as-non-root'].map(
          (rule) => `deploy/${name}.yaml ${rule} error Deployment ${name} app example/app`,
        ),
      ),
    );
    const { code, out } = await at.run(['check', '.']);
    expect([code, out]).toEqual([0, 'No findings in 3 files, 4 in the baseline.\n']);
    at.write('deploy/new.yaml', deployment('new'));
    expect(await at.run(['check', '.'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('2 errors, 0 warnings in 4 files, 4 in the baseline.') as string,
    });
  });

  it('knows what is in a renamed file, from any folder', async () => {
    await at.run(['baseline'], { below: 'deploy' });
    at.write('elsewhere/web.yaml', `# moved\n${at.read('deploy/web.yaml')}`);
    at.write('deploy/web.yaml', '');
    expect(await at.run(['check', '.'])).toMatchObject({
      code: 0,
      out: `baseline  ${BASELINE}:1: 2 findings moved: update the file with podseal baseline --prune

No findings in 4 files, 4 in the baseline.
`,
    });
    expect((await at.run(['check', 'elsewhere'])).code).toBe(0);
    expect((await at.run(['baseline', '--prune'])).out).toBe(
      `${BASELINE}: 0 removed, 2 moved, 4 in all.\n`,
    );
    expect((await at.run(['check', '.'], { below: 'elsewhere' })).out).toBe(
      'No findings in 1 file, 2 in the baseline.\n',
    );
    expect((await at.run(['check', '.'])).out).toBe('No findings in 4 files, 4 in the baseline.\n');
  });

  it('does not know a copy beside what it has', async () => {
    await at.run(['baseline']);
    at.write('prod/web.yaml', at.read('deploy/web.yaml'));
    for (const path of ['.', 'prod', 'prod/web.yaml']) {
      const { code, out } = await at.run(['check', path]);
      expect([code, out]).toEqual([1, expect.stringContaining('2 errors, 0 warnings in')]);
      expect(out).not.toContain('deploy/web.yaml');
    }
  });

  it('knows the parts of a file that was split', async () => {
    at.write('deploy/all.yaml', `${deployment('one')}---\n${deployment('two')}`);
    await at.run(['baseline']);
    at.write('deploy/all.yaml', deployment('one'));
    at.write('deploy/two.yaml', deployment('two'));
    const { code, out } = await at.run(['check', '.']);
    expect(code).toBe(0);
    expect(out).toContain('2 findings moved');
  });

  it('knows what several threads check', async () => {
    await at.run(['baseline']);
    at.write('elsewhere/web.yaml', at.read('deploy/web.yaml'));
    at.write('deploy/web.yaml', '');
    at.write('prod/api.yaml', at.read('deploy/api.yaml'));
    for (let index = 0; index < 600; index++) at.write(`many/${index}.yaml`, '');
    const { code, out } = await at.run(['check', '.']);
    expect(code).toBe(1);
    expect(out).toContain(`baseline  ${BASELINE}:1: 2 findings moved`);
    expect(out).toContain('2 errors, 0 warnings in 605 files, 4 in the baseline.');
  });

  it('tells of lines whose findings are gone, and takes them out', async () => {
    await at.run(['baseline']);
    at.write('deploy/web.yaml', '');
    at.write('deploy/new.yaml', deployment('new'));
    const said = 'gone: update the file with podseal baseline --prune';
    expect((await at.run(['check', '.'])).out).toContain(
      `baseline  ${BASELINE}:1: 2 findings ${said}`,
    );
    // What other options look at says nothing about what is gone.
    for (const flags of [
      ['--profile', 'baseline'],
      ['--files', 'deploy/*'],
      ['--rule', 'no-privileged'],
    ]) {
      expect((await at.run(['check', '.', ...flags])).out).not.toContain('gone');
    }
    expect((await at.run(['baseline', '--prune'])).out).toBe(
      `${BASELINE}: 2 removed, 0 moved, 2 in all.\n`,
    );
    const { code, out } = await at.run(['check', '.']);
    expect(code).toBe(1);
    expect(out).not.toContain('gone');
    expect(out).toContain('2 in the baseline.');
  });

  it('keeps what a file has that can not be read for now', async () => {
    await at.run(['baseline']);
    at.write('deploy/web.yaml', `${deployment('web')}a: [`);
    expect((await at.run(['check', '.'])).out).not.toContain('gone');
    expect((await at.run(['baseline', '--prune'])).out).toContain('0 removed, 0 moved, 4 in all');
  });

  it('is written anew whatever is in it, and comes out of a merge conflict', async () => {
    await at.run(['baseline']);
    const text = at.read(BASELINE);
    at.write(BASELINE, text.replace(/^(?=[0-9a-f]{16} )/m, '<<<<<<< HEAD\n=======\n'));
    const { code, err } = await at.run(['check', '.']);
    expect([code, err]).toEqual([
      2,
      `podseal: ${BASELINE}:4: a merge conflict. Run podseal baseline --prune: it keeps what still has a finding.\n`,
    ]);
    expect((await at.run(['baseline', '--prune'])).code).toBe(0);
    expect(at.read(BASELINE)).toBe(text);
    at.write(BASELINE, 'nonsense\n');
    expect((await at.run(['baseline', '--prune'])).err).toBe(
      `podseal: ${BASELINE}:1: this is not a line of a baseline. Write the file anew: podseal baseline.\n`,
    );
    expect((await at.run(['baseline'])).code).toBe(0);
    expect(at.read(BASELINE)).toBe(text);
  });

  it('is not there to be pruned until it is written', async () => {
    expect(await at.run(['baseline', '--prune'])).toMatchObject({
      code: 2,
      err: `podseal: There is no ${BASELINE}: podseal baseline writes it.\n`,
    });
  });

  it('leaves what it has to be fixed', async () => {
    await at.run(['baseline']);
    expect((await at.run(['fix', '--unsafe', '.'])).err).toContain('4 findings fixed in 2 files.');
    expect((await at.run(['check', '.'])).code).toBe(0);
  });

  it('counts as it is on the base of a change', async () => {
    at.write('web.yaml', deployment('web'));
    await at.run(['baseline']);
    const folder = join(at.path, 'repo');
    const files = {
      [PATH]: at.read(PATH),
      [BASELINE]: at.read(BASELINE),
      'web.yaml': deployment('web'),
    };
    makeRepository(folder, [
      files,
      {
        ...files,
        'web.yaml': deployment('web', 'command: [a]'),
        'new.yaml': deployment('new'),
        // A copy of what is in the baseline is new.
        'prod/web.yaml': deployment('web'),
      },
    ]);
    const args = ['review', '--repo', folder, '--base', 'HEAD~1', '--scope', 'all'];
    const { code, out } = await at.run(args);
    expect(code).toBe(1);
    expect(out).toContain('4 new errors');
    expect(out).toContain('2 findings in the baseline.');
    expect(out).not.toContain('\nweb.yaml, line');
  });
});
