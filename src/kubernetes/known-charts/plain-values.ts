import { type Value, field, isSet, scalar, textOf } from '../../yaml/value.ts';
import { UnknownOutcome } from './making.ts';

/** Text that no template of Helm is in; undefined for nothing. */
export function plainText(value: Value | undefined): string | undefined {
  const text = textOf(value);
  if (text?.includes('{{') === true) {
    throw new UnknownOutcome(`the template \`${text.slice(0, MAX_SHOWN)}\` is filled in by Helm`);
  }
  return text;
}

const MAX_SHOWN = 60;

/** Whether a part of the values counts: all do that do not say `enabled: false`. */
export function isEnabled(value: Value): boolean {
  const enabled = field(value, 'enabled')?.value;
  if (!isSet(enabled)) return true;
  const plain = scalar(enabled);
  if (typeof plain === 'boolean') return plain;
  throw new UnknownOutcome('an `enabled` is neither true nor false');
}
