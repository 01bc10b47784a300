import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/review/change.ts';
import type { RuleSet } from '../../src/rules/kit/rule.ts';
import { FEW_RULES, HARDENED, changeOf, changedFile, deployment, plan } from '../judging.ts';

/** A Job with an init container of another image. */
function job(name: string, image = 'example/migrate:1'): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: ${name}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: migrate
          image: ${image}
`;
}

/** A release of a chart that is not at hand. */
function release(name: string, pod = 'fsGroup: 568'): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: ${name}
spec:
  chartRef: { kind: OCIRepository, name: ${name} }
  values:
    podSecurityContext:
      ${pod}
    containerSecurityContext:
      runAsUser: 568
      readOnlyRootFilesystem: false
`;
}

/** What is new, as rule and container or object. */
function introduced(
  files: Change['files'],
  more: Partial<Change> = {},
  ruleSet: RuleSet = FEW_RULES,
): string[] {
  const { findings } = plan(changeOf(files, more), { ruleSet });
  expect(findings.length).toBeGreaterThan(0);
  return findings
    .filter((placed) => placed.introduced)
    .map(({ finding }) => `${finding.resource.name}/${finding.container} ${finding.rule}`);
}

const OPEN = deployment('web');

/** A rule about objects. */
const HOST: RuleSet = { profile: 'immutable', only: ['no-host-namespaces'] };

/** The same on the network of its node. */
function onHost(text: string): string {
  return text.replace('      containers', '      hostNetwork: true\n      containers');
}

describe('nothing is new where', () => {
  it('a file is renamed, with what else is in it', () => {
    expect(introduced([changedFile('new/web.yaml', OPEN, `# Moved.\n${OPEN}`)])).toEqual([]);
  });

  it('a file is removed and another has its objects', () => {
    const removed = [{ path: 'old.yaml', text: OPEN }];
    expect(introduced([changedFile('web.yaml', undefined, OPEN)], { removed })).toEqual([]);
  });

  it('a document moves to another changed file', () => {
    const both = `${deployment('api', ...HARDENED)}---\n${OPEN}`;
    const files = [
      changedFile('web.yaml', undefined, OPEN),
      changedFile('all.yaml', both, deployment('api', ...HARDENED)),
    ];
    expect(introduced(files)).toEqual([]);
    expect(introduced(files.toReversed())).toEqual([]);
  });

  it('documents of a file change places', () => {
    const safe = deployment('api', ...HARDENED);
    const file = changedFile('all.yaml', `${safe}---\n${OPEN}`, `${OPEN}---\n${safe}`);
    expect(introduced([file])).toEqual([]);
  });

  it('an object is renamed', () => {
    expect(introduced([changedFile('web.yaml', OPEN, deployment('frontend'))])).toEqual([]);
  });

  it('an object is renamed, and its container gets a variable', () => {
    const head = deployment('frontend', 'env: [{ name: A, value: b }]');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([]);
  });

  it('objects of one image are renamed and change places', () => {
    const base = `${deployment('a', ...HARDENED)}---\n${deployment('b')}`;
    const head = `${deployment('x')}---\n${deployment('y', ...HARDENED)}`;
    expect(introduced([changedFile('all.yaml', base, head)])).toEqual([]);
  });

  it('an object with a finding of its own is renamed', () => {
    const base = onHost(OPEN);
    const files = [changedFile('web.yaml', base, base.replace('name: web', 'name: frontend'))];
    expect(introduced(files, {}, HOST)).toEqual([]);
  });

  it('an object with a finding of its own has another version, and another volume', () => {
    const head = onHost(job('migrate-2')).replace(
      '      containers',
      '      volumes: [{ name: a, emptyDir: {} }]\n      containers',
    );
    expect(introduced([changedFile('a.yaml', onHost(job('migrate-1')), head)], {}, HOST)).toEqual(
      [],
    );
  });

  it('an object gets another namespace', () => {
    const head = OPEN.replace('  name: web', '  name: web\n  namespace: shop');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([]);
  });

  it('a release with the security contexts of its pod and its container is renamed', () => {
    expect(introduced([changedFile('web.yaml', release('old'), release('new'))])).toEqual([]);
  });

  it('a container is renamed', () => {
    const head = OPEN.replace('name: app', 'name: server');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([]);
  });

  it('a container is renamed and gets another tag', () => {
    const head = OPEN.replace('name: app', 'name: server').replace('app:1', 'app:2');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([]);
  });

  it('an object and its only container are renamed, and its image and settings change', () => {
    const head = deployment('frontend', 'command: [run]')
      .replace('name: app', 'name: frontend')
      .replace('app:1', 'app:2');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([]);
  });

  it('an object is renamed, and its container has another image', () => {
    const base = onHost(OPEN);
    const head = onHost(deployment('shop-web', 'command: [run]')).replace('app:1', 'other:2');
    expect(introduced([changedFile('web.yaml', base, head)])).toEqual([]);
    expect(introduced([changedFile('web.yaml', base, head)], {}, HOST)).toEqual([]);
  });

  it("a Job's name has another version, and its image, too", () => {
    const files = [
      changedFile('job.yaml', job('migrate-v1.4'), job('migrate-v1.5', 'example/m:2')),
    ];
    expect(introduced(files)).toEqual([]);
    const dated = [
      changedFile('job.yaml', job('migrate-20260101'), job('migrate-20260102', 'm:2')),
    ];
    expect(introduced(dated)).toEqual([]);
  });

  it('a Deployment takes the place of a ReplicationController', () => {
    const controller = OPEN.replace('apps/v1', 'v1')
      .replace('kind: Deployment', 'kind: ReplicationController')
      .replace('    matchLabels:\n      app: web', '    app: web');
    const head = OPEN.replace('example/app:1', 'example/other:2');
    expect(introduced([changedFile('web.yaml', controller, head)])).toEqual([]);
  });
});

