import { describe, expect, it } from 'vitest';
import { HARDENED, applySuggestion, changeOf, changedFile, deployment, plan } from '../judging.ts';

const OPEN = deployment('web');
const CLOSED = deployment('web', ...HARDENED);

function rulesBy(placed: ReturnType<typeof plan>['findings']): string[] {
  return placed.map(
    ({ finding, introduced, touched, placement }) =>
      `${finding.rule} ${introduced ? 'new' : 'old'} ${touched ? 'touched' : 'untouched'} ${placement}`,
  );
}

describe('what a change introduces', () => {
  it('fails for a new file and comments once for its container', () => {
    const review = plan(changeOf([changedFile('web.yaml', undefined, OPEN)]));
    expect(review.conclusion).toBe('failure');
    expect(review.comments).toHaveLength(1);
    expect(rulesBy(review.findings)).toEqual([
      'read-only-root-filesystem new touched comment',
      'run-as-non-root new touched comment',
    ]);
  });

  it('leaves what was wrong before alone, and says so in a line', () => {
    const head = OPEN.replace('app:1', 'app:2');
    const review = plan(changeOf([changedFile('web.yaml', OPEN, head)]));
    expect(review.conclusion).toBe('success');
    expect(review.comments).toEqual([]);
    expect(rulesBy(review.findings)).toEqual([
      'read-only-root-filesystem old touched summary',
      'run-as-non-root old touched summary',
    ]);
    expect(review.title).toBe('No new findings');
    expect(review.summary).toContain('2 existing findings in 1 changed file, not from this change');
  });

  it('comments on it in a touched container with scope touched, and does not fail', () => {
    const head = OPEN.replace('app:1', 'app:2');
    const change = changeOf([changedFile('web.yaml', OPEN, head)]);
    const review = plan(change, { scope: 'touched' });
    expect(review.conclusion).toBe('success');
    expect(review.comments).toHaveLength(1);
    expect(review.comments[0]?.body).toContain('read-only-root-filesystem.md), existing:');
    expect(review.title).toBe('No new findings, 2 existing');
    const automated = { ...change, isAutomated: true };
    expect(plan(automated, { scope: 'touched' }).comments).toEqual([]);
    expect(plan(automated, { scope: 'all' }).comments).toHaveLength(1);
  });

  it.each([
    ['a label near by', 'app: web', 'app: web\n        tier: front', 0],
    ['the environment', 'name: app\n', 'name: app\n          env: [{ name: A, value: b }]\n', 0],
    ['the command', 'name: app\n', 'name: app\n          command: [a]\n', 1],
    [
      'a mount',
      'name: app\n',
      'name: app\n          volumeMounts: [{ name: a, mountPath: /a }]\n',
      1,
    ],
    [
      'a security setting of the pod',
      'spec:\n      containers',
      'spec:\n      securityContext: { fsGroup: 1 }\n      containers',
      1,
    ],
  ])('a change of %s touches %#', (_, from, to, comments) => {
    const change = changeOf([changedFile('web.yaml', OPEN, OPEN.replace(from, to))]);
    expect(plan(change, { scope: 'touched' }).comments).toHaveLength(comments);
  });

  it('comments on everything with scope all, and still fails only for what is new', () => {
    const head = OPEN.replace('spec:\n  selector', 'spec:\n  replicas: 2\n  selector');
    const review = plan(changeOf([changedFile('web.yaml', OPEN, head)]), { scope: 'all' });
    expect(review.comments).toHaveLength(1);
    expect(review.conclusion).toBe('success');
  });

  it('brings nothing new by moving lines, renaming the file or upgrading the API version', () => {
    const old = OPEN.replace('apps/v1', 'extensions/v1beta1');
    const head = `# moved\n\n${OPEN}`;
    const review = plan(changeOf([changedFile('new/name.yaml', old, head)]));
    expect(review.findings.map(({ introduced }) => introduced)).toEqual([false, false]);
    expect(review.conclusion).toBe('success');
  });

  it('finds what a removed line introduces, and puts the comment into the diff', () => {
    const head = CLOSED.replace('            readOnlyRootFilesystem: true\n', '');
    const review = plan(changeOf([changedFile('web.yaml', CLOSED, head)]));
    expect(review.conclusion).toBe('failure');
    const [comment] = review.comments;
    expect(comment && applySuggestion(head, comment)).toContain('readOnlyRootFilesystem: true');
  });

  it('fails for warnings only when told so, and never when told so', () => {
    const head = CLOSED.replace('runAsNonRoot: true', 'runAsNonRoot: true\n            fsGroup: 1');
    const change = changeOf([changedFile('web.yaml', CLOSED, head)]);
    expect(plan(change).conclusion).toBe('success');
    expect(plan(change, { failOn: 'warning' }).conclusion).toBe('failure');
    const broken = changeOf([changedFile('web.yaml', CLOSED, OPEN)]);
    expect(plan(broken, { failOn: 'never' }).conclusion).toBe('success');
  });
});

describe('what could not be judged', () => {
  it('makes a clean check neutral and is named', () => {
    const template = `${deployment('web')}      {{- toYaml .Values.pod | nindent 6 }}\n`;
    const review = plan(changeOf([changedFile('chart/web.yaml', undefined, template)]));
    expect(review.conclusion).toBe('neutral');
    expect(review.skips).toEqual([
      {
        file: 'chart/web.yaml',
        reason: expect.stringContaining('line 17, column 7: a template') as string,
      },
    ]);
    expect(review.summary).toContain('chart/web.yaml');
  });

  it('does not hide a failure', () => {
    const skips = [{ file: 'big.yaml', reason: 'larger than 10 MiB' }];
    const review = plan(changeOf([changedFile('web.yaml', undefined, OPEN)], { skips }));
    expect(review.conclusion).toBe('failure');
    expect(review.title).toBe('2 new errors, 1 document not analyzed');
  });

  it('is nothing when the change has no Kubernetes in it', () => {
    const review = plan(changeOf([changedFile('package.json', '{}', '{"name": "x"}')]));
    expect(review).toMatchObject({ conclusion: 'success', comments: [], findings: [], body: '' });
    expect(review.summary).toBe('No container or policy in the changed files has a finding.');
  });
});
