import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../../src/judge/exemptions/baseline-entry.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { writeBaseline } from '../../src/configuration/baseline.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import { FEW_RULES, HARDENED, deployment } from '../judging.ts';
import { RIGHTS, type World, makeWorld } from './world.ts';
import { byConfiguration } from './by-configuration.ts';

const PATH = '.github/podseal.yml';
const EXEMPT = `exemptions:
  - rule: [read-only-root-filesystem, run-as-non-root]
    name: legacy
    reason: Is replaced next year.
`;

let world: World;

afterEach(async () => world.close());

it('judges a pull request by the configuration on its base', async () => {
  world = await makeWorld([
    { [PATH]: EXEMPT },
    {
      [PATH]: EXEMPT.replace('legacy', '"*"'),
      'legacy.yaml': deployment('legacy'),
      'web.yaml': deployment('web'),
    },
  ]);
  const { conclusion, summary } = await world.run(byConfiguration);
  expect(conclusion).toBe('failure');
  expect(world.said().length).toBe(1);
  expect(world.said()[0]).toMatch(/^web\.yaml:/);
  expect(summary).toContain('2 exempt findings');
  expect(summary).toContain(
    'This change edits `.github/podseal.yml`. It counts once it is merged: this check follows the base branch. In the changed files it hides 2 findings and adds 0 findings.',
  );
});

it.each([
  ['on the base counts', 'automation: [topic]', '', []],
  ['of the change itself does not', '', 'automation: [topic]', ['web.yaml']],
])('automation that is named %s', async (_, onBase, onHead, commented) => {
  const text = deployment('web');
  world = await makeWorld(
    [
      { [PATH]: `scope: touched\n${onBase}\n`, 'web.yaml': text },
      { [PATH]: `scope: touched\n${onHead}\n`, 'web.yaml': text.replace('app:1', 'app:2') },
    ],
    {},
    { headRef: 'topic' },
  );
  await world.run(byConfiguration);
  expect(world.said().map((line) => line.split(':')[0])).toEqual(commented);
});

it('looks at the files that the configuration wants, and no others', async () => {
  world = await makeWorld([
    { [PATH]: "files: ['deploy/**']\n" },
    { 'deploy/web.txt': deployment('web'), 'other/web.yaml': deployment('other') },
  ]);
  await world.run(byConfiguration);
  expect(world.said().map((line) => line.split(':')[0])).toEqual(['deploy/web.txt']);
});

it('fails for a configuration that is wrong, and says which one is meant', async () => {
  world = await makeWorld([{ [PATH]: 'fial-on: error\n' }, { 'web.yaml': deployment('web') }]);
  await expect(world.run(byConfiguration)).rejects.toThrow(
    '.github/podseal.yml:1:1: "fial-on" is not a key here; did you mean "fail-on"?\n' +
      'Correct the configuration on the base branch: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.',
  );
  expect(world.said()).toEqual([]);
});

