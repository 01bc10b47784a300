import { expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { proveSourceFixes } from '../../src/run/prove-source-fixes.ts';
import { renderChange } from '../../src/run/render-change.ts';
import type { ReviewPlan } from '../../src/review/review-plan.ts';
import { wantedSourceFixes } from '../../src/review/wanted-source-fixes.ts';
import { FEW_RULES, plan, withoutRuleLinks } from '../judging.ts';
import { readChange } from '../tree.ts';

type Files = Readonly<Record<string, string>>;

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: registry.example.com/web:1.0
          securityContext:
            runAsNonRoot: true
            privileged: \${DEBUG:=false}
`;

/** A Kustomization of Flux for a folder; `lines` stand below its `spec`. */
const flux = (path: string, lines: string): string => `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: web }
spec:
  path: ${path}
  sourceRef: { kind: GitRepository, name: shop }
${lines}`;

const READ_ONLY = `  patches:
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec:
              containers:
                - name: web
                  securityContext:
                    readOnlyRootFilesystem: true
`;

const VARIABLES = '  postBuild: { substitute: { REGION: eu } }\n';

/** One application that two clusters deploy, by objects of one name. */
const BASE: Files = {
  'apps/web/kustomization.yaml': 'resources: [web.yaml]\n',
  'apps/web/web.yaml': WEB,
  'clusters/dev/web.yaml': flux('./apps/web', VARIABLES + READ_ONLY),
  'clusters/prod/web.yaml': flux('./apps/web', VARIABLES + READ_ONLY),
};

const engine = new Engine();
const options = { ruleSet: FEW_RULES, failOn: 'error', scope: undefined } as const;

async function review(head: Files, base: Files = BASE): Promise<ReviewPlan> {
  const change = await renderChange(await readChange(base, head), engine);
  const ask = async (one: typeof change) => wantedSourceFixes(one, options);
  return plan(await proveSourceFixes(change, { engine, options, ask, unsafe: true }));
}

/** Where the comments are, and what a reader sees first. */
function said({ comments, skips }: ReviewPlan): string[] {
  const all = comments.map(({ path, line, subject, body }) => {
    const [shown = ''] = withoutRuleLinks(body).split(/<details>|<!--/);
    return `${path}:${subject === 'file' ? 'file' : line} ${shown.trim()}`;
  });
  return [...all, ...skips.map(({ file, reason }) => `${file} ${reason}`)];
}

test('what a patch of a layer opens has its suggestion in the patch', async () => {
  const open = READ_ONLY.replace('Filesystem: true', 'Filesystem: false');
  const result = await review({
    ...BASE,
    'clusters/dev/web.yaml': flux('./apps/web', VARIABLES + open),
  });
  expect(said(result)).toMatchInlineSnapshot(`
    [
      "clusters/dev/web.yaml:19 **\`web\` can change while it runs** in Deployment \`web\`

    \`\`\`suggestion
                        readOnlyRootFilesystem: true
    \`\`\`

    **Before you merge:** Nothing is known of \`registry.example.com/web:1.0\`: list with \`docker diff\` the paths that it writes to.",
    ]
  `);
});

test('a layer that loses what its patch set is told of in its file', async () => {
  const result = await review({ ...BASE, 'clusters/dev/web.yaml': flux('./apps/web', VARIABLES) });
  expect(said(result)).toMatchInlineSnapshot(`
    [
      "clusters/dev/web.yaml:file **\`web\` can change while it runs** in Deployment \`web\`

    The line to change: \`apps/web/web.yaml:12\`.

    \`podseal fix --unsafe --object Deployment/web --container web .\` edits the files where the fix can be proved.

    - error \`read-only-root-filesystem\`: the root filesystem is writable: set \`readOnlyRootFilesystem: true\`",
    ]
  `);
});

test('a value that a variable brings is told of where the variable is set', async () => {
  const debug = '  postBuild:\n    substitute:\n      DEBUG: "true"\n';
  const result = await review({
    ...BASE,
    'clusters/dev/web.yaml': flux('./apps/web', debug + READ_ONLY),
  });
  expect(said(result)).toMatchInlineSnapshot(`
    [
      "clusters/dev/web.yaml:9 **\`web\` can change its node** in Deployment \`web\`

    This line sets the value of \`apps/web/web.yaml:14\`.

    A suggestion can't show all lines to change: \`podseal fix --unsafe --object Deployment/web --container web .\` changes them.

    **Before you merge:** Find out which capabilities or devices the container needs, and grant only those.",
    ]
  `);
});