describe('it is new where', () => {
  const NEW = ['web/app read-only-root-filesystem', 'web/app run-as-non-root'];

  it('an object stands beside the one that it was copied from', () => {
    const head = `${deployment('api')}---\n${OPEN}`;
    expect(introduced([changedFile('all.yaml', deployment('api'), head)])).toEqual(NEW);
  });

  it('two objects of one image replace one: which of them it was is not known', () => {
    const [one, two] = ['one', 'two'].map((name) =>
      deployment(name, `command: [${name}]`).replace('name: app', `name: ${name}`),
    );
    expect(introduced([changedFile('all.yaml', OPEN, `${one}---\n${two}`)])).toEqual([
      'one/one read-only-root-filesystem',
      'one/one run-as-non-root',
      'two/two read-only-root-filesystem',
      'two/two run-as-non-root',
    ]);
  });

  it('an object of its name was safe, whatever another version of it was', () => {
    const removed = [
      { path: 'one.yaml', text: deployment('web-1') },
      { path: 'two.yaml', text: deployment('web-2', ...HARDENED) },
    ];
    const file = changedFile('new/two.yaml', undefined, deployment('web-2'));
    expect(introduced([file], { removed })).toEqual([
      'web-2/app read-only-root-filesystem',
      'web-2/app run-as-non-root',
    ]);
  });

  it('a new file has a copy of an object that gets another namespace where it is', () => {
    const old = OPEN.replace('  name: web', '  name: web\n  namespace: old');
    const files = [
      changedFile('copy.yaml', undefined, old),
      changedFile('web.yaml', old, old.replace('namespace: old', 'namespace: shop')),
    ];
    const { findings } = plan(changeOf(files), { ruleSet: FEW_RULES });
    const news = findings.filter((placed) => placed.introduced);
    expect(news.map(({ finding }) => finding.file)).toEqual(['copy.yaml', 'copy.yaml']);
  });

  it('an object with a container of the same name takes the place of one that moves', () => {
    const head = deployment('api').replace('example/app:1', 'example/api:1');
    const files = [changedFile('a.yaml', OPEN, head), changedFile('b.yaml', undefined, OPEN)];
    expect(introduced(files)).toEqual([
      'api/app read-only-root-filesystem',
      'api/app run-as-non-root',
    ]);
  });

  it('another application with a container of the same name takes the place of one', () => {
    const head = deployment('cart').replace('example/app:1', 'example/store:1');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([
      'cart/app read-only-root-filesystem',
      'cart/app run-as-non-root',
    ]);
  });

  it('two objects take the place of one', () => {
    const head = `${deployment('one')}---\n${deployment('two')}`;
    const found = introduced([changedFile('web.yaml', OPEN, head)]);
    expect(found).toEqual(['two/app read-only-root-filesystem', 'two/app run-as-non-root']);
  });

  it('a renamed object loses a setting', () => {
    const base = deployment('old', ...HARDENED);
    const head = deployment('web', ...HARDENED).replace(/ +runAsNonRoot: true\n/, '');
    expect(introduced([changedFile('web.yaml', base, head)])).toEqual(['web/app run-as-non-root']);
  });

  it('a renamed release has the pod run as root', () => {
    const file = changedFile('web.yaml', release('old'), release('new', 'runAsUser: 0'));
    expect(introduced([file])).toEqual(['new: podSecurityContext/null run-as-non-root']);
  });

  it('a container has neither name nor image of one that is gone', () => {
    const head = OPEN.replace('name: app', 'name: other').replace('example/app:1', 'example/b:1');
    expect(introduced([changedFile('web.yaml', OPEN, head)])).toEqual([
      'web/other read-only-root-filesystem',
      'web/other run-as-non-root',
    ]);
  });

  it('a container of a name that is there already joins another object', () => {
    const removed = [{ path: 'old.yaml', text: job('web') }];
    expect(introduced([changedFile('web.yaml', undefined, OPEN)], { removed })).toEqual(NEW);
  });
});

