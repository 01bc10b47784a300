import { sha256Hex } from '../text/sha256.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { fixFile } from './fix-file.ts';

/** A container by its names. */
export interface ContainerName {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
}

/** The text of a file with the fixes of what is wrong with a container and its pod, unsafe ones included. */
export function fixContainer(judged: Judged, wanted: ContainerName): string {
  const { kind, namespace, name, container } = wanted;
  const isWanted = ({ subject: { resource, container: one } }: Finding): boolean =>
    resource.kind === kind &&
    resource.namespace === namespace &&
    resource.name === name &&
    (one === undefined || one.name === container);
  return fixFile(judged, { unsafe: true, isWanted }).text;
}

/** What tells a text from all others: a run of it can be about this text alone. */
export function digestOf(text: string): string {
  return `sha256:${sha256Hex(text)}`;
}
