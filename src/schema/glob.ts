import picomatch from 'picomatch';
import * as v from 'valibot';
import { quoted } from './quoted.ts';
import { text } from './shapes.ts';

/** A glob that can be read; with `!` in front where a list takes files out again. */
export function glob() {
  return v.pipe(
    text(),
    v.check(isGlob, ({ input }) => `is ${quoted(input)}, a glob with an open or empty part`),
  );
}

/** A glob of absolute paths; without `!`, which would fit all other paths. */
export function absoluteGlob() {
  return v.pipe(
    glob(),
    v.regex(/^\//, ({ input }) => `is ${quoted(input)}: write a path that starts with /`),
  );
}

function isGlob(value: string): boolean {
  try {
    picomatch(value.replace(/^!/, ''), { dot: true, strictBrackets: true });
    return true;
  } catch {
    return false;
  }
}
