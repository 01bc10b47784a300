import { afterEach, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import type { Changes } from '../double/git-repository.ts';
import { type FaultKind, faultAt } from '../double/github/index.ts';
import type { Fault } from '../double/github/options.ts';
import { HARDENED, deployment } from '../judging.ts';
import { IS_FULL } from '../full.ts';
import { type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const LIMITED = { 'retry-after': '30' };
const ABUSE = {
  message: 'Validation Failed',
  errors: [{ resource: 'X', code: 'abuse', field: 'base' }],
};

/** What can go wrong with a request once, as GitHub or the network does it. */
const FAULTS: Readonly<Record<string, Fault | { readonly kind: FaultKind }>> = {
  'dropped before': 'drop',
  'dropped after': 'drop-after',
  cut: 'cut',
  'cut without a length': 'cut-unsized',
  'no body': 'empty',
  'HTML with status 200': 'html',
  'something went wrong': { kind: 'graphql-error' },
  'something went wrong, though done': { kind: 'graphql-error-after' },
  'secondary limit of GraphQL': { kind: 'graphql-secondary-limit' },
  'too much for GraphQL': { kind: 'graphql-too-much' },
  slow: { delayMs: 4000 },
  '500': { status: 500 },
  '502, though done': { status: 502, after: true },
  '503 in HTML': { status: 503, body: '<html>Unicorn!</html>' },
  '403 secondary limit': {
    status: 403,
    headers: LIMITED,
    body: { message: 'You have exceeded a secondary rate limit.' },
  },
  '403 primary limit': {
    status: 403,
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' },
    body: { message: 'API rate limit exceeded for installation ID 1.' },
  },
  '429': { status: 429, headers: LIMITED, body: { message: 'Too many requests' } },
  '422 abuse': { status: 422, body: ABUSE },
  '403 permission': { status: 403, body: { message: 'Resource not accessible by integration' } },
  '404': { status: 404, body: { message: 'Not Found' } },
  '406': { status: 406, body: { message: 'Not Acceptable' } },
  '409': { status: 409, body: { message: 'Conflict' } },
  '422': { status: 422, body: { message: 'Unprocessable Entity', errors: ['No.'] } },
};

/** Those that taught us something; the full set is all of them, on many files. */
const SOME = [
  ...['dropped after', '502, though done', '422 abuse', '403 permission', '409'],
  ...['cut', 'cut without a length', 'no body', 'HTML with status 200'],
  ...['something went wrong', 'secondary limit of GraphQL', 'too much for GraphQL'],
];

const COUNT = IS_FULL ? 60 : 6;

/** Pods of which every second is open: more than a few files, and old ones among them. */
function change(): Changes[] {
  const name = (at: number): string => `k8s/${String(at).padStart(2, '0')}.yaml`;
  const all = Array.from({ length: COUNT }, (_, at) => at);
  const base = all
    .filter((at) => at % 3 === 0)
    .map((at) => [name(at), deployment(`d${at}`, ...HARDENED)]);
  const head = all.map((at) => [
    name(at),
    at % 2 === 0 ? deployment(`d${at}`) : deployment(`d${at}`, ...HARDENED, 'args: [a]'),
  ]);
  return [Object.fromEntries(base) as Changes, Object.fromEntries(head) as Changes];
}

const OPEN = Math.ceil(COUNT / 2);

/** Runs with one fault at one request. */
async function runWith(fault: Fault | { readonly kind: FaultKind }, at: number): Promise<string> {
  let isHit = false;
  world.github.onRequest = (info) => {
    if (info.index !== at) return undefined;
    isHit = true;
    return typeof fault === 'object' && 'kind' in fault ? faultAt(at, fault.kind, 30)(info) : fault;
  };
  try {
    const { conclusion, obstacles } = await world.run();
    return isHit ? [conclusion, ...obstacles].join(', ') : 'past the end';
  } catch (error) {
    return error instanceof UserError ? 'told' : `failed: ${String(error)}`;
  } finally {
    world.github.onRequest = undefined;
  }
}

/** The files that the words of a check list in place of annotations. */
function listedIn(summary: string): string[] {
  const [, list = ''] = summary.split('### New (comment limit reached)');
  return [...list.matchAll(/^- `(k8s\/\d+\.yaml):/gm)].map(([, path = '']) => path);
}

/** What is wrong with what a run left behind. */
function faultsOf(outcome: string): string[] {
  const { github, commits } = world;
  const checks = github.checkRuns(commits[1] ?? '');
  const comments = github.comments(7);
  const annotations = checks.flatMap((check) => check.annotations);
  const places = [
    ...comments.map(({ path, body }) => [path, body.includes('read-only') ? 2 : 0] as const),
    ...annotations.map(({ path }) => [path, 1] as const),
    ...checks.flatMap(({ summary }) => listedIn(summary ?? '')).map((path) => [path, 2] as const),
  ];
  const told = new Map<string, number>();
  for (const [path, count] of places) told.set(path, (told.get(path) ?? 0) + count);
  const isAborted = checks.some(({ title }) => title === 'The review failed');
  const isUnchecked = outcome.includes('checks: write');
  const duplicates = [...told].filter(([, count]) => count > 2);
  const isComplete = told.size === OPEN && [...told.values()].every((count) => count === 2);
  return [
    ...(duplicates.length > 0 ? [`said twice: ${duplicates.join(' ')}`] : []),
    ...(checks.length === 1 || (checks.length === 0 && isUnchecked)
      ? []
      : [`${checks.length} checks`]),
    ...(checks.every(({ conclusion }) => conclusion === 'failure') ? [] : ['no failure']),
    ...(isAborted || isUnchecked || isComplete ? [] : ['something is not said']),
  ];
}

const CHOSEN = Object.entries(FAULTS).filter(([name]) => IS_FULL || SOME.includes(name));

it.each(CHOSEN)('%s: all is said once, or the check says why not', async (_, fault) => {
  for (let at = 0; ; at++) {
    world = await makeWorld(change(), {}, fault === FAULTS['slow'] ? { timeoutMs: 2000 } : {});
    const outcome = await runWith(fault, at);
    if (process.env['PODSEAL_SHOW_FAULTS'] !== undefined) {
      const { method, path } = world.github.requests[at] ?? { method: '', path: '' };
      process.stdout.write(
        `${_} | ${at} | ${method} ${path} | ${outcome} | ${faultsOf(outcome).join('; ')}\n`,
      );
    }
    expect({
      at,
      outcome,
      faults: outcome === 'past the end' ? [] : faultsOf(outcome),
    }).toMatchObject({ faults: [] });
    if (outcome === 'past the end') break;
    await world.close();
  }
});

/** A later run has comments to change, to close and to make. */
const LATER: readonly Changes[] = [
  {},
  {
    'half.yaml': deployment('half'),
    'kept.yaml': deployment('kept'),
    'shut.yaml': deployment('shut'),
  },
  {
    'half.yaml': deployment('half', 'securityContext: { runAsNonRoot: true }'),
    'new.yaml': deployment('new'),
    'shut.yaml': deployment('shut', ...HARDENED),
  },
];

async function laterWorld(): Promise<void> {
  world = await makeWorld([{ 'README.md': '' }, ...LATER.slice(1)]);
  await world.run();
  await world.push(2);
}

/** All that is left on the pull request, in an order that does not depend on who came first. */
function leftBehind(): string[] {
  return world.github
    .comments(7)
    .map(({ path, body }) => `${path}: ${body}`)
    .toSorted();
}

it.each(CHOSEN.filter(([name]) => IS_FULL || ['dropped after', '403 permission'].includes(name)))(
  '%s in a later run: the next one leaves what would have been left without it',
  async (_, fault) => {
    await laterWorld();
    await world.run();
    const wanted = leftBehind();
    expect(wanted).toHaveLength(4);
    await world.close();
    for (let at = 0; ; at++) {
      await laterWorld();
      const outcome = await runWith(fault, world.github.requests.length + at);
      await world.run();
      expect({ at, outcome, left: leftBehind() }).toEqual({ at, outcome, left: wanted });
      expect(world.github.checkRuns(world.commits[2] ?? '').at(-1)?.conclusion).toBe('failure');
      if (outcome === 'past the end') break;
      await world.close();
    }
  },
);
