import type { DataMap } from '../../../yaml/value-change.ts';
import { code } from '../describe.ts';

/** A label of a namespace by which it refuses less than before. */
export interface LoweredLabel {
  readonly name: string;
  readonly message: string;
}

/** The labels that refuse pods (kubernetes/pod-security-admission, api/constants.go). */
const ENFORCE = 'pod-security.kubernetes.io/enforce';
const VERSION = `${ENFORCE}-version`;
const LEVELS = ['privileged', 'baseline', 'restricted'];

/** What Pod Security Admission refuses no more in a namespace, by its labels. */
export function lowered(
  before: DataMap,
  now: (name: string) => string | undefined,
): LoweredLabel[] {
  const textIn = (name: string): string | undefined => {
    const label = before[name];
    return typeof label === 'string' ? label : undefined;
  };
  const [was, is] = [textIn(ENFORCE), now(ENFORCE)];
  if (was !== undefined && rank(was) > 0 && rank(is) < rank(was)) {
    const said = is === undefined ? 'is missing now' : `is ${code(is)} now`;
    return [{ name: ENFORCE, message: `${code(ENFORCE)} was ${code(was)} and ${said}` }];
  }
  const [old, version] = [textIn(VERSION), now(VERSION)];
  if (rank(was) < 1 || minorOf(version) >= minorOf(old)) return [];
  const message = `${code(VERSION)} was ${code(old ?? 'latest')} and is ${code(version ?? 'latest')} now`;
  return [{ name: VERSION, message }];
}

function rank(level = ''): number {
  return LEVELS.indexOf(level);
}

/** The latest, which counts where there is no version, is above all others. */
function minorOf(version = 'latest'): number {
  const minor = /^v1\.(\d+)$/.exec(version)?.[1];
  return minor === undefined ? Infinity : Number(minor);
}
