import { SPEC, setAnd } from './cel.ts';

/** Whether a pod is for Windows by any sign, as the review reads it. */
export const WINDOWS = 'variables.windows';

/** Whether a pod says so; what the Pod Security Standards go by since 1.25. */
export const DECLARED_WINDOWS = setAnd(SPEC, 'os.name', (name) => `${name} == "windows"`);

/** Whether a pod has users of its own; two controls of the standards go by it since 1.35. */
export const USER_NAMESPACE = setAnd(SPEC, 'hostUsers', (flag) => `${flag} == false`);

/** The condition that a boolean is true. */
export function same(value: string): string {
  return value;
}
