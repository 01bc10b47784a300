import type { Environment } from '../../images/facts.ts';
import type { KnownImage } from '../../images/known-image.ts';
import type { Container } from '../../kubernetes/pod.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { variablesOf } from './container-settings.ts';
import { code } from './describe.ts';

/** A variable that a fix sets, with what to check about it. */
interface SetVariable {
  readonly change: ValueChange;
  readonly check: string;
}

/** The variables that an image needs for a purpose and that a container does not set itself. */
export function environmentFor(
  container: Container,
  image: KnownImage,
  purpose: NonNullable<Environment['for']>,
): SetVariable[] {
  const variables = variablesOf(container);
  return image.environment
    .filter((one) => (one.for ?? purpose) === purpose && !variables.has(one.name))
    .map(({ name, value, why }) => ({
      change: {
        kind: 'append',
        path: [...container.value.path, 'env'],
        value: { name, value },
      },
      check: `${code(name)} is set, because ${why}.`,
    }));
}
