import { covers } from '../../../images/paths.ts';
import type { Write } from '../../../images/known-image.ts';
import { mountsOf, volumesOf } from '../../../kubernetes/mounts.ts';
import type { Container, Pod } from '../../../kubernetes/pod.ts';
import { items, textOf, valueAt } from '../../../yaml/value.ts';

/** A name may have 63 characters (RFC 1123). */
const MAX_NAME = 63;
/** What of it a container's name may take; the rest tells its volumes apart. */
const MAX_PREFIX = 31;

const PURPOSES: Readonly<Record<Write['kind'], string>> = {
  scratch: 'tmp',
  cache: 'cache',
  run: 'run',
  log: 'logs',
  config: 'config',
  data: 'data',
};

/** Folders whose names say what they hold. */
const FOLDERS: readonly (readonly [folder: string, purpose: string])[] = [
  ['/tmp', 'tmp'],
  ['/var/tmp', 'tmp'],
  ['/run', 'run'],
  ['/var/cache', 'cache'],
  ['/var/log', 'logs'],
];

/** What a volume holds: what its folder says, else what is known of it. */
function purposeOf(path: string, kind: Write['kind']): string {
  const [, purpose] = FOLDERS.find(([folder]) => covers(folder, path)) ?? [];
  return purpose ?? PURPOSES[kind];
}

/**
 * Names new volumes of a container after their purpose, else after their path, and after the container
 * where the pod has others: each has its own scratch space.
 */
export function volumeNames(
  container: Container,
  places: readonly Pick<Write, 'path' | 'kind'>[],
): string[] {
  const { containers } = container.pod;
  const prefix = containers.length > 1 ? prefixOf(container) : '';
  const longer = containers
    .map(prefixOf)
    .filter((other) => prefix !== '' && other !== prefix && other.startsWith(prefix));
  const taken = takenNames(container.pod);
  return places.map(({ path, kind }) => {
    const candidates = [purposeOf(path, kind), slug(path)].map((name) => fit(prefix + name));
    // A name that starts like those of another container may be given to one of its volumes.
    const name =
      candidates.find((one) => !taken.has(one) && !longer.some((other) => one.startsWith(other))) ??
      numbered(prefix + purposeOf(path, kind), taken);
    taken.add(name);
    return name;
  });
}

/** The first of `name-2`, `name-3` and so on that is not taken. */
export function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    const candidate = `${name.slice(0, MAX_NAME - 6)}-${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}

/** Text as a name: no longer than it may be, and with no dash at its end. */
export function fit(name: string): string {
  return name.slice(0, MAX_NAME).replace(/(?<!-)-+$/, '');
}

/** A long name is cut, and told from others by its place. */
function prefixOf(container: Container): string {
  const place = container.pod.containers.indexOf(container);
  const name = slug(container.name) || `container-${place}`;
  return name.length > MAX_PREFIX ? `${fit(name.slice(0, MAX_PREFIX - 4))}-${place}-` : `${name}-`;
}

/** Also those of claim templates, which replace a volume of their name, and of volumes given elsewhere. */
function takenNames(pod: Pod): Set<string> {
  const templates = items(valueAt(pod.resource.value, ['spec', 'volumeClaimTemplates']));
  return new Set([
    ...volumesOf(pod).map(({ name }) => name),
    ...pod.containers.flatMap(mountsOf).map(({ name }) => name),
    ...templates.map((template) => textOf(valueAt(template, ['metadata', 'name'])) ?? ''),
  ]);
}

/** Text as a part of a name: lower case letters, digits and dashes. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
