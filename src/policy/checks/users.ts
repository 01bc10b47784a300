import { SPEC, and, effective, has, not, ownAnd, setAnd } from '../cel.ts';
import type { Basis, Check, Expressed } from '../check.ts';
import { USER_NAMESPACE, WINDOWS } from '../conditions.ts';

const FLAG = effective('runAsNonRoot', 'false');
const USER = effective('runAsUser', '-1');
const ADMINISTRATOR =
  effective('windowsOptions.runAsUserName', '""') +
  String.raw`.lowerAscii().matches(r"(^|\\)containeradministrator$")`;

export const runAsNonRoot: Expressed = {
  checks: (basis) => (basis.standard ? nonRootByStandard(basis) : nonRootByEffect(basis)),
  differs:
    'The review knows of some images that they start as another user than root, and then only warns; ' +
    'the API server can not know.',
};

/** What is in force; a user other than root without the flag is worth a warning in `immutable`. */
function nonRootByEffect({ profile, isGraded }: Basis): Check[] {
  const isOther = and(`!${WINDOWS}`, `${USER} > 0`);
  const splits = profile === 'immutable' && isGraded;
  const flag = {
    of: 'container' as const,
    order: 'Set securityContext.runAsNonRoot: true in the container or the pod',
  };
  return [
    {
      name: 'root',
      of: 'container',
      found: `(${WINDOWS} ? ${ADMINISTRATOR} : ${USER} == 0)`,
      order: 'Set securityContext.runAsUser to a user other than root that the image works with',
    },
    {
      ...flag,
      name: 'maybeRoot',
      found: and(not(FLAG), ...(splits ? [not(isOther)] : [])),
    },
    ...(splits
      ? [{ ...flag, name: 'unflagged', found: and(not(FLAG), isOther), isMinor: true }]
      : []),
  ];
}

function isRoot(user: string): string {
  return `${user} == 0`;
}

/** Each value counts where it stands, also one that every container overrides. */
function nonRootByStandard({ standard }: Basis): Check[] {
  if (standard?.level !== 'restricted') return [];
  const lifted = standard.isSince(35) ? [not(USER_NAMESPACE)] : [];
  const ofPod = has(SPEC, 'securityContext.runAsNonRoot');
  return [
    {
      name: 'podMaybeRoot',
      of: 'pod',
      found: and(...lifted, setAnd(SPEC, 'securityContext.runAsNonRoot', not)),
      order: "Set runAsNonRoot: true in the pod's securityContext",
    },
    {
      name: 'maybeRoot',
      of: 'container',
      found: and(
        ...lifted,
        `(${has('c', 'securityContext.runAsNonRoot')} ? !c.securityContext.runAsNonRoot : ${not(ofPod)})`,
      ),
      order: 'Set securityContext.runAsNonRoot: true',
    },
    ...(standard.isSince(23) ? rootUsers(lifted) : []),
  ];
}

function rootUsers(lifted: readonly string[]): Check[] {
  return [
    {
      name: 'podRoot',
      of: 'pod',
      found: and(...lifted, setAnd(SPEC, 'securityContext.runAsUser', isRoot)),
      order: "Set runAsUser in the pod's securityContext to a user other than 0",
    },
    {
      name: 'root',
      of: 'container',
      found: and(...lifted, ownAnd('runAsUser', isRoot)),
      order: 'Set securityContext.runAsUser to a user other than 0',
    },
  ];
}

export const noHostUsers: Expressed = {
  checks: () => [
    {
      name: 'hostUsers',
      of: 'pod',
      found: and(`!${WINDOWS}`, not(USER_NAMESPACE)),
      order: 'Set spec.hostUsers: false in the pod',
    },
  ],
};
