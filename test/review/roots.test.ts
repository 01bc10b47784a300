import { describe, expect, it } from 'vitest';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { type Files, rootsChange } from '../building.ts';
import { plan, withoutRuleLinks } from '../judging.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example/web:1
      securityContext:
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        privileged: false # debug
`;

const ROOTS = ['overlays/dev', 'overlays/prod'];
const OVERLAY = 'resources: [../../base]\npatches: [{path: patch.yaml}]\n';

/** A base that is as it should be, with two overlays that leave it so. */
const SAFE: Files = {
  'base/kustomization.yaml': 'resources: [pod.yaml]\n',
  'base/pod.yaml': POD,
  'overlays/dev/kustomization.yaml': OVERLAY,
  'overlays/dev/patch.yaml': '# Nothing.\n',
  'overlays/prod/kustomization.yaml': OVERLAY,
  'overlays/prod/patch.yaml': '# Nothing.\n',
};

function reviewOf(head: Files, base: Files = SAFE, roots = ROOTS): ReviewPlan {
  return plan(rootsChange(roots, { base, head }));
}

/** Where the comments are, and what a reader sees first. */
function comments({ comments: all }: ReviewPlan): string[] {
  return all.map(({ path, subject, line, body }) => {
    const [shown = ''] = withoutRuleLinks(body).split(/<details>|<!--/);
    return `${path}:${subject === 'file' ? 'file' : line} ${shown.trim()}`;
  });
}

function introduced({ findings }: ReviewPlan): string[] {
  return findings
    .filter((one) => one.introduced)
    .map(({ finding: { file, line, rule, message } }) => `${file}:${line} ${rule} ${message}`);
}

const OPEN = POD.replace('privileged: false # debug', 'privileged: true');

describe('the kustomizations of a change', () => {
  it('with nothing new are wholly analyzed', () => {
    const result = reviewOf({ ...SAFE, 'base/pod.yaml': POD.replace('web:1', 'web:2') });
    expect(result).toMatchObject({ conclusion: 'success', skips: [], findings: [] });
  });

  it('have one finding for what a base does in all of them', () => {
    const result = reviewOf({ ...SAFE, 'base/pod.yaml': OPEN });
    expect(result.conclusion).toBe('failure');
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "base/pod.yaml:12 **\`web\` can change its node** in Pod \`web\`

      \`podseal fix --unsafe --object Pod/web --container web .\` edits the files where the fix can be proved.

      - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\`",
      ]
    `);
  });

  it('are named where a patch of one of them changes the base', () => {
    const result = reviewOf({ ...SAFE, 'overlays/prod/patch.yaml': 'debug: true\n' });
    expect(comments(result)).toMatchInlineSnapshot(`
      [
        "overlays/prod/patch.yaml:1 **\`web\` can change its node** in Pod \`web\`

      \`podseal fix --unsafe --object Pod/web --container web .\` edits the files where the fix can be proved.

      - error \`no-privileged\`: is privileged, so it can write to /proc, /sys and the devices of its node: set \`privileged: false\`",
      ]
    `);
  });

  it('have nothing where a patch in each of them repairs what the base does', () => {
    const patch = 'debug: false\n';
    const marked = OPEN.replace('privileged: true', 'privileged: true # debug');
    const both = { 'overlays/dev/patch.yaml': patch, 'overlays/prod/patch.yaml': patch };
    expect(reviewOf({ ...SAFE, ...both, 'base/pod.yaml': marked }).findings).toEqual([]);
    const one = { 'overlays/dev/patch.yaml': patch };
    expect(introduced(reviewOf({ ...SAFE, ...one, 'base/pod.yaml': marked }))).toEqual([
      expect.stringMatching(/^base\/pod\.yaml:12 no-privileged .*\(in overlays\/prod\)$/),
    ]);
  });

  it('bring nothing new where they are new themselves, or have another folder', () => {
    const old = { ...SAFE, 'base/pod.yaml': OPEN };
    const staging = { 'overlays/staging/kustomization.yaml': 'resources: [../../base]\n' };
    const more = [...ROOTS, 'overlays/staging'];
    expect(introduced(reviewOf({ ...old, ...staging }, old, more))).toEqual([]);
    const rest: Files = {
      ...SAFE,
      'overlays/prod/patch.yaml': 'debug: true\n',
    };
    const {
      'overlays/prod/patch.yaml': patch = '',
      'overlays/prod/kustomization.yaml': main = '',
      ...kept
    } = rest;
    const renamed = {
      ...kept,
      'overlays/live/kustomization.yaml': main,
      'overlays/live/patch.yaml': patch,
    };
    expect(introduced(reviewOf(renamed, rest, [...ROOTS, 'overlays/live']))).toEqual([]);
  });

  it('bring nothing new where a plain manifest becomes a part of one', () => {
    const before = { 'app/pod.yaml': OPEN };
    const head = { ...before, 'app/kustomization.yaml': 'resources: [pod.yaml]\n' };
    const result = reviewOf(head, before, ['app']);
    expect(introduced(result)).toEqual([]);
  });

  it('bring nothing new where a file and what is in it are renamed', () => {
    const head = OPEN.replace('metadata:\n  name: web', 'metadata:\n  name: web-shop').replace(
      'example/web:1',
      'example/shop:2',
    );
    const before = { 'app/kustomization.yaml': 'resources: [pod.yaml]\n', 'app/pod.yaml': OPEN };
    const now = { 'app/kustomization.yaml': 'resources: [web.yaml]\n', 'app/web.yaml': head };
    const moved = { 'app/web.yaml': 'app/pod.yaml' };
    const of = (more: { moved?: Files }): string[] =>
      introduced(plan(rootsChange(['app'], { base: before, head: now, ...more })));
    expect(of({ moved })).toEqual([]);
    expect(of({})).toHaveLength(1);
  });

  it('bring nothing new where they and their objects are moved, and what they patch is as it was', () => {
    const safe = POD.replace(' # debug', '');
    const overlay = 'resources: [../../base, own.yaml]\npatches: [{path: patch.yaml}]\n';
    const rootIn = (folder: string, pod: string): Files => ({
      [`${folder}/kustomization.yaml`]: overlay,
      [`${folder}/own.yaml`]: pod.replaceAll('web', 'own'),
      [`${folder}/patch.yaml`]: 'debug: true\n',
    });
    const base = {
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': POD,
    };
    const before = { ...base, ...rootIn('overlays/prod', OPEN), ...rootIn('overlays/dev', safe) };
    const renamed = OPEN.replace('  name: web\n', '  name: live\n').replace('web:1', 'web:2');
    const after = { ...base, ...rootIn('clusters/prod', renamed), ...rootIn('clusters/dev', OPEN) };
    const folders = ['overlays/prod', 'overlays/dev', 'clusters/prod', 'clusters/dev'];
    const moved = Object.fromEntries(
      Object.keys(after)
        .filter((path) => path.startsWith('clusters/'))
        .map((path) => [path, path.replace('clusters', 'overlays')]),
    );
    // What dev opens itself is new; what it patches was there.
    const change = rootsChange(folders, { base: before, head: after, moved });
    expect(introduced(plan(change))).toEqual([
      expect.stringMatching(/^clusters\/dev\/own\.yaml:12 no-privileged/),
    ]);
  });

  it('bring nothing new where a plain manifest is moved into one', () => {
    const head = {
      'app/kustomization.yaml': 'resources: [web.yaml]\n',
      'app/web.yaml': OPEN.replace('metadata:\n  name: web', 'metadata:\n  name: shop'),
    };
    const moved = { 'app/web.yaml': 'pod.yaml' };
    const change = rootsChange(['app'], { base: { 'pod.yaml': OPEN }, head, moved });
    expect(introduced(plan(change))).toEqual([]);
  });

  it('tell of what a new resource brings in a file that the change has', () => {
    const before = { 'app/kustomization.yaml': 'resources: []\n' };
    const head = { 'app/kustomization.yaml': 'resources: [pod.yaml]\n', 'app/pod.yaml': OPEN };
    expect(introduced(reviewOf(head, before, ['app']))).toEqual([
      expect.stringContaining('app/pod.yaml:12 no-privileged'),
    ]);
  });

  it('are exempt by comments in their files', () => {
    const ignored = OPEN.replace(
      '    - name: web',
      '    # podseal-ignore no-privileged: it is a node agent\n    - name: web',
    );
    const result = reviewOf({ ...SAFE, 'base/pod.yaml': ignored });
    expect(result).toMatchObject({ conclusion: 'success', findings: [] });
  });

  it('that can not be built are not analyzed, and their files are judged as they are', () => {
    const head = { ...SAFE, 'base/pod.yaml': OPEN };
    const change = rootsChange(ROOTS, { base: SAFE, head, headAnswer: { error: 'it is wrong' } });
    const result = plan(change);
    expect(result.skips.map(({ file, reason }) => `${file}: ${reason}`)).toEqual(
      ROOTS.map((root) => `${root}/kustomization.yaml: Kustomize can't build it: it is wrong`),
    );
    expect(introduced(result)).toEqual([expect.stringContaining('base/pod.yaml:12 no-privileged')]);
  });

  it('that can not be built are named with the cause, and the folder that has it', () => {
    const error = `accumulating resources: accumulation err='accumulating resources from '../../base': \
read base: file does not exist': recursed accumulation of path 'base': json: unknown field "name"`;
    const head = { ...SAFE, 'base/pod.yaml': OPEN };
    const { skips } = plan(rootsChange(ROOTS, { base: SAFE, head, headAnswer: { error } }));
    expect(skips[0]?.reason).toBe(`Kustomize can't build it: 'base': json: unknown field "name"`);
  });

  it('that can not be built for an empty kustomization are named with its folder', () => {
    const error = `'overlays': accumulating resources: accumulation err='accumulating resources from '../base': \
read base: file does not exist': couldn't make target for path 'base': kustomization.yaml is empty`;
    const head = { ...SAFE, 'base/pod.yaml': OPEN };
    const { skips } = plan(rootsChange(ROOTS, { base: SAFE, head, headAnswer: { error } }));
    expect(skips[0]?.reason).toBe("Kustomize can't build it: 'base': kustomization.yaml is empty");
  });

  it('that can not be built for a file are named with what is wrong with it', () => {
    const error = `accumulating resources: accumulation err='accumulating resources from 'base': \
'base' must resolve to a file': recursed accumulation of path 'base': accumulating resources: accumulation err=\
'merging resources from 'pod.yaml': may not add resource with an already registered id: Pod.v1': must build at \
directory: 'base/pod.yaml': file is not directory`;
    const head = { ...SAFE, 'base/pod.yaml': OPEN };
    const { skips } = plan(rootsChange(ROOTS, { base: SAFE, head, headAnswer: { error } }));
    expect(skips[0]?.reason).toBe(
      "Kustomize can't build it: merging resources from 'pod.yaml': may not add resource with an already registered id: Pod.v1",
    );
  });

  it('offer no command for a finding that it does not fix, whatever it does for notices', () => {
    const latest = POD.replace('web:1', 'web:latest');
    const only = ['pinned-image', 'seccomp-profile'];
    const change = rootsChange(ROOTS, { base: SAFE, head: { ...SAFE, 'base/pod.yaml': latest } });
    const result = plan(change, { ruleSet: { profile: 'immutable', only }, scope: 'all' });
    expect(comments(result)).toEqual([
      expect.stringContaining('**`web` can become another image**'),
    ]);
    expect(comments(result).join('')).not.toContain('podseal fix');
  });

  it('that can not be built are named once, also where the change has their files', () => {
    const head = { ...SAFE, 'overlays/dev/kustomization.yaml': `${OVERLAY}namePrefix: dev-\n` };
    const change = rootsChange(ROOTS, { base: SAFE, head, headAnswer: { error: 'it is wrong' } });
    const ofDev = plan(change).skips.filter(({ file }) => file.startsWith('overlays/dev/'));
    expect(ofDev.map(({ reason }) => reason)).toEqual(["Kustomize can't build it: it is wrong"]);
    const skips = [{ file: 'overlays/dev/kustomization.yaml', reason: 'too many' }];
    expect(plan({ ...change, roots: [], skips }).skips).toEqual(skips);
  });

  it('that could not be built before have nothing new, which is said', () => {
    const head = { ...SAFE, 'base/pod.yaml': OPEN };
    const change = rootsChange(['overlays/dev'], {
      ...{ base: SAFE, head },
      baseAnswer: { reason: 'the kustomization takes too long to render' },
    });
    const result = plan(change);
    expect(introduced(result)).toEqual([]);
    expect(result.conclusion).toBe('neutral');
    expect(result.skips).toEqual([
      {
        file: 'overlays/dev/kustomization.yaml',
        reason:
          "the kustomization can't be built as it was on the base branch, to tell what is new (the kustomization takes too long to render)",
      },
    ]);
  });
});
