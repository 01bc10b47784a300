import picomatch from 'picomatch';
import type { RuleSet } from './rule.ts';

/** What a team lets pass with the key `allow` of a rule. */
export function allowedBy({ allow }: RuleSet, rule: string): readonly string[] {
  return allow?.[rule] ?? [];
}

/** Whether a team lets a path of the node pass. A path with `..` in it leads to where nobody allowed it. */
export function allowsPath(ruleSet: RuleSet, rule: string, path: string): boolean {
  const globs = allowedBy(ruleSet, rule);
  if (globs.length === 0 || path.split('/').includes('..')) return false;
  const plain = path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
  return globs.some((glob) => matcherOf(glob)(plain));
}

const matchers = new Map<string, (path: string) => boolean>();

/** Cached, because a run has few globs and compares each with every mount. */
function matcherOf(glob: string): (path: string) => boolean {
  const known = matchers.get(glob) ?? picomatch(glob, { dot: true });
  matchers.set(glob, known);
  return known;
}