describe('a value that is graver than the one it replaces is new', () => {
  /** A pod with what is asked about, and an image that the catalog does not know. */
  function pod({ context = '{}', path = '/var/log/app', image = 'example/app:1' }): string {
    return `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: app
      image: ${image}
      securityContext: ${context}
      volumeMounts: [{name: host, mountPath: /host}]
  volumes:
    - name: host
      hostPath: {path: ${path}}
`;
  }

  it.each([
    ['run-as-non-root', { context: '{runAsUser: 1000}' }, { context: '{runAsUser: 0}' }],
    ['run-as-non-root', {}, { context: '{runAsUser: 0}' }],
    ['seccomp-profile', {}, { context: '{seccompProfile: {type: Unconfined}}' }],
    ['no-writable-host-path', {}, { path: '/' }],
    ['no-kernel-write', { path: '/proc' }, { path: '/var/run/docker.sock' }],
    ['pinned-image', { image: 'nginx' }, { image: 'busybox' }],
  ])('%s: %o becomes %o', (rule, before, after) => {
    const ruleSet: RuleSet = { profile: 'immutable', only: [rule] };
    const change = [changedFile('web.yaml', pod(before), pod(after))];
    expect(introduced(change, {}, ruleSet)).toEqual([`web/app ${rule}`]);
    const back = [
      changedFile('web.yaml', pod(after), pod(after).replace('metadata', '\nmetadata')),
    ];
    expect(introduced(back, {}, ruleSet)).toEqual([]);
  });

  it.each([
    ['run-as-non-root', { context: '{runAsUser: 0}' }, { context: '{runAsUser: 1000}' }],
    ['pinned-image', { image: 'nginx' }, { image: 'nginx:latest' }],
    ['pinned-image', { image: 'k8s.gcr.io/pause' }, { image: 'registry.k8s.io/pause' }],
  ])('%s: but not where %o becomes %o', (rule, before, after) => {
    const ruleSet: RuleSet = { profile: 'immutable', only: [rule] };
    expect(introduced([changedFile('web.yaml', pod(before), pod(after))], {}, ruleSet)).toEqual([]);
  });
});

it('what is new is not told where the base is too large to be read, and the check is neutral', () => {
  const items = Array.from({ length: 520_000 }, () => '- a\n').join('');
  const base = `${OPEN}---\ncontainers:\n${items}`;
  const review = plan(changeOf([{ path: 'web.yaml', base, head: OPEN, hunks: undefined }]));
  expect(review.findings.map((placed) => placed.introduced)).toEqual([false, false]);
  expect(review.conclusion).toBe('neutral');
  expect(review.skips).toEqual([
    { file: 'web.yaml', reason: 'too large on the base branch to tell what is new in it' },
  ]);
});