describe('a change that breaks the configuration', () => {
  const BROKEN = EXEMPT.replace('reason', 'raeson');

  it('fails, with a comment on the line', async () => {
    world = await makeWorld([
      { [PATH]: EXEMPT },
      { [PATH]: BROKEN, 'web.yaml': deployment('web', ...HARDENED) },
    ]);
    const { conclusion, title, summary } = await world.run(byConfiguration);
    expect([conclusion, title]).toEqual([
      'failure',
      'No new findings, 2 faults in the configuration',
    ]);
    expect(summary).toContain(
      '- `.github/podseal.yml:4:5`: `"exemptions[0].raeson" is not a key here; did you mean "reason"?`',
    );
    expect(world.said()).toEqual([
      `${PATH}:2 **Podseal can't use this configuration** (1 fault)`,
      `${PATH}:4 **Podseal can't use this configuration** (1 fault)`,
    ]);
    // What is said is not said again, and what is still wrong is not resolved.
    await world.run(byConfiguration);
    expect(world.said().map((line) => line.includes('Done'))).toEqual([false, false]);
  });

  it('has its comments resolved when it is corrected, whatever the files to look at are', async () => {
    const files = "files: ['deploy/**']\n";
    world = await makeWorld([
      { [PATH]: files },
      { [PATH]: `${files}fial-on: error\n` },
      { [PATH]: `${files}fail-on: error\n` },
    ]);
    await world.run(byConfiguration);
    expect(world.said()).toEqual([`${PATH}:2 **Podseal can't use this configuration** (1 fault)`]);
    await world.push(2);
    const { conclusion } = await world.run(byConfiguration);
    expect(conclusion).toBe('success');
    expect(world.said()[0]).toContain('Done: this is no longer found.');
  });

  it('has an annotation where the diff does not show the line', async () => {
    const far = Array.from({ length: 30 }, (_, at) => `# line ${at}\n`).join('');
    // The profile is on line 1, and the version that does not fit it on line 32.
    const before = `profile: restricted\n${far}pod-security-version: v1.31\n`;
    world = await makeWorld([
      { [PATH]: before },
      { [PATH]: before.replace('restricted', 'strict') },
    ]);
    const { conclusion } = await world.run(byConfiguration);
    expect(conclusion).toBe('failure');
    expect(world.said()).toEqual([]);
    expect(world.github.checkRuns(world.commits[1] ?? '')[0]?.annotations).toMatchObject([
      {
        path: PATH,
        start_line: 32,
        annotation_level: 'failure',
        message:
          'pod-security-version v1.31 needs the profile baseline or restricted; the profile is strict.',
      },
    ]);
  });

  it('may break the baseline, by marks of a conflict', async () => {
    const baseline = '.github/podseal.baseline';
    world = await makeWorld([
      { [baseline]: '# x\n' },
      { [baseline]: '# x\n<<<<<<< HEAD\n=======\n>>>>>>> topic\n' },
    ]);
    const { conclusion } = await world.run(byConfiguration);
    expect(conclusion).toBe('failure');
    expect(world.said()).toEqual([
      `${baseline}:2 **Podseal can't use this configuration** (1 fault)`,
    ]);
  });

  it('may bring a second file', async () => {
    world = await makeWorld([
      { [PATH]: EXEMPT },
      { [PATH]: EXEMPT, 'podseal.yml': 'fail-on: never\n' },
    ]);
    const { conclusion, summary } = await world.run(byConfiguration);
    expect(conclusion).toBe('failure');
    expect(summary).toContain(
      '- `podseal.yml:1:1`: `there are .github/podseal.yml and podseal.yml: keep one of them`',
    );
  });
});

