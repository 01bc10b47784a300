import { sha256Hex } from '../text/sha256.ts';
import { activeRules } from '../judge/find.ts';
import { commandFor } from '../rules/kit/admission-policy/command.ts';
import type { PlacedPolicy } from '../rules/kit/admission-policy/policies-before.ts';
import { identityOf, nameOf } from '../rules/kit/admission-policy/written.ts';
import type { RuleSet, Severity } from '../rules/kit/rule.ts';
import { type Markdown, code, codeList, codePath, joinMarkdown, md } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import type { Change } from './change.ts';
import { writeMarker } from './marker.ts';
import type { ChangedPolicies } from './policies-before.ts';
import type { PlacedFinding, PlannedComment, ReviewPlan } from './review-plan.ts';
import { type Thread, fingerprintsOf } from './thread.ts';

/** What is said of policies whose files are gone. */
export interface ToldPolicies extends Pick<ReviewPlan, 'comments' | 'findings'> {
  /** Threads that tell of what is still so. */
  readonly standing: readonly Thread[];
}

const RULE = 'admission-policy';

/** Says on removed files, and on those that have no policy any more, which policies went with them. */
export function tellRemovedPolicies(
  change: Change,
  ruleSet: RuleSet,
  { removed }: ChangedPolicies,
): ToldPolicies {
  const severity = activeRules(ruleSet).find(({ rule }) => rule.id === RULE)?.severity;
  if (severity === undefined || removed.length === 0) return NOTHING;
  const files = [...new Set(removed.map(({ path }) => path))].map((path) => {
    const policies = removed.filter((one) => one.path === path);
    return { path, policies, fingerprint: fingerprintOf(path, policies) };
  });
  const ours = new Set(files.map(({ fingerprint }) => fingerprint));
  const said = fingerprintsOf(change.threads);
  const fresh = severity === 'notice' ? [] : files.filter((one) => !said.has(one.fingerprint));
  const told = new Set([...said, ...fresh.map(({ fingerprint }) => fingerprint)]);
  return {
    comments: fresh.map(commentOn),
    findings: files.map((file) => toPlaced(file, severity, told.has(file.fingerprint))),
    standing: change.threads.filter((one) => one.fingerprints.some((print) => ours.has(print))),
  };
}

const NOTHING: ToldPolicies = { comments: [], findings: [], standing: [] };

interface GoneFrom {
  readonly path: string;
  readonly policies: readonly PlacedPolicy[];
  readonly fingerprint: string;
}

function fingerprintOf(path: string, policies: readonly PlacedPolicy[]): string {
  const names = policies.map(({ object }) => identityOf(object));
  const identity = JSON.stringify(['removed policies', path, names]);
  return sha256Hex(identity).slice(0, 16);
}

/** So many are named. */
const MAX_NAMED = 5;

function commentOn({ path, policies, fingerprint }: GoneFrom): PlannedComment {
  const names = policies.map(({ object }) => identityOf(object));
  const more = names.length - MAX_NAMED;
  const rest = more > 0 ? md` and ${count(more, 'other')}` : md``;
  const [first] = policies;
  const command = first ? code(commandFor(first.object, path), Infinity) : md``;
  const body = joinMarkdown(
    [
      md`**${codePath(path)} has no policy any more**`,
      md`It had ${codeList(names.slice(0, MAX_NAMED))}${rest}. A cluster that is kept as the repository is refuses nothing of this from now on.`,
      md`If that is not meant, write the file again: ${command}`,
      writeMarker([fingerprint]),
    ],
    '\n\n',
  );
  const place = { subject: 'file', line: 1 } as const;
  return { path, ...place, body, fileBody: body, suggestion: null, fingerprints: [fingerprint] };
}

function toPlaced(
  { path, policies, fingerprint }: GoneFrom,
  severity: Severity,
  isTold: boolean,
): PlacedFinding {
  const [first] = policies;
  const { apiVersion, kind } = first?.object ?? {};
  const name = first ? nameOf(first.object) : '';
  return {
    finding: {
      ...{ rule: RULE, severity, message: messageOf(policies), file: path },
      ...{ line: 1, column: 1, endLine: 1, endColumn: 1 },
      resource: {
        apiVersion: typeof apiVersion === 'string' ? apiVersion : '',
        kind: typeof kind === 'string' ? kind : '',
        ...{ namespace: '', name },
      },
      ...{ container: null, place: '0', fingerprint, remedy: null },
    },
    introduced: true,
    touched: true,
    placement: isTold ? 'comment' : 'summary',
  };
}

function messageOf(policies: readonly PlacedPolicy[]): Markdown {
  return md`${count(policies.length, 'object')} of a policy ${policies.length === 1 ? md`is` : md`are`} gone with this file`;
}
