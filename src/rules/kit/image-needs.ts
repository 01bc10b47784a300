import type { NodeNeeds } from '../../images/facts.ts';
import type { KnownImage } from '../../images/known-image.ts';
import type { Container } from '../../kubernetes/pod.ts';
import { findSign } from './container-settings.ts';

/** What a container needs of its node, as its image is known; undefined for nothing that is known. */
export function needsOf(
  container: Container,
  image: KnownImage | undefined,
): NodeNeeds | undefined {
  const needs = image?.needs;
  if (!needs?.if) return needs;
  return findSign(container, needs.if) === undefined ? undefined : needs;
}