describe('a configuration that extends another one', () => {
  /** The shared files of the organization, in a repository of their own. */
  let shared: string;

  afterEach(() => {
    rmSync(shared, { recursive: true });
  });

  async function makeShop(
    versions: readonly Changes[],
    {
      isPrivate = false,
      files = { 'podseal.yml': 'extends: ./exempt.yml\n', 'exempt.yml': EXEMPT },
      ...pull
    }: { isPrivate?: boolean; files?: Changes; fork?: boolean } = {},
  ): Promise<World> {
    shared = mkdtempSync(join(tmpdir(), 'podseal-shared-'));
    makeRepository(shared, [files]);
    // As a workflow's token is.
    const token = {
      type: 'installation',
      login: 'github-actions[bot]',
      permissions: RIGHTS,
    } as const;
    const tokens = { secret: { ...token, repositories: ['shop/manifests'] } };
    const repositories = { 'shop/.github': { gitDir: shared, private: isPrivate } };
    return makeWorld(versions, { tokens, repositories }, pull);
  }

  const EXTENDS = 'extends: shop/.github:podseal.yml\n';

  it('is judged by both', async () => {
    world = await makeShop([
      { [PATH]: EXTENDS },
      { 'legacy.yaml': deployment('legacy'), 'web.yaml': deployment('web') },
    ]);
    const { summary } = await world.run(byConfiguration);
    expect(world.said().map((line) => line.split(':')[0])).toEqual(['web.yaml']);
    expect(summary).toContain('2 exempt findings');
    expect(summary).toContain('(`shop/.github:exempt.yml:2`)');
  });

  it('fails where the token can’t read it, and says what to do', async () => {
    world = await makeShop([{ [PATH]: EXTENDS }, { 'web.yaml': deployment('web') }], {
      isPrivate: true,
    });
    await expect(world.run(byConfiguration)).rejects.toThrow(
      `${PATH}:1:10: "extends" names shop/.github:podseal.yml: the token can't read shop/.github: check the name, and see "Private repositories" in https://github.com/podseal/podseal/blob/main/docs/configuration.md
Correct the configuration on the base branch: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.`,
    );
    expect(world.github.checkRuns(world.commits[1] ?? '')[0]).toMatchObject({
      conclusion: 'failure',
      summary: expect.stringContaining('Correct the configuration on the base branch') as string,
    });
  });

  it('fails for a file that is not there, and for one that is wrong', async () => {
    world = await makeShop([{ [PATH]: EXTENDS }, { 'web.yaml': deployment('web') }], {
      files: { 'other.yml': '' },
    });
    await expect(world.run(byConfiguration)).rejects.toThrow(
      `${PATH}:1:10: "extends" names shop/.github:podseal.yml: there is no such file on its default branch`,
    );
    await world.close();
    rmSync(shared, { recursive: true });
    world = await makeShop([{ [PATH]: EXTENDS }, { 'web.yaml': deployment('web') }], {
      files: { 'podseal.yml': 'profil: strict\n' },
    });
    await expect(world.run(byConfiguration)).rejects.toThrow(
      'shop/.github:podseal.yml:1:1: "profil" is not a key here; did you mean "profile"?',
    );
  });

  it('extends files of its own repository as they are on the base', async () => {
    const before = { [PATH]: 'extends: ./exempt.yml\n', '.github/exempt.yml': EXEMPT };
    world = await makeShop([
      before,
      { ...before, '.github/exempt.yml': '', 'legacy.yaml': deployment('legacy') },
    ]);
    const { conclusion, summary } = await world.run(byConfiguration);
    expect(conclusion).toBe('success');
    expect(summary).toContain(
      'This change edits `.github/exempt.yml`. It counts once it is merged: this check follows the base branch. In the changed files it hides 0 findings and adds 2 findings.',
    );
  });

  it('gets a comment in an extended file that a change breaks', async () => {
    const before = { [PATH]: 'extends: ./exempt.yml\n', '.github/exempt.yml': EXEMPT };
    world = await makeShop([before, { ...before, '.github/exempt.yml': 'exemptons: []\n' }]);
    const { conclusion } = await world.run(byConfiguration);
    expect(conclusion).toBe('failure');
    expect(world.said()).toEqual([
      `.github/exempt.yml:1 **Podseal can't use this configuration** (1 fault)`,
    ]);
  });

  it('is read elsewhere for a change only if its author may write here', async () => {
    const versions = [{ 'a.txt': 'a' }, { [PATH]: EXTENDS, 'legacy.yaml': deployment('legacy') }];
    world = await makeShop(versions);
    const { summary } = await world.run(byConfiguration);
    expect(summary).toContain('In the changed files it hides 2 findings and adds 0 findings.');
    await world.close();
    rmSync(shared, { recursive: true });
    world = await makeShop(versions, { fork: true });
    const other = await world.run(byConfiguration);
    expect(other.summary).toContain(
      'In the changed files it makes no difference. What `shop/.github:podseal.yml` says is read only after the merge, as this pull request is from a fork.',
    );
    const asked = world.github.requests.map(({ body }) => JSON.stringify(body) ?? '');
    expect(asked.filter((body) => body.includes('HEAD:podseal.yml'))).toEqual([]);
  });
});

it('knows the baseline of the base, and not that of the change', async () => {
  const baselineOf = (name: string) => {
    const path = `${name}.yaml`;
    const { findings } = judge(readManifest({ path, text: deployment(name) }), FEW_RULES);
    return writeBaseline([...entriesOf(findings, path).values()]);
  };
  world = await makeWorld([
    { '.github/podseal.baseline': baselineOf('old'), 'old.yaml': deployment('old') },
    {
      '.github/podseal.baseline': baselineOf('web'),
      'old.yaml': deployment('old', 'command: [a]'),
      'web.yaml': deployment('web'),
    },
  ]);
  const { conclusion, summary } = await world.run({ ...byConfiguration, scope: 'all' });
  expect(conclusion).toBe('failure');
  expect(world.said().map((line) => line.split(':')[0])).toEqual(['web.yaml']);
  expect(summary).toContain('2 findings in the baseline.');
});

it('says that a fix leaves the baseline out of date, unless the pull request updates it', async () => {
  const path = '.github/podseal.baseline';
  const { findings } = judge(
    readManifest({ path: 'web.yaml', text: deployment('web') }),
    FEW_RULES,
  );
  const entries = [...entriesOf(findings, 'web.yaml').values()];
  const base = { [path]: writeBaseline(entries), 'web.yaml': deployment('web') };
  const fixed = deployment('web', ...HARDENED);
  world = await makeWorld([base, { 'web.yaml': fixed }]);
  const { conclusion, summary } = await world.run(byConfiguration);
  expect(conclusion).toBe('success');
  expect(summary).toContain('2 findings of the baseline gone with this change');
  await world.close();
  world = await makeWorld([base, { 'web.yaml': fixed, [path]: writeBaseline([]) }]);
  expect((await world.run(byConfiguration)).summary).not.toContain('of the baseline gone');
});
