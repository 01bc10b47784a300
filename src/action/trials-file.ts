import { open } from 'node:fs/promises';
import * as v from 'valibot';
import { UserError } from '../errors/user-error.ts';
import type { TrialClaims } from '../review/trial-notes.ts';

/** Fifty trials of some kilobytes, each with the end of a log. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_TRIALS = 50;

const short = (length: number) => v.pipe(v.string(), v.maxLength(length));

/** A path as Kubernetes names objects and git names files, and no longer. */
const trial = v.object({
  file: short(4096),
  container: short(63),
  resource: v.object({ kind: short(63), namespace: short(253), name: short(253) }),
  fixedDigest: v.nullable(v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/))),
  starts: v.boolean(),
  why: v.nullable(v.string()),
});

const trialsFile = v.object({
  version: v.literal(1),
  commit: v.nullable(v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/))),
  trials: v.pipe(v.array(trial), v.maxLength(MAX_TRIALS)),
});

/** More of a reason is not shown. */
const MAX_WHY = 300;

/**
 * Reads what `podseal try --suggested --format json` wrote in a job of a pull request. Nothing in it is
 * known to be true; what a review shows of it is bounded and escaped.
 *
 * @throws UserError where it is not there or has another shape
 */
export async function readTrials(path: string): Promise<TrialClaims | undefined> {
  const parsed = v.safeParse(trialsFile, parse(await readBounded(path), path));
  if (!parsed.success) {
    throw new UserError(
      `${path} is not what podseal try --format json writes: give its output as trials-file.`,
    );
  }
  const { commit, trials } = parsed.output;
  if (commit === null) return undefined;
  const claims = trials.flatMap(({ resource, fixedDigest, why, ...one }) =>
    fixedDigest === null
      ? []
      : [{ ...one, ...resource, fixed: fixedDigest, why: (why ?? '').slice(0, MAX_WHY) }],
  );
  return { commit, trials: claims };
}

async function readBounded(path: string): Promise<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new UserError(
      `There is no file ${path}: download the artifact before, or leave trials-file out.`,
      {
        cause: error,
      },
    );
  });
  try {
    const bytes = Buffer.alloc(MAX_BYTES + 1);
    const { bytesRead } = await file.read(bytes);
    if (bytesRead <= MAX_BYTES) return bytes.subarray(0, bytesRead).toString('utf8');
  } finally {
    await file.close();
  }
  throw new UserError(`${path} is larger than 4 MiB, which no result of podseal try is.`);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is no JSON: give the output of podseal try --format json.`, {
      cause: error,
    });
  }
}
