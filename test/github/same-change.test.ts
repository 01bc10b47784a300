import { afterEach, expect, it } from 'vitest';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { planReview } from '../../src/review/review.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { type Changes, commit } from '../double/git-repository.ts';
import type { GitHubOptions } from '../double/github/index.ts';
import { FEW_RULES, deployment } from '../judging.ts';
import { README, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

/** Where a review finds what, what of it is new, and its summary. */
function told({ findings, skips, summary }: ReviewPlan): string[] {
  return [
    ...findings.map(({ finding: { file, line, rule, resource, severity }, introduced }) =>
      [introduced ? 'new' : 'old', `${file}:${line}`, resource.name, rule, severity].join(' '),
    ),
    ...skips.map(({ file, reason }) => `${file}: ${reason}`),
    ...summary.split('\n'),
  ];
}

/** What a review of the same change says, by GitHub and by git. */
async function reviewBoth(
  base: Changes,
  head: Changes,
  { later, ...options }: Partial<GitHubOptions> & { later?: Changes } = {},
): Promise<{ github: string[]; git: string[] }> {
  world = await makeWorld([base, head], options);
  const [first = '', to = ''] = world.commits;
  const from = later ? commit(world.folder, later, { parent: first }) : first;
  if (later) await world.github.setBranch('shop', 'manifests', 'main', from);
  const { plan } = await world.run();
  const change = await readLocalChange({
    ...{ folder: world.folder, base: from, head: to, worktree: false },
    settle: () => ({ files: ['**/*.yaml'] }),
    readElsewhere: readCheckouts(),
  });
  const local = planReview(change, { ruleSet: FEW_RULES, failOn: 'error', scope: undefined });
  return { github: told(plan ?? expect.fail('no plan')), git: told(local) };
}

/** Differs too much from what it comes from for git to see a rename. */
const NOTES = Array.from({ length: 60 }, (_, at) => `# Note ${at}.\n`).join('');
const [API, WEB, JOBS] = ['api', 'web', 'jobs'].map((name) => deployment(name));
const OLD = `${API}---\n${WEB}---\n${JOBS}`;

const MOVES: Record<string, [Changes, Changes, fresh?: string[]]> = {
  'a file is renamed and edited much': [
    { 'old.yaml': API ?? '' },
    { 'old.yaml': null, 'new.yaml': `${NOTES}${API}` },
  ],
  'a file is split into files': [
    { 'all.yaml': OLD },
    {
      'all.yaml': null,
      'k8s/api.yaml': `${NOTES}${API}`,
      'k8s/web.yaml': `${NOTES}${WEB}`,
      'k8s/jobs.yaml': `${NOTES}${JOBS}`,
    },
  ],
  'files are merged into one': [
    { 'api.yaml': API ?? '', 'web.yaml': WEB ?? '', 'jobs.yaml': JOBS ?? '' },
    { 'api.yaml': null, 'web.yaml': null, 'jobs.yaml': null, 'all.yaml': `${NOTES}${OLD}` },
  ],
  'an object moves into a file that was there': [
    { 'api.yaml': API ?? '', 'web.yaml': SHUT },
    { 'api.yaml': null, 'web.yaml': `${SHUT}---\n${API}` },
  ],
  'an object moves, and one in it is new': [
    { 'api.yaml': API ?? '' },
    { 'api.yaml': null, 'all.yaml': `${NOTES}${API}---\n${WEB}` },
    ['web'],
  ],
};

it.each(Object.entries(MOVES))(
  '%s: GitHub and git tell the same',
  async (_, [base, head, fresh]) => {
    const { github, git } = await reviewBoth({ ...README, ...base }, head);
    expect(github).toEqual(git);
    expect(github.length).toBeGreaterThan(0);
    const names = github.filter((one) => one.startsWith('new')).map((one) => one.split(' ')[2]);
    expect([...new Set(names)]).toEqual(fresh ?? []);
  },
);

it('files that .gitattributes on the base call generated have no comments, by GitHub and by git', async () => {
  const [deep, edge] = ['k8s/out/gen/web.yaml', 'edge/web.yaml'];
  const { github, git } = await reviewBoth(
    {
      ...README,
      '.gitattributes': 'edge/* linguist-vendored\n',
      'k8s/.gitattributes': '/out/** linguist-generated\n',
      'k8s/out/own/.gitattributes': '* -linguist-generated\n',
    },
    {
      // What the change itself says does not count.
      '.gitattributes': '* linguist-generated\n',
      [deep]: WEB ?? '',
      [edge]: API ?? '',
      'k8s/out/own/jobs.yaml': JOBS ?? '',
    },
  );
  expect(github).toEqual(git);
  expect(github.filter((one) => one.startsWith('new')).length).toBeGreaterThan(3);
  expect(world.said()).toEqual([expect.stringMatching(/^k8s\/out\/own\/jobs\.yaml:/)]);
  const summary = github.join('\n');
  expect(summary).toContain(`\`${deep}\` is generated (\`k8s/.gitattributes\`): change what it is`);
  expect(summary).toContain(
    `\`${edge}\` is a copy from another project (\`.gitattributes\`): change`,
  );
});

it('a kustomization beside a changed file is read, as it is at the head', async () => {
  const kustomization = `resources: [api.yaml]
patches:
  - target: {kind: Deployment}
    patch: '[{op: add, path: /spec/template/spec/securityContext, value: {runAsNonRoot: true}}]'
`;
  const { github, git } = await reviewBoth(
    { ...README, 'k8s/kustomization.yaml': kustomization },
    { 'k8s/api.yaml': API ?? '' },
  );
  expect(github).toEqual(git);
  expect(github.slice(0, 2)).toEqual([
    'new k8s/api.yaml:15 api read-only-root-filesystem error',
    'new k8s/api.yaml:15 api run-as-non-root notice',
  ]);
});

it('the .gitattributes that the base branch has by now count, by GitHub and by git', async () => {
  const later = { '.gitattributes': '*.yaml linguist-generated\n' };
  const { github, git } = await reviewBoth(README, { 'web.yaml': WEB ?? '' }, { later });
  expect(github).toEqual(git);
  expect(github.join('\n')).toContain('`web.yaml` is generated (`.gitattributes`): change what');
  expect(world.said()).toEqual([]);
});

it('a file whose patch GitHub does not give is split: it is read at the merge base', async () => {
  const [base, head] = MOVES['a file is split into files'] ?? [{}, {}];
  const options = { dropPatch: (path: string) => path === 'all.yaml' };
  const { github, git } = await reviewBoth({ ...README, ...base }, head, options);
  expect(github).toEqual(git);
  expect(github.filter((one) => one.startsWith('new'))).toEqual([]);
  expect(world.github.requests.filter(({ path }) => path.includes('/compare/'))).toHaveLength(1);
});
