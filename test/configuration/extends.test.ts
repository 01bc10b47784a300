import { describe, expect, it } from 'vitest';
import { composeConfiguration } from '../../src/configuration/compose.ts';
import { baseOf, nameOf } from '../../src/configuration/extends.ts';
import { readEach, readExtended } from '../../src/configuration/read-extended.ts';

const PATH = '.github/podseal.yml';

/** Composes a configuration from files by their names, as a front end does. */
async function compose(files: Readonly<Record<string, string>>) {
  const asked: string[][] = [];
  const configuration = { path: PATH, text: files[PATH] ?? '' };
  const extended = await readExtended(configuration, async (places) => {
    asked.push(places.map(nameOf));
    const texts = places.map((place) => files[nameOf(place)]);
    return texts.map((text) =>
      text === undefined ? { absent: 'there is no such file' } : { text },
    );
  });
  return { asked, composed: composeConfiguration(configuration, extended) };
}

async function faultsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { composed } = await compose(files);
  if (!('faults' in composed)) return [];
  return composed.faults.map(
    ({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`,
  );
}

describe('what a configuration extends', () => {
  it.each([
    ['strict', PATH, 'strict'],
    ['./a.yml', PATH, '.github/a.yml'],
    ['../a.yml', PATH, 'a.yml'],
    ['../x/./../a.yaml', PATH, 'a.yaml'],
    ['./a.yml', 'podseal.yml', 'a.yml'],
    ['../../a.yml', PATH, undefined],
    ['acme/.github:podseal.yml', PATH, 'acme/.github:podseal.yml'],
    ['acme/.github:x/../podseal.yml', PATH, 'acme/.github:podseal.yml'],
    ['acme/.github:../podseal.yml', PATH, undefined],
    ['./a.yml', 'acme/.github:x/podseal.yml', 'acme/.github:x/a.yml'],
    ['../../a.yml', 'acme/.github:x/podseal.yml', undefined],
  ])('%j in %s is %j', (text, file, meant) => {
    const base = baseOf(text, file);
    expect(typeof base === 'object' ? nameOf(base) : base).toBe(meant);
  });

  it('counts less the farther it is, and lists add up', async () => {
    const { composed } = await compose({
      [PATH]: `extends: [acme/.github:podseal.yml, ./near.yml]
fail-on: error
rules:
  pinned-image: off
  no-writable-host-path:
    allow: [/var/log/**]
`,
      '.github/near.yml': 'scope: all\nfail-on: never\nfiles: [near]\n',
      'acme/.github:podseal.yml': `extends: ./strict.yml
fail-on: warning
scope: touched
files: [far]
rules:
  pinned-image:
    severity: error
    exemptions: nowhere
  no-writable-host-path:
    allow: [/data, /var/log/**]
exemptions:
  - rule: no-privileged
    reason: All of us need it.
`,
      'acme/.github:strict.yml': `profile: strict
kinds: [{kind: Job9, pods: spec}]
charts: [{chart: charts/*, values: all.yaml}]
kustomizations: [overlays/*]
`,
    });
    expect(composed).toEqual({
      path: PATH,
      extends: [],
      given: { profile: 'strict', 'fail-on': 'error', scope: 'all', files: ['near'] },
      severities: { 'pinned-image': 'off' },
      allowed: { 'pinned-image': 'nowhere' },
      allow: { 'no-writable-host-path': ['/data', '/var/log/**'] },
      kinds: [{ kinds: ['Job9'], pods: ['spec'], source: 'acme/.github:strict.yml:2' }],
      charts: [{ chart: 'charts/*', values: ['all.yaml'], source: 'acme/.github:strict.yml:3' }],
      kustomizations: ['overlays/*'],
      exemptions: [
        {
          rules: ['no-privileged'],
          reason: 'All of us need it.',
          source: 'acme/.github:podseal.yml:12',
        },
      ],
      sources: {
        profile: 'acme/.github:strict.yml:1',
        kustomizations: 'acme/.github:strict.yml:4',
        'fail-on': `${PATH}:2`,
        scope: '.github/near.yml:1',
        files: '.github/near.yml:3',
        'rules.pinned-image.severity': `${PATH}:4`,
        'rules.pinned-image.exemptions': 'acme/.github:podseal.yml:8',
        'rules.no-writable-host-path.allow': `acme/.github:podseal.yml:10, ${PATH}:6`,
      },
    });
  });

  it('may be a profile, which a nearer file replaces', async () => {
    const one = await compose({ [PATH]: 'extends: restricted\nfail-on: never\n' });
    expect(one.composed).toMatchObject({
      given: { profile: 'restricted', 'fail-on': 'never' },
      sources: { profile: `${PATH}:1` },
    });
    const two = await compose({ [PATH]: 'extends: restricted\nprofile: strict\n' });
    expect(two.composed).toMatchObject({
      given: { profile: 'strict' },
      sources: { profile: `${PATH}:2` },
    });
  });

  it('is read once, level by level, and counts once', async () => {
    const exemption = 'exemptions: [{rule: no-privileged, reason: r}]\n';
    const { asked, composed } = await compose({
      [PATH]: 'extends: [./a.yml, ./b.yml]\n',
      '.github/a.yml': 'extends: ./c.yml\n',
      '.github/b.yml': 'extends: ./c.yml\n',
      '.github/c.yml': exemption,
    });
    expect(asked).toEqual([['.github/a.yml', '.github/b.yml'], ['.github/c.yml']]);
    expect(composed).toMatchObject({ exemptions: [{ source: '.github/c.yml:1' }] });
  });

  it('is not needed where it is read only once a change is merged', () => {
    const configuration = { path: PATH, text: 'extends: acme/.github:a.yml\nprofile: strict\n' };
    const later = [{ path: 'acme/.github:a.yml', isLater: true as const }];
    expect(composeConfiguration(configuration, later)).toMatchObject({
      given: { profile: 'strict' },
    });
  });
});

describe('what is wrong with what a configuration extends', () => {
  it('is named in the file that has it', async () => {
    expect(
      await faultsOf({
        [PATH]: 'extends: ./a.yml\nfail-on: eror\n',
        '.github/a.yml': 'profil: strict\n',
      }),
    ).toEqual([
      `${PATH}:2:10: "fail-on" is "eror", and must be one of error, warning, never. Did you mean error?`,
    ]);
    expect(
      await faultsOf({ [PATH]: 'extends: ./a.yml\n', '.github/a.yml': '# x\nprofil: a\n' }),
    ).toEqual(['.github/a.yml:2:1: "profil" is not a key here; did you mean "profile"?']);
  });

  it('is a file that there is not', async () => {
    expect(await faultsOf({ [PATH]: 'extends:\n  - strict\n  - ./a.yml\n' })).toEqual([
      `${PATH}:3:5: "extends" names .github/a.yml: there is no such file`,
    ]);
  });

  it('is a path that leads out of the repository', async () => {
    expect(await faultsOf({ [PATH]: 'extends: ../../a.yml\n' })).toEqual([
      `${PATH}:1:10: "extends" leads out of the repository: ../../a.yml. Name a file in it`,
    ]);
  });

  it('is a circle, with all of its files', async () => {
    expect(await faultsOf({ [PATH]: 'extends: ./podseal.yml\n' })).toEqual([
      `${PATH}:1:10: "extends" goes in a circle: ${PATH} → ${PATH}. Remove one of these`,
    ]);
    expect(
      await faultsOf({
        [PATH]: 'extends: acme/.github:a.yml\n',
        'acme/.github:a.yml': 'extends: ./b.yml\n',
        'acme/.github:b.yml': 'extends: [strict, ./a.yml]\n',
      }),
    ).toEqual([
      'acme/.github:b.yml:1:19: "extends" goes in a circle: acme/.github:a.yml → acme/.github:b.yml → acme/.github:a.yml. Remove one of these',
    ]);
  });

  it('is what lies too deep, and too many files', async () => {
    const chain = Object.fromEntries(
      [1, 2, 3, 4, 5, 6].map((at) => [`.github/${at}.yml`, `extends: ./${at + 1}.yml\n`]),
    );
    const { asked } = await compose({ [PATH]: 'extends: ./1.yml\n', ...chain });
    expect(asked.length).toBe(5);
    const [deep = '', ...others] = await faultsOf({ [PATH]: 'extends: ./1.yml\n', ...chain });
    expect(deep).toMatch(
      /^\.github\/5\.yml:1:10: "extends" goes more than 5 levels deep: \.github\/podseal\.yml → .* → \.github\/6\.yml$/,
    );
    expect(others).toEqual([]);
    const names = Array.from({ length: 21 }, (_, at) => `./f${at}.yml`);
    const files = Object.fromEntries(names.map((name) => [name.replace('.', '.github'), '']));
    expect(await faultsOf({ [PATH]: `extends: [${names.join(', ')}]\n`, ...files })).toEqual([
      expect.stringMatching(/"extends" names \.github\/f20\.yml: more than 20 files are extended$/),
    ]);
  });
});

it('files of the repository and of others are read apart, and stay in order', async () => {
  const read = readEach(
    async (places) => places.map(({ path }) => ({ text: `here ${path}` })),
    async (places) => places.map(({ path }) => ({ text: `there ${path}` })),
  );
  const places = [
    { repository: 'a/b', path: '1' },
    { repository: undefined, path: '2' },
    { repository: 'c/d', path: '3' },
  ];
  expect(await read(places)).toEqual([
    { text: 'there 1' },
    { text: 'here 2' },
    { text: 'there 3' },
  ]);
});
