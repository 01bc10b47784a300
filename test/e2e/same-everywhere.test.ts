import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { optionsIn } from '../../src/options/option.ts';
import { OPTIONS } from '../../src/options/options.ts';
import type { PlanFile } from '../../src/action/plan-schema.ts';
import { deployment } from '../judging.ts';
import { makeFolder, runIn } from './run-cli.ts';
import type { Stage } from '../action/stage.ts';
import { stage } from './run-action.ts';

const PATH = '.github/podseal.yml';
const BASELINE = '.github/podseal.baseline';

/** A configuration that has every key, each with another value than its default. */
const CONFIGURATION = {
  extends: './podseal-rules.yml',
  profile: 'restricted',
  'pod-security-version': 'v1.31',
  files: ['**/*.{yaml,yml}', '!vendor/**'],
  scope: 'all',
  automation: ['release-bot'],
  'foreign-exemptions': ['kube-linter', 'checkov'],
  'fail-on': 'warning',
  'scratch-size': '64Mi',
  'scratch-medium': 'memory',
  'request-changes': true,
  'pull-charts': true,
  rules: {
    'seccomp-profile': 'off',
    'read-only-root-filesystem': 'warning',
    'bounded-scratch': 'error',
    'drop-capabilities': { severity: 'notice', exemptions: 'configuration' },
    'no-privileged': { exemptions: 'nowhere' },
  },
  kinds: [{ kind: 'Shop', apiVersion: 'acme.io/*', pods: 'spec.front.pod' }],
  exemptions: [
    {
      rule: ['run-as-non-root', 'no-privileged'],
      path: 'deploy/legacy/**',
      reason: 'Is replaced next year.',
      expires: '2099-01-31',
    },
    { rule: 'run-as-non-root', name: 'ended', reason: 'It was so.', expires: '2020-01-31' },
  ],
};

/** What it builds on: a rule that it does not have itself, and an exemption that adds to its own. */
const EXTENDED = {
  rules: { 'drop-capabilities': 'error', 'pinned-image': 'error' },
  exemptions: [{ rule: 'pinned-image', name: 'scratch', reason: 'Has no versions.' }],
};

const PRIVILEGED = ['securityContext:', '  privileged: true'];

/** Without its kind, nobody would look for a pod in a part of that name. */
const SHOP = `apiVersion: acme.io/v1
kind: Shop
metadata: {name: shop}
spec:
  front:
    pod:
      containers:
        - {name: web, image: 'example/app:1'}
`;

const CHANGED: Readonly<Record<string, string>> = {
  // Exempt in the configuration, which forbids that for one of its rules.
  'deploy/legacy/old.yaml': deployment('old', ...PRIVILEGED),
  // Exempt in the manifest, which the configuration forbids for one of the rules.
  'deploy/ignored.yaml': deployment('ignored').replace(
    '      containers:',
    '      # podseal-ignore run-as-non-root, drop-capabilities: it has a reason\n      containers:',
  ),
  'deploy/ended.yaml': deployment('ended'),
  // In the baseline before, and changed now.
  'deploy/listed.yaml': deployment('listed', 'command: [serve]'),
  // A copy of what is in the baseline.
  'prod/listed.yaml': deployment('listed'),
  'deploy/scratch.yml': `${deployment('scratch')}      volumes:\n        - name: tmp\n          emptyDir: {}\n`,
  'deploy/shop.yaml': SHOP,
  'vendor/web.yaml': deployment('vendored'),
  'stack/kustomization.yaml':
    'resources: [web.yaml]\nimages: [{name: example/app, newTag: "2"}]\npatches: [{path: more.yaml}]\n',
  'stack/web.yaml': deployment('stacked'),
  'deploy/broken.yaml': `${deployment('broken')}a: [`,
};

/** The baseline of what is there before the change. */
async function baselineOf(files: Readonly<Record<string, string>>): Promise<string> {
  const at = makeFolder();
  try {
    spawnSync('git', ['init', '--quiet', at.path]);
    for (const [path, text] of Object.entries(files)) at.write(path, text);
    expect((await at.run(['baseline'])).code).toBe(0);
    return at.read(BASELINE);
  } finally {
    at.remove();
  }
}

interface Reported {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

/** What is said of a finding wherever it is told of. */
const SAID = [
  ...['file', 'line', 'column', 'endLine', 'endColumn', 'rule', 'severity', 'message'],
  ...['resource', 'container', 'fingerprint'],
];

/** Findings as one list to compare. */
function comparable(findings: readonly Reported[], more: readonly string[] = []): object[] {
  return findings
    .toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)))
    .map((finding) => {
      const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(finding));
      return Object.fromEntries([...SAID, ...more].map((key) => [key, fields.get(key)]));
    });
}

function keyOf({ file, line, rule }: Reported): string {
  return `${file}:${line}:${rule}`;
}

let pr: Stage;
let folder: string;

