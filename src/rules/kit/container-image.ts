import type { ImageConfig } from '../../images/image-config.ts';
import { type KnownImage, knownImage } from '../../images/known-image.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { field, isSet, items, textOf } from '../../yaml/value.ts';
import type { RuleSet } from './rule.ts';

/** What is known of the image that a container names; undefined for nothing. */
export function imageOf(container: Container, ruleSet: RuleSet): KnownImage | undefined {
  const image = textOf(field(container.value, 'image')?.value);
  return image === undefined ? undefined : knownImage(image, ruleSet.images);
}

/** What its image says of itself, where somebody looked; nothing for one that is not for Linux. */
export function configOf({ value }: Container, { configs }: RuleSet): ImageConfig | undefined {
  const config = configs?.get(textOf(field(value, 'image')?.value) ?? '');
  return config?.platform.startsWith('windows/') === true ? undefined : config;
}

/**
 * Whether a container starts what its image starts. With a `command` of its own, or arguments that
 * start a shell, it may run anything that the image has, so that what is known of the image says
 * little about it.
 */
export function isUsualProgram(container: Container): boolean {
  const isOwn = isSet(field(container.value, 'command')?.value);
  return !isOwn && !/^(?:\/.*\/)?(?:ba|da|a)?sh$/.test(firstArgument(container));
}

/**
 * The program that the first argument names, as entrypoints that are scripts let it: not an option, and
 * not the image's own. Other arguments leave the program as it is.
 */
export function ownProgram(container: Container, { id }: KnownImage): string | undefined {
  const first = firstArgument(container);
  const name = first.replace(/^.*\//, '');
  const isOfImage = name === id || name === `${id}d` || name === `${id}-server`;
  return first === '' || first.startsWith('-') || isOfImage ? undefined : first;
}

function firstArgument({ value }: Container): string {
  return textOf(items(field(value, 'args')?.value)[0]) ?? '';
}
