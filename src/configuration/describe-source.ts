import type { Change, ConfigurationFiles } from '../review/change.ts';
import { count } from '../text/tagged.ts';
import { readBaseline } from './baseline.ts';

/** Which configuration and which baseline a review was judged by; undefined where it read neither. */
export function sourceOfReview(change: Change): string | undefined {
  if (!change.configuredAt) return undefined;
  const { commit, branch } = change.configuredAt;
  const name = branch === undefined ? '' : ` (${branch})`;
  return describeSource(change, `at ${commit.slice(0, SHORT)}${name}`);
}

/** As git abbreviates the name of a commit. */
const SHORT = 7;

/**
 * Says which configuration and which baseline count.
 *
 * @param where as the end of a clause: `at 1a2b3c4 (main)`, `in the work tree`
 */
export function describeSource(
  { configuration, extended = [], baseline }: ConfigurationFiles,
  where: string,
): string {
  const file = configuration
    ? [`${configuration.path} ${where}`, ...extended.map(({ path }) => path)].join(', with ')
    : `none ${where}, so the defaults count`;
  const listed = baseline ? count(readBaseline(baseline).entries.length, 'finding') : 'none';
  return `Configuration: ${file}. Baseline: ${listed}.`;
}