beforeEach(async () => {
  const before = {
    [PATH]: stringify(CONFIGURATION),
    '.github/podseal-rules.yml': stringify(EXTENDED),
    'deploy/listed.yaml': deployment('listed'),
  };
  folder = mkdtempSync(join(tmpdir(), 'podseal-same-'));
  pr = await stage({ ...before, [BASELINE]: await baselineOf(before) }, CHANGED);
});

afterEach(async () => {
  await pr.close();
  rmSync(folder, { recursive: true });
});

interface Report {
  readonly findings: Reported[];
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
}

/** Runs the command in the repository, and gives its JSON. */
async function podseal(...args: string[]): Promise<Report> {
  const { out } = await runIn(pr.gitDir, [...args, '--format', 'json']);
  return JSON.parse(out) as Report;
}

it('the configuration of this test has every key', () => {
  const own = ['extends', 'rules', 'kinds', 'exemptions'];
  const keys = [...Object.keys(optionsIn(OPTIONS, 'file')), ...own];
  expect(Object.keys(CONFIGURATION).toSorted()).toEqual(keys.toSorted());
});

it('a check, a local review and a review on GitHub have the same findings', async () => {
  const check = await podseal('check', '.');
  const review = await podseal('review', '--base', 'HEAD~1');
  const file = join(folder, 'plan.json');
  const run = await pr.run({ mode: 'plan', 'plan-file': file });
  const { plan } = JSON.parse(readFileSync(file, 'utf8')) as PlanFile;
  const onGitHub = plan.findings.map(({ finding }) => finding);
  expect(comparable(check.findings)).toEqual(comparable(onGitHub));
  expect(comparable(check.findings, ['fix'])).toEqual(comparable(review.findings, ['fix']));
  const skipped = [check.skipped, review.skipped, plan.skips].map((skips) =>
    skips.map(({ file: path, reason }) => `${path}: ${reason}`).toSorted(),
  );
  expect(skipped[0]).toEqual(skipped[2]);
  expect(skipped[1]).toEqual(skipped[2]);
  expect(new Set(check.skipped.map((one) => one.file))).toEqual(
    new Set(['deploy/broken.yaml', 'stack/kustomization.yaml']),
  );
  expect([...new Set(check.findings.map((one) => one.file))].toSorted()).toEqual([
    'deploy/ended.yaml',
    'deploy/ignored.yaml',
    'deploy/legacy/old.yaml',
    'deploy/scratch.yml',
    'deploy/shop.yaml',
    'prod/listed.yaml',
    'stack/web.yaml',
  ]);
  const base = run.log.match(/Configuration: (.*)/)?.[1];
  expect(base).toMatch(
    /^\.github\/podseal\.yml at [0-9a-f]{7} \(main\), with \.github\/podseal-rules\.yml\. Baseline: \d+ findings\.$/,
  );
});

it('the command says which configuration counts, where it is asked to', async () => {
  const say = async (...args: string[]): Promise<string> => (await runIn(pr.gitDir, args)).err;
  expect(await say('check', '.')).toBe('');
  expect(await say('check', '--verbose', '.')).toMatch(
    /^Configuration: \.github\/podseal\.yml in [^\s,]+, with \.github\/podseal-rules\.yml\. Baseline: \d+ findings\.\n$/,
  );
  const base = spawnSync('git', ['branch', 'base', 'HEAD~1'], { cwd: pr.gitDir });
  expect(base.status).toBe(0);
  expect(await say('review', '--verbose', '--base', 'base')).toMatch(
    /^Configuration: \.github\/podseal\.yml at [0-9a-f]{7} \(base\), with \.github\/podseal-rules\.yml\. Baseline: \d+ findings\.\n$/,
  );
  rmSync(join(pr.gitDir, '.github'), { recursive: true });
  expect(await say('check', '--verbose', '.')).toMatch(
    /^Configuration: none in \S+, so the defaults count\. Baseline: none\.\n$/,
  );
});

it('the configuration and the baseline of the base branch as it is now count for a local review', async () => {
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
    expect(spawnSync('git', [...who, ...args], { cwd: pr.gitDir }).status).toBe(0);
  };
  git('branch', 'topic');
  git('checkout', '--quiet', '-B', 'main', 'HEAD~1');
  const { rules, ...rest } = CONFIGURATION;
  const off = { ...rest, rules: { ...rules, 'read-only-root-filesystem': 'off' } };
  writeFileSync(join(pr.gitDir, PATH), stringify(off));
  git('commit', '--quiet', '--all', '--message', 'Another configuration');
  const { findings } = await podseal('review', '--base', 'main', '--head', 'topic');
  expect(findings.length).toBeGreaterThan(0);
  expect(findings.filter(({ rule }) => rule === 'read-only-root-filesystem')).toEqual([]);
  expect(parse(readFileSync(join(pr.gitDir, PATH), 'utf8'))).toEqual(off);
});
