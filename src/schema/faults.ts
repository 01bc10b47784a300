import * as v from 'valibot';
import type { Data } from '../yaml/value-change.ts';
import {
  type Value,
  items,
  ownField,
  ownFields,
  shadowedFields,
  valueAt,
} from '../yaml/value.ts';
import { describeIssue, nameOf, stepsOf } from './check-data.ts';

/** What is wrong at a place of a file. The offset counts from the start of the file. */
export interface SchemaFault {
  readonly offset: number;
  readonly message: string;
}

/** What was read, or all that is wrong with it in the order of the file. */
export type Checked<Output> = { readonly output: Output } | { readonly faults: SchemaFault[] };

/**
 * Checks a document of YAML.
 *
 * @param root its root, for the places of faults
 * @param data the same as plain data
 * @param name what messages call the root: `the entry`
 */
export function checkYaml<Schema extends v.GenericSchema>(
  schema: Schema,
  root: Value,
  data: Data,
  name: string,
): Checked<v.InferOutput<Schema>> {
  const result = v.safeParse(schema, data);
  const issues = firstOfEach(result.issues ?? []);
  const faults = [
    ...issues.map((issue) => ({
      offset: offsetOf(root, issue),
      message: describeIssue(issue, name),
    })),
    ...repeatedKeys(root, name),
  ].toSorted((one, other) => one.offset - other.offset);
  return result.success && faults.length === 0 ? { output: result.output } : { faults };
}

/** The first issue of each value: what else is wrong with it follows from that, or says the same. */
function firstOfEach(issues: readonly v.BaseIssue<unknown>[]): v.BaseIssue<unknown>[] {
  const places = new Set<string>();
  return issues.filter(({ path }) => {
    const place = JSON.stringify(stepsOf(path));
    const isFirst = !places.has(place);
    places.add(place);
    return isFirst;
  });
}

/** An unknown key is wrong itself; what is missing is missing in the mapping around it. */
function offsetOf(root: Value, { path }: v.BaseIssue<unknown>): number {
  const steps = stepsOf(path);
  const last = path?.at(-1);
  if (last?.origin !== 'key') return valueAt(root, steps)?.span.start ?? root.span.start;
  const around = valueAt(root, steps.slice(0, -1));
  const key = ownField(around, String(last.key))?.key;
  return (key ?? around?.span ?? root.span).start;
}

/** Kubernetes' reader, and ours, take the last of two keys: in a file about security neither is meant. */
function repeatedKeys(value: Value, name: string): SchemaFault[] {
  const here = shadowedFields(value).map((field) => ({
    offset: field.key.start,
    message: `${nameOf(field.value.path, name)} is there twice: remove one`,
  }));
  const below = [...ownFields(value).map((field) => field.value), ...items(value)];
  return [...here, ...below.flatMap((child) => repeatedKeys(child, name))];
}
