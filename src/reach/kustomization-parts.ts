import { splitDocuments } from '../yaml/split.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';

/** An operation of a JSON patch. */
const OPERATION = /["']?\bop["']?\s*:\s*["']?(?:add|copy|move|remove|replace)\b/;
/** What copies values between objects. */
const REPLACEMENT = [/^(?:- +)?["']?source["']?\s*:/m, /\btargets["']?\s*:/];
const PLUGIN = /^["']?apiVersion["']?\s*:\s*["']?builtin\b/m;
const DIRECTIVE = /\$patch\b/;

const KIND = /\bkind["']?\s*:/;
const POD = /\bcontainers\b|securityContext\b/i;
const IMAGE = /\bimage["']?\s*:/;
/** Kinds that need a selector. */
const SELECTING = /\bkind["']?\s*:\s*["']?(?:Deployment|StatefulSet|DaemonSet)\b/;
const SELECTOR = /\bselector["']?\s*:/;

/**
 * The changed files that are only a part of what is deployed: patches, replacements, and configurations of plugins. A
 * kustomization anywhere in the repository may use them.
 */
export function partsIn(texts: ChangedTexts): string[] {
  const { base, head } = textsOf(texts);
  return [...base, ...head].filter(({ text }) => isPart(text)).map(({ path }) => path);
}

function isPart(text: string): boolean {
  if ([OPERATION, PLUGIN, DIRECTIVE].some((pattern) => pattern.test(text))) return true;
  if (REPLACEMENT.every((pattern) => pattern.test(text))) return true;
  return splitDocuments(text).some(({ start, end }) => isMergePatch(text.slice(start, end)));
}

/** What the API server would refuse as an object: no image, or no selector. */
function isMergePatch(text: string): boolean {
  if (!KIND.test(text) || !POD.test(text)) return false;
  return !IMAGE.test(text) || (SELECTING.test(text) && !SELECTOR.test(text));
}
