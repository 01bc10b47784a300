import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import picomatch from 'picomatch';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { outputsOf } from '../../src/options/report-formats.ts';

// The language service imports JSON without saying so, which Node refuses.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith('.json') ? { ...context, importAttributes: { type: 'json' } } : context),
});
const { validate } = await import('@actions/languageservice/validate');

const FOLDER = join(import.meta.dirname, '../../docs/workflows');
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yml'));

interface Workflow {
  on: string | Record<string, { paths?: unknown; types?: string[] } | null>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: { uses: string }[] }>;
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

const action: {
  name: string;
  description: string;
  inputs: Record<string, { description: string }>;
} = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'));

/** The inputs of other actions that the workflows give. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  'upload-artifact': ['name', 'path', 'retention-days'],
  'download-artifact': ['name', 'path', 'run-id', 'github-token'],
  checkout: ['repository', 'ref', 'path', 'persist-credentials'],
  'setup-node': ['node-version', 'package-manager-cache', 'registry-url'],
  'attest-build-provenance': ['subject-path', 'subject-name', 'subject-digest', 'push-to-registry'],
  'codeql-action': ['sarif_file'],
  'create-github-app-token': [
    'client-id',
    'private-key',
    'permission-contents',
    'permission-pull-requests',
    'permission-checks',
  ],
};

function metadataOf(name: string): typeof action {
  const inputs = (OTHERS[name] ?? []).map((input) => [input, { description: input }]);
  return name === 'podseal'
    ? action
    : { name, description: name, inputs: Object.fromEntries(inputs) };
}

/** What GitHub's own editor finds wrong in a workflow, its inputs for Podseal among it. */
async function faultsIn(text: string): Promise<string[]> {
  // It remembers what it parsed, by name.
  const uri = `file:///.github/workflows/${randomUUID()}.yml`;
  const document = TextDocument.create(uri, 'yaml', 1, text);
  const found = await validate(document, {
    actionsMetadataProvider: {
      fetchActionMetadata: ({ name }) => Promise.resolve(metadataOf(name)),
    },
  });
  return found.map(({ message }) => (typeof message === 'string' ? message : message.value));
}

/** The first majors that run on Node 24; each had Node 20 before, on which GitHub warns. */
const NODE_24: Readonly<Record<string, number>> = {
  'upload-artifact': 6,
  'download-artifact': 7,
  checkout: 5,
  'setup-node': 5,
  'create-github-app-token': 3,
};

/** The workflows that a page shows, each with its place. */
const shown = ['README.md', ...globSync('docs/*.md')].flatMap((page) =>
  [
    ...readFileSync(page, 'utf8').matchAll(/^```yaml\n(# (\.github\/workflows\/\S+)$[^]*?)^```/gm),
  ].map(([, text = '', path = '']) => [`${path} of ${page}`, text] as const),
);

describe('the ready workflow', () => {
  it.each(files)('%s has actions that run on Node 24', (file) => {
    const others = [...read(file).matchAll(/uses: actions\/([\w-]+)@v(\d+)/g)];
    for (const [, name = '', major] of others) {
      expect(Number(major)).toBeGreaterThanOrEqual(NODE_24[name] ?? Infinity);
    }
  });

  it.each(files)('%s is valid, and gives Podseal only inputs that there are', async (file) => {
    expect(await faultsIn(read(file))).toEqual([]);
  });

  it.each(files)('%s checks nothing out, has no filter, and grants nothing to all jobs', (file) => {
    const workflow = parse(read(file)) as Workflow & { permissions: unknown };
    expect(workflow.permissions).toEqual({});
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    expect(steps.map(({ uses }) => uses)).toContain('podseal/podseal@v0');
    for (const { uses } of steps) expect(uses).not.toMatch(/checkout/);
    const events = typeof workflow.on === 'string' ? [] : Object.values(workflow.on);
    for (const event of events) expect(event?.paths).toBeUndefined();
  });

  it.each(files)('%s is shown and explained by the guide', (file) => {
    const guide = readFileSync(join(FOLDER, '../setup.md'), 'utf8');
    expect(guide).toContain(`(workflows/${file})`);
  });

  it.each(shown)('%s is valid, and its actions run on Node 24', async (_, text) => {
    expect(text).toContain('podseal');
    expect(await faultsIn(text)).toEqual([]);
    for (const [, name = '', major] of text.matchAll(/uses: actions\/([\w-]+)@v(\d+)/g)) {
      expect(Number(major)).toBeGreaterThanOrEqual(NODE_24[name] ?? Infinity);
    }
  });

  it('has its faults found', async () => {
    const text = read('fork-plan.yml');
    expect(await faultsIn(text.replace('mode: plan', 'moed: plan'))).toHaveLength(1);
    expect(await faultsIn(text.replace('runs-on', 'run-on'))).not.toEqual([]);
    expect(await faultsIn(text.replace('github.workflow', 'github.werkflow'))).not.toEqual([]);
  });
});

