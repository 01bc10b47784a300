import { type KnownImage, knownImage } from '../images/known-image.ts';
import type { Container } from '../manifest/pod.ts';
import { field, isSet, textOf } from '../manifest/value.ts';
import type { RuleSet } from './rule.ts';

/** What is known of the image that a container names; undefined for nothing. */
export function imageOf(container: Container, ruleSet: RuleSet): KnownImage | undefined {
  const image = textOf(field(container.value, 'image')?.value);
  return image === undefined ? undefined : knownImage(image, ruleSet.images);
}

/**
 * Whether a container starts what its image starts. With a `command` of its own it may run anything
 * that the image has, so that what is known of the image says little about it.
 */
export function isUsualProgram({ value }: Container): boolean {
  return !isSet(field(value, 'command')?.value);
}
