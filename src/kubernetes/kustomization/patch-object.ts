import { type Data, type DataMap, isDataMap } from '../../yaml/value-change.ts';
import { type Resource, dataOf } from '../resource.ts';
import type { Kustomization } from './kustomization.ts';
import { applyOperations } from './operations.ts';
import { type Patch, isFor } from './patches.ts';
import { mergePatch } from './strategic-merge.ts';

/** What the patches of a kustomization make of an object. */
export interface PatchedObject {
  /** The object after each patch that is known to be for it, with the line of the patch. */
  readonly steps: readonly { readonly line: number; readonly data: Data }[];
  /** Whether another patch may change it, too. */
  readonly isOpen: boolean;
}

/** Kustomize merges lists of other kinds as their schemas say, which nobody has here. */
const BUILT_IN = ['', 'apps', 'batch', 'extensions'];

/** Applies the patches of a kustomization to an object that it lists. */
export function patchObject({ patches }: Kustomization, resource: Resource): PatchedObject {
  let data: Data | undefined;
  let isOpen = false;
  const steps: { line: number; data: Data }[] = [];
  for (const patch of patches) {
    const answer = isFor(patch, resource);
    if (answer === 'no') continue;
    data ??= dataOf(resource);
    const patched =
      answer === 'yes' && data !== undefined ? apply(patch, data, resource) : undefined;
    if (patched === undefined) isOpen = true;
    else {
      data = patched;
      steps.push({ line: patch.line, data });
    }
  }
  return { steps, isOpen };
}

/** Undefined where it can't be told what the patch makes of the object. */
function apply(patch: Patch, data: Data, { group }: Resource): Data | undefined {
  if (patch.kind === 'operations') return applyOperations(data, patch.operations);
  if (patch.kind === 'unread' || !BUILT_IN.includes(group)) return undefined;
  return mergePatch(data, withoutIdentity(patch.data));
}

/** A patch never renames what it is for. */
function withoutIdentity({ metadata, ...rest }: DataMap): DataMap {
  const others = without(rest, ['apiVersion', 'kind']);
  return isDataMap(metadata)
    ? { ...others, metadata: without(metadata, ['name', 'namespace']) }
    : others;
}

function without(map: DataMap, names: readonly string[]): DataMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
}
