import type { UserEdit } from '../../images/built-image.ts';
import { writePatch } from '../../diff/patch.ts';
import type { Dockerfile, Instruction, Stage } from './parse.ts';

/**
 * The edit by which a stage ends with a user that has a number: in place of its `USER`, else before what
 * it starts, else at its end. A suggestion replaces one line, so that a longer `USER` is left alone.
 */
export function userEdit(
  file: Dockerfile,
  target: string | undefined,
  user: string,
): UserEdit | undefined {
  const stage = lastStage(file, target);
  if (!stage) return undefined;
  const text = `USER ${user}`;
  const last = stage.instructions.findLast(({ keyword }) => keyword === 'USER');
  const start = stage.instructions.find(
    ({ keyword }) => keyword === 'ENTRYPOINT' || keyword === 'CMD',
  );
  if (last) {
    if (last.line !== last.lastLine) return undefined;
    return edit(file, { line: last.line, isReplacement: true, text });
  }
  const end = (stage.instructions.at(-1)?.lastLine ?? stage.line) + 1;
  return edit(file, { line: lineBefore(start, end), isReplacement: false, text });
}

/** The stage that an image is made of in the end. */
export function lastStage(
  { stages }: Pick<Dockerfile, 'stages'>,
  target: string | undefined,
): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  return stages.find(({ name }) => name === target.toLowerCase());
}

function lineBefore(start: Instruction | undefined, end: number): number {
  return start?.line ?? end;
}

function edit(
  { path, text: before }: Dockerfile,
  { line, isReplacement, text }: Omit<UserEdit, 'patch'>,
): UserEdit | undefined {
  // A patch in a comment loses carriage returns.
  if (before.includes('\r')) return undefined;
  const isEnded = before.endsWith('\n');
  const lines = (isEnded ? before.slice(0, -1) : before).split('\n');
  lines.splice(line - 1, isReplacement ? 1 : 0, text);
  const patch = writePatch(path, before, lines.join('\n') + (isEnded ? '\n' : '')).trimEnd();
  return { line, isReplacement, text, patch };
}
