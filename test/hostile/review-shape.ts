import { annotationsOf } from '../../src/github/annotations.ts';
import { decodeFile } from '../../src/kubernetes/decode-file.ts';
import { plain } from '../../src/report/style.ts';
import { reviewText } from '../../src/report/review-text.ts';
import { planReview } from '../../src/review/review.ts';
import { changeOf, changedFile } from '../judging.ts';
import { type Shape, textOf } from './shape.ts';

/** What came of a shape. */
export interface ShapeResult {
  readonly name: string;
  /** Of the file, in characters. */
  readonly size: number;
  readonly conclusion: string;
  readonly findings: number;
  readonly skips: readonly string[];
  /** Of all that is written about it, in characters. */
  readonly output: number;
}

/** Reviews a file of a shape and writes all that the Action writes. */
function reviewShape(shape: Shape, size: number): ShapeResult {
  const file = decodeFile(shape.path ?? 'a.yaml', Buffer.from(textOf(shape, size)));
  if (!file || 'reason' in file) throw new Error(`${shape.name}: not read`);
  const change = changeOf([changedFile(file.path, undefined, file.text)]);
  const plan = planReview(change, {
    ruleSet: { profile: 'strict' },
    failOn: 'error',
    scope: 'all',
  });
  const comments = plan.comments.flatMap(({ body, fileBody }) => [body, fileBody]);
  const annotations = annotationsOf(plan).flatMap(({ title, message }) => [title, message]);
  const texts = [...comments, ...annotations, plan.summary, reviewText(change, plan, plain)];
  return {
    name: shape.name,
    size: file.text.length,
    conclusion: plan.conclusion,
    findings: plan.findings.length,
    skips: plan.skips.map(({ reason }) => reason),
    output: texts.reduce((sum, text) => sum + text.length, 0),
  };
}

/**
 * Reviews a file of the largest size that this shape may have, and of each size down to one that is
 * analyzed: what is refused for its size costs little, and what is just below costs most.
 */
export function* reviewSizes(shape: Shape, largest: number): Generator<ShapeResult> {
  for (let size = largest; ; size = Math.floor(size / 1.5)) {
    const result = reviewShape(shape, size);
    yield result;
    if (!result.skips.some((reason) => /YAML tokens|characters in one document/.test(reason)))
      return;
  }
}
