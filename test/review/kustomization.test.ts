import { describe, expect, it } from 'vitest';
import { imagesOfChange } from '../../src/review/change-images.ts';
import { pathsBeside } from '../../src/review/beside.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { applySuggestion, changeOf, changedFile, deployment, plan } from '../judging.ts';

const RULES = {
  ruleSet: {
    profile: 'immutable',
    only: ['pinned-image', 'read-only-root-filesystem', 'run-as-non-root'],
  },
} as const;

const LATEST = deployment('web').replace('example/app:1', 'example/app');

function beside(text: string, path = 'k8s/kustomization.yaml') {
  return [{ path, side: 'head', text } as const];
}

/** The review of a new file with this kustomization beside it. */
function review(kustomization: string, head = LATEST): ReviewPlan {
  const files = [changedFile('k8s/web.yaml', undefined, head)];
  return plan(changeOf(files, { beside: beside(kustomization) }), RULES);
}

function told({ findings }: ReviewPlan): string[] {
  return findings.map(({ finding }) => `${finding.severity} ${finding.rule}: ${finding.message}`);
}

const LISTED = 'resources: [./web.yaml]\n';
const PATCH = `${LISTED}patches:
  - target: {kind: Deployment}
    patch: |
      - op: add
        path: /spec/template/spec/securityContext
        value: {runAsNonRoot: true}
`;

describe('a kustomization in the folder of a changed file', () => {
  it('that pins an image leaves nothing to say of its tag', () => {
    const images = 'images: [{name: example/app, newTag: "1.2"}]\n';
    expect(told(review(LISTED + images)).filter((one) => one.includes('pinned'))).toEqual([]);
    // Only for what it lists.
    const other = told(review(`resources: [api.yaml]\n${images}`));
    expect(other.filter((one) => one.includes('pinned'))).toHaveLength(1);
  });

  it.each([
    ['patches: [{ path: ./web.yaml }]\n', 'k8s/kustomization.yaml'],
    ['patchesStrategicMerge: [web.yaml]\n', 'k8s/kustomization.yaml'],
    ['patches: [k8s/web.yaml]\n', 'kustomization.yaml'],
  ])('that names a file as a patch leaves the rest to its object: %j', (text, path) => {
    const of = (head: string): string[] => {
      const files = [changedFile('k8s/web.yaml', undefined, head)];
      return told(plan(changeOf(files, { beside: beside(text, path) }), RULES));
    };
    expect(of(LATEST)).toEqual([expect.stringContaining('pinned-image')]);
    expect(of(deployment('web', 'securityContext: { readOnlyRootFilesystem: false }'))).toEqual([
      expect.stringContaining('error read-only-root-filesystem'),
    ]);
  });

  it('that can not be built and has a patch with an image leaves the rest to its object', () => {
    const patch = deployment('web').replace(/^/gm, '      ');
    const text = `resources: [https://example.com/web]\npatches:\n  - patch: |\n${patch}`;
    const files = [changedFile('k8s/kustomization.yaml', undefined, text)];
    expect(told(plan(changeOf(files), RULES))).toEqual([]);
  });

  it('that names a tag that moves is named with its line', () => {
    const images = 'images:\n  - {name: example/app, newTag: latest}\n';
    expect(told(review(LISTED + images))).toContain(
      'warning pinned-image: the image `example/app:latest` (set by `kustomization.yaml:3`) moves ' +
        'with every release: name a version, or better a digest',
    );
  });

  it('decides which image the facts are looked up for, and which one a registry is asked for', () => {
    const images = 'images: [{name: example/app, newName: nginx, newTag: "1.27"}]\n';
    const head = LATEST;
    const { comments } = review(LISTED + images, head);
    expect(comments[0]?.suggestion).toContain('mountPath: /var/cache/nginx');
    expect(comments[0]?.body).toContain('`nginx:1.27` writes to `/var/cache/nginx`');
    const files = [changedFile('k8s/web.yaml', undefined, head)];
    const change = changeOf(files, { beside: beside(LISTED + images) });
    expect(imagesOfChange(change)).toEqual(['nginx:1.27']);
  });

  it('whose patch fixes a finding makes a notice of it, which the check does not fail for', () => {
    const result = review(
      PATCH,
      deployment('web', 'securityContext: {readOnlyRootFilesystem: true}'),
    );
    expect(told(result)).toEqual([
      'notice run-as-non-root: can run as root: set `runAsNonRoot: true`; the patch in ' +
        '`kustomization.yaml:3` fixes this',
    ]);
    expect([result.conclusion, result.comments]).toEqual(['success', []]);
  });

  it('with a patch that is not read is named as what may fix a finding', () => {
    const result = told(review(`${LISTED}patches: [{path: patch.yaml}]\n`));
    expect(result.every((one) => one.endsWith('; `kustomization.yaml` may fix this'))).toBe(true);
    expect(result).toHaveLength(3);
  });

  it('and a suggestion agree: what is applied is gone, and nothing else', () => {
    const { comments } = review(PATCH);
    const fixed = applySuggestion(LATEST, comments[0] ?? expect.fail('no comment'));
    expect(told(review(PATCH, fixed)).map((one) => one.split(':')[0])).toEqual([
      'warning pinned-image',
    ]);
  });

  it('counts as it is in the change, and as it was for what was there before', () => {
    const web = changedFile('k8s/web.yaml', LATEST, LATEST.replace('name: web', 'name: web # x'));
    const before = `${LISTED}images: [{name: example/app, newTag: "1.2"}]\n`;
    const change = (base: string | undefined, head: string) =>
      plan(changeOf([web, changedFile('k8s/kustomization.yaml', base, head)]), RULES);
    const fresh = ({ findings }: ReviewPlan): string[] =>
      findings.flatMap(({ finding, introduced }) => (introduced ? finding.rule : []));
    expect(fresh(change(before, LISTED))).toEqual(['pinned-image']);
    expect(fresh(change(LISTED, LISTED))).toEqual([]);
    expect(fresh(change(undefined, before))).toEqual([]);
    const removed = [{ path: 'k8s/kustomization.yaml', text: before }];
    expect(fresh(plan(changeOf([web], { removed }), RULES))).toEqual(['pinned-image']);
  });

  it.each([
    ['not YAML', 'resources: ['],
    ['nothing', ''],
    ['a list', '- web.yaml\n'],
    ['too long', `${LISTED}images: [{name: example/app, newTag: "1.2"}]\n#${'x'.repeat(100_000)}`],
  ])('that can not be read changes nothing: %s', (_, text) => {
    expect(told(review(text))).toEqual(
      told(plan(changeOf([changedFile('k8s/web.yaml', undefined, LATEST)]), RULES)),
    );
  });
});

it('kustomizations are read in the folders of changed files, at most as many as one request holds', () => {
  expect(pathsBeside(['a/b/web.yaml', 'a/b/api.yaml', 'c/kustomization.yaml'])).toMatchObject(
    ['.gitattributes', 'a/.gitattributes', 'c/.gitattributes', 'a/b/.gitattributes']
      .map((path) => ({ path, side: 'base' }))
      .concat(
        ['a/b/kustomization.yaml', 'a/b/kustomization.yml', 'c/kustomization.yml'].map((path) => ({
          path,
          side: 'head',
        })),
      ),
  );
  const many = Array.from({ length: 500 }, (_, index) => `${index}/web.yaml`);
  expect(pathsBeside(many).filter(({ side }) => side === 'head')).toHaveLength(80);
});