test('a variable of an object that has pods made is told of where it is set, too', async () => {
  const mover = `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: { name: web }
spec:
  restic:
    moverSecurityContext:
      runAsUser: \${PUID:=1000}
`;
  const listed = 'resources: [web.yaml, backup.yaml]\n';
  const base = { ...BASE, 'apps/web/kustomization.yaml': listed, 'apps/web/backup.yaml': mover };
  const root = '  postBuild:\n    substitute:\n      PUID: "0"\n';
  const head = { ...base, 'clusters/dev/web.yaml': flux('./apps/web', root + READ_ONLY) };
  expect(said(await review(head, base))).toMatchInlineSnapshot(`
    [
      "clusters/dev/web.yaml:9 **ReplicationSource \`web\` can run as root**

    This line sets the value of \`apps/web/backup.yaml:7\`.

    - error \`run-as-non-root\`: \`runAsUser: 0\` runs it as root: set a user that the image works with",
    ]
  `);
});

test('what all layers of a folder have is one finding, and what one of them has names it', async () => {
  const text = WEB.replace('runAsNonRoot: true', 'runAsNonRoot: false');
  const all = await review({ ...BASE, 'apps/web/web.yaml': text });
  expect(said(all)).toMatchInlineSnapshot(`
    [
      "apps/web/web.yaml:13 **\`web\` can run as root** in Deployment \`web\`

    \`\`\`suggestion
                runAsNonRoot: true
    \`\`\`

    **Before you merge:** See that the image has a numeric \`USER\` other than 0.",
    ]
  `);
  const patch = `${READ_ONLY}                    runAsNonRoot: true\n`;
  const base = { ...BASE, 'clusters/dev/web.yaml': flux('./apps/web', VARIABLES + patch) };
  const one = await review({ ...base, 'apps/web/web.yaml': text }, base);
  expect(one.findings.map(({ finding: { file, line, message } }) => `${file}:${line} ${message}`))
    .toMatchInlineSnapshot(`
    [
      "apps/web/web.yaml:13 \`runAsNonRoot: false\` lets it run as root: set \`runAsNonRoot: true\` (in Kustomization/web in clusters/prod/web.yaml)",
    ]
  `);
});

test.each([
  ['another cluster with the same patch', 'clusters/live/web.yaml', BASE['clusters/prod/web.yaml']],
  ['a line more in a patch', 'clusters/dev/web.yaml', `# Again.\n${BASE['clusters/dev/web.yaml']}`],
])('%s brings nothing new', async (_, path, text = '') => {
  expect(said(await review({ ...BASE, [path]: text }))).toEqual([]);
});

test('an object that moves to another file brings nothing new', async () => {
  const { 'clusters/dev/web.yaml': moved = '', ...rest } = BASE;
  expect(said(await review({ ...rest, 'clusters/test/web.yaml': moved }))).toEqual([]);
});

test('an object that deploys what was deployed by itself before is compared with that', async () => {
  const { 'apps/web/kustomization.yaml': main = '', 'apps/web/web.yaml': web = '' } = BASE;
  const base = { 'apps/web/kustomization.yaml': main, 'apps/web/web.yaml': web };
  expect(
    said(await review({ ...base, 'clusters/dev/web.yaml': flux('./apps/web', VARIABLES) }, base)),
  ).toEqual([]);
});

test('a folder without a kustomization is deployed with its files', async () => {
  const base = {
    'apps/web/web.yaml': WEB,
    'apps/web/values.txt': 'Nothing.',
    'clusters/dev/web.yaml': flux('./apps/web', VARIABLES + READ_ONLY),
  };
  const result = await review(
    { ...base, 'clusters/dev/web.yaml': flux('./apps/web', VARIABLES) },
    base,
  );
  expect(said(result)).toMatchInlineSnapshot(`
    [
      "clusters/dev/web.yaml:file **\`web\` can change while it runs** in Deployment \`web\`

    The line to change: \`apps/web/web.yaml:12\`.

    \`podseal fix --unsafe --object Deployment/web --container web .\` edits the files where the fix can be proved.

    - error \`read-only-root-filesystem\`: the root filesystem is writable: set \`readOnlyRootFilesystem: true\`",
    ]
  `);
});

test('an Application with patches is built, too', async () => {
  const application = (value: boolean): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: web }
spec:
  source:
    path: apps/web
    kustomize:
      patches:
        - target: { kind: Deployment }
          patch: |
            - op: replace
              path: /spec/template/spec/containers/0/securityContext/privileged
              value: ${value}
`;
  const { 'apps/web/kustomization.yaml': main = '', 'apps/web/web.yaml': web = '' } = BASE;
  const base = {
    'apps/web/kustomization.yaml': main,
    'apps/web/web.yaml': web,
    'argo/web.yaml': application(false),
  };
  expect(said(await review({ ...base, 'argo/web.yaml': application(true) }, base)))
    .toMatchInlineSnapshot(`
    [
      "argo/web.yaml:13 **\`web\` can change its node** in Deployment \`web\`

    \`\`\`suggestion
                  value: false
    \`\`\`

    **Before you merge:** Find out which capabilities or devices the container needs, and grant only those.",
    ]
  `);
});
