import type { KustomizationAnswer, KustomizationEngine } from '../render/kustomization.ts';
import { buildRequestFor, type ReadKustomization } from '../render/rendered-kustomization.ts';
import { withoutSchemas } from '../render/without-schemas.ts';

/** What Kustomize says of a text that our shortening broke. */
const UNREADABLE = /yaml/i;

/** Builds a kustomization to be judged: without the schemas of custom resources, unless a patch is for one. */
export async function buildLean(
  engine: KustomizationEngine,
  read: ReadKustomization,
): Promise<KustomizationAnswer> {
  const request = buildRequestFor(read);
  const files = withoutSchemas(request.files);
  if (files === request.files) return engine.build(request);
  const answer = await engine.build({ ...request, files });
  return 'error' in answer && UNREADABLE.test(answer.error) ? engine.build(request) : answer;
}
