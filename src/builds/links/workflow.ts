import type { SourceFile } from '../../kubernetes/manifest.ts';
import {
  type Plain,
  documentsOf,
  isPlain,
  listAt,
  mappingAt,
  plainText,
  textAt,
  textsOf,
} from '../data.ts';
import { joinPath } from '../paths.ts';
import { type Variables, fill } from '../template.ts';
import type { BuildLink } from './build-link.ts';
import { buildCommands } from './commands.ts';

/** More jobs than a matrix of images makes. */
const MAX_JOBS = 64;

/** What the steps of a GitHub workflow say: docker/build-push-action, and `docker build`. */
export function workflowLinks(file: SourceFile): BuildLink[] {
  return documentsOf(file).flatMap((workflow) => {
    const outer = textsOf(mappingAt(workflow, 'env'));
    return Object.values(mappingAt(workflow, 'jobs')).flatMap((job) => {
      const variables = [...outer, ...textsOf(mappingAt(job, 'env'))];
      return matrixOf(mappingAt(job, 'strategy', 'matrix')).flatMap((values) =>
        jobLinks(job, new Map([...variables, ...values]), file.path),
      );
    });
  });
}

function jobLinks(job: unknown, variables: Variables, evidence: string): BuildLink[] {
  const steps = listAt(job, 'steps');
  return steps.flatMap((step) => {
    const own = new Map([...variables, ...textsOf(mappingAt(step, 'env'))]);
    const uses = textAt(step, 'uses') ?? '';
    if (/^(?:docker|depot)\/build-push-action@/.test(uses)) {
      return actionLinks(mappingAt(step, 'with'), { steps, variables: own, evidence });
    }
    const run = textAt(step, 'run');
    const folder = joinPath('', fill(textAt(step, 'working-directory') ?? '', own));
    if (run === undefined || folder === undefined) return [];
    return buildCommands(run, { variables: own, folder, evidence });
  });
}

interface StepPlace {
  readonly steps: readonly unknown[];
  readonly variables: Variables;
  readonly evidence: string;
}

function actionLinks(inputs: Plain, { steps, variables, evidence }: StepPlace): BuildLink[] {
  const filled = (name: string): string | undefined => {
    const text = textAt(inputs, name);
    return text === undefined || text === '' ? undefined : fill(text, variables);
  };
  // Without a context, the action takes the whole repository as git has it.
  const context = joinPath('', filled('context') ?? '');
  const file = filled('file');
  const dockerfile =
    file === undefined ? joinPath(context ?? '', 'Dockerfile') : joinPath('', file);
  if (context === undefined || dockerfile === undefined) return [];
  const tags = linesOf(textAt(inputs, 'tags') ?? '').flatMap((tag) => namesOf(tag, steps));
  const args = linesOf(textAt(inputs, 'build-args') ?? '').flatMap((line): [string, string][] => {
    const [, name, value] = /^(\w+)=(.*)$/.exec(line) ?? [];
    return name === undefined || value === undefined ? [] : [[name, fill(value, variables)]];
  });
  return tags.map((tag) => ({
    image: fill(tag, variables),
    by: { dockerfile },
    context,
    target: filled('target'),
    args: new Map(args),
    evidence,
  }));
}

/** The tags that docker/metadata-action makes are the names that it is given. */
function namesOf(tag: string, steps: readonly unknown[]): string[] {
  const [, id] = /^\$\{\{\s*steps\.([\w-]+)\.outputs\.tags\s*\}\}$/.exec(tag) ?? [];
  if (id === undefined) return [tag];
  const meta = steps.find((step) => textAt(step, 'id') === id);
  if (textAt(meta, 'uses')?.startsWith('docker/metadata-action@') !== true) return [];
  return linesOf(textAt(mappingAt(meta, 'with'), 'images') ?? '')
    .map((line) => /(?:^|,)name=([^,]+)/.exec(line)?.[1] ?? line)
    .filter((name) => !name.includes('enable=false'));
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n,](?![^{]*\}\})/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The values of a matrix, one set for each of its jobs; one empty set where there is none. */
function matrixOf(matrix: Plain): [string, string][][] {
  const lists = Object.entries(matrix).flatMap(([key, value]) =>
    Array.isArray(value) && key !== 'include' && key !== 'exclude' ? [{ key, value }] : [],
  );
  let jobs: [string, string][][] = [[]];
  for (const { key, value } of lists) {
    jobs = jobs
      .flatMap((job) => value.map((item) => [...job, ...valuesOf(`matrix.${key}`, item)]))
      .slice(0, MAX_JOBS);
  }
  const included = listAt(matrix, 'include').slice(0, MAX_JOBS);
  const more = included.map((item) => valuesOf('matrix', item));
  if (lists.length === 0) return more.length > 0 ? more : jobs;
  // An included set belongs to the jobs whose values it repeats, or is a job of its own.
  return [...jobs, ...jobs.flatMap((job) => more.flatMap((one) => merged(job, one)))].slice(
    0,
    4 * MAX_JOBS,
  );
}

function merged(
  job: readonly [string, string][],
  more: readonly [string, string][],
): [string, string][][] {
  const values = new Map(job);
  const isSame = more.every(([key, value]) => (values.get(key) ?? value) === value);
  return isSame ? [[...job, ...more]] : [];
}

function valuesOf(name: string, item: unknown): [string, string][] {
  if (!isPlain(item)) {
    const text = plainText(item);
    return text === undefined ? [] : [[name, text]];
  }
  return Object.entries(item).flatMap(([key, value]) => valuesOf(`${name}.${key}`, value));
}