describe('our own workflows', () => {
  const own = readdirSync('.github/workflows').map((file) => join('.github/workflows', file));

  it.each(own)('%s is valid, and names each action by its commit', async (path) => {
    const text = readFileSync(path, 'utf8');
    expect(await faultsIn(text)).toEqual([]);
    const uses = [...text.matchAll(/uses: (.*)$/gm)].map(([, named = '']) => named);
    expect(uses.length).toBeGreaterThan(0);
    for (const one of uses) expect(one).toMatch(/^[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('attest every file of dist/', () => {
    const { jobs }: { jobs: { attest: { steps: { with?: { 'subject-path'?: string } }[] } } } =
      parse(readFileSync('.github/workflows/release.yml', 'utf8'));
    const patterns = jobs.attest.steps.flatMap((step) => step.with?.['subject-path'] ?? []);
    const isAttested = picomatch(patterns.flatMap((text) => text.trim().split('\n')));
    const built = globSync('dist/**/*.*');
    expect(built).toContain('dist/app/app.mjs');
    expect(built.filter((file) => !isAttested(file))).toEqual([]);
  });

  it('have no fault that zizmor finds', ({ skip }) => {
    const { status, error, stdout, stderr } = spawnSync(
      'zizmor',
      ['--offline', '--no-progress', '.github'],
      { encoding: 'utf8' },
    );
    if (error) skip('zizmor is not installed');
    expect({ status, output: stdout + stderr }).toMatchObject({ status: 0 });
  });

  it('have no fault that actionlint finds', ({ skip }) => {
    const { status, error, stdout } = spawnSync('actionlint', own, { encoding: 'utf8' });
    if (error) skip('actionlint is not installed');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });
});

describe('ready files for other programs', () => {
  const others: readonly (readonly [schema: string, path: string])[] = [
    ['gitlab-ci', 'docs/ci/gitlab-ci.yml'],
    ['azure-pipelines', 'docs/ci/azure-pipelines.yml'],
    ['renovate', 'renovate.json'],
    ...['fault', 'idea', 'wrong-finding'].map(
      (name) => ['github-issue-forms', `.github/ISSUE_TEMPLATE/${name}.yml`] as const,
    ),
  ];

  it('are valid by the schemas of these', ({ skip }) => {
    for (const [schema, path] of others) {
      const variant = ['--regex-variant', 'nonunicode'];
      const args = [...variant, '--builtin-schema', `vendor.${schema}`, path];
      const { status, error, stdout } = spawnSync('check-jsonschema', args, { encoding: 'utf8' });
      if (error) skip('check-jsonschema is not installed');
      expect({ path, status, stdout }).toMatchObject({ path, status: 0 });
    }
  });

  it('run podseal with options that it has, and keep the reports that it writes', () => {
    for (const path of [
      'docs/ci/gitlab-ci.yml',
      'docs/ci/azure-pipelines.yml',
      'docs/ci/Jenkinsfile',
    ]) {
      const text = readFileSync(path, 'utf8');
      const outputs = [...text.matchAll(/--output (\S+?)(?=['\s])/g)].map(([, one = '']) => one);
      expect(outputs.length).toBeGreaterThan(1);
      for (const output of outputs) {
        expect(outputsOf([output])).toHaveLength(1);
        const [, file = ''] = output.split('=');
        expect(text.split(file).length).toBeGreaterThan(2);
      }
    }
  });
});

describe('an audit of the ready workflows by zizmor', () => {
  it('finds no fault that is not explained', ({ skip }) => {
    const args = [
      '--offline',
      '--no-progress',
      '--config',
      join(import.meta.dirname, 'zizmor.yml'),
    ];
    const paths = files.map((file) => join(FOLDER, file));
    const { status, error, stdout, stderr } = spawnSync('zizmor', [...args, ...paths], {
      encoding: 'utf8',
    });
    if (error) {
      process.stdout.write('Not audited: zizmor is not installed (pip install zizmor).\n');
      skip('zizmor is not installed');
    }
    expect({ status, output: stdout + stderr }).toMatchObject({ status: 0 });
  });
});
