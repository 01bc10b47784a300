import * as v from 'valibot';
import { quoted } from './quoted.ts';

/** The steps to a value: keys and numbers. */
type Steps = readonly (string | number)[];

/**
 * Checks plain data.
 *
 * @returns the data, or the first fault in words
 */
export function checkData<Schema extends v.GenericSchema>(
  schema: Schema,
  data: unknown,
  name: string,
): { readonly output: v.InferOutput<Schema> } | { readonly fault: string } {
  const result = v.safeParse(schema, data, { abortEarly: true });
  if (result.success) return { output: result.output };
  return { fault: describeIssue(result.issues[0], name) };
}

/** Where an issue is, from the root. */
export function stepsOf(path: readonly v.IssuePathItem[] = []): (string | number)[] {
  return path.map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** What is wrong, in a clause that starts with the name of the value. */
export function describeIssue({ path, message }: v.BaseIssue<unknown>, name: string): string {
  return `${nameOf(stepsOf(path), name)} ${message}`;
}

/** Where in its entry a value is: `writes[0].path`. The place of an entry in its list is its line. */
export function nameOf(path: Steps, name: string): string {
  const inside = typeof path[0] === 'number' ? path.slice(1) : path;
  const steps = inside.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`));
  return steps.length === 0 ? name : quoted(steps.join('').replace(/^\./, ''));
}
