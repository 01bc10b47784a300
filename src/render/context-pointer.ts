import { CONTEXT_FIELDS } from '../rules/kit/security-context-fields.ts';
import { isMapping, scalar } from '../yaml/value.ts';
import type { ValuesKeys } from './values-keys.ts';

const CONTEXT = /security_?contexts?$/i;

/**
 * The start of a JSON pointer up to a securityContext in the values. Some charts have those of a pod and of its container
 * in one mapping, such as `securityContext.container`.
 */
export function contextPointer(pointer: string, values: ValuesKeys): string | undefined {
  const steps = pointer.split('/');
  const index = steps.findIndex((step) => CONTEXT.test(step));
  if (index === -1) return undefined;
  const below = steps[index + 1];
  const one = steps.slice(0, index + 2).join('/');
  const isOneOfSeveral =
    below !== undefined && !CONTEXT_FIELDS.includes(below) && isContext(one, values);
  return isOneOfSeveral ? one : steps.slice(0, index + 1).join('/');
}

function isContext(pointer: string, values: ValuesKeys): boolean {
  const value = values.find(pointer)?.value;
  return value !== undefined && (isMapping(value) || scalar(value) === null);
}
