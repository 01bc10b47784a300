import type { ImageConfig } from '../images/image-config.ts';
import type { ProjectImages } from '../images/project-images.ts';
import type { ImageNames } from '../kubernetes/images-of.ts';
import { askHelper } from '../registry/credential-helper.ts';
import { type RegistryFlags, registryOptions } from '../registry/flags.ts';
import type { RegistryOptions } from '../registry/options.ts';
import { runReader } from '../registry/run-reader.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { BuildsHere } from '../run/builds-here.ts';
import { visibleLine } from '../text/shown.ts';

/** What is read of images for the rules: what they say of themselves, and how the project builds them. */
export type ImagesRead = Pick<RuleSet, 'configs' | 'built'>;

/** Reads what there is of images; a registry is asked only where that is wanted. */
export type InspectImages = (names: ImageNames) => Promise<ImagesRead>;

/**
 * How a command looks into images, by its flags. What could not be looked into is said on standard
 * error.
 *
 * @param path a path in the project, whose Dockerfiles count
 * @param own what the project knows of images itself
 * @throws UserError for flags that can't be used
 */
export function imageInspector(
  flags: RegistryFlags,
  path: string,
  own: ProjectImages | undefined,
): InspectImages {
  const read = registryReader(flags);
  const builds = new BuildsHere(path);
  return async ({ run, written }) => ({
    configs: await read?.(run),
    built: await builds.of([...new Set([...run, ...written])], own),
  });
}

/**
 * How a command asks registries: with the logins of whoever runs it, whose credential helpers it may run.
 *
 * @throws UserError for flags that can't be used
 */
export function commandRegistries(flags: RegistryFlags): RegistryOptions | undefined {
  const options = registryOptions(flags, process.env);
  return options && { ...options, askHelper };
}

/** Says of which image nothing could be read, and why. */
export function tellFailure(image: string, reason: string): void {
  process.stderr.write(`${visibleLine(`not looked into  ${image}: ${reason}`)}\n`);
}

/**
 * Reads what images say of themselves, where the flags want that.
 *
 * @throws UserError for flags that can't be used
 */
export function registryReader(
  flags: RegistryFlags,
): ((images: readonly string[]) => Promise<ReadonlyMap<string, ImageConfig>>) | undefined {
  const options = commandRegistries(flags);
  return options && runReader(options, tellFailure);
}
