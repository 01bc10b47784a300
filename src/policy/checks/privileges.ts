import { BASELINE_CAPABILITIES, KERNEL_CAPABILITY_NAMES } from '../../rules/kit/capabilities.ts';
import { SPEC, and, effective, list, not, ownAnd, pattern, setAnd, valueOr } from '../cel.ts';
import type { Basis, Expressed } from '../check.ts';
import { DECLARED_WINDOWS, WINDOWS, same } from '../conditions.ts';

export const noPrivileged: Expressed = {
  checks: ({ standard }) => [
    {
      name: 'privileged',
      of: 'container',
      found: and(...(standard ? [] : [`!${WINDOWS}`]), ownAnd('privileged', same)),
      order: 'Set securityContext.privileged: false',
    },
    {
      name: 'onWindowsNode',
      of: 'container',
      found: standard
        ? ownAnd('windowsOptions.hostProcess', same)
        : effective('windowsOptions.hostProcess', 'false'),
      order: 'Set securityContext.windowsOptions.hostProcess: false',
    },
    ...(standard
      ? [
          {
            name: 'podOnWindowsNode',
            of: 'pod' as const,
            found: setAnd(SPEC, 'securityContext.windowsOptions.hostProcess', same),
            order: "Set hostProcess: false in the pod's securityContext.windowsOptions",
          },
        ]
      : []),
  ],
};

export const noPrivilegeEscalation: Expressed = {
  checks({ standard }) {
    if (standard && !standard.isSince(8)) return [];
    const exempt = !standard ? WINDOWS : standard.isSince(25) ? DECLARED_WINDOWS : undefined;
    return [
      {
        name: 'escalating',
        of: 'container',
        found: and(
          ...(exempt === undefined ? [] : [not(exempt)]),
          not(ownAnd('allowPrivilegeEscalation', (flag) => `${flag} == false`)),
        ),
        order: 'Set securityContext.allowPrivilegeEscalation: false',
      },
    ];
  },
};

export const dropCapabilities: Expressed = {
  checks(basis) {
    const demand = demandOn(basis);
    const found = (condition: string): string =>
      and(...(demand.exempt === undefined ? [] : [not(demand.exempt)]), condition);
    const dropped = valueOr('c', 'securityContext.capabilities.drop', '[]');
    const added = valueOr('c', 'securityContext.capabilities.add', '[]');
    return [
      ...(demand.dropsAll
        ? [
            {
              name: 'keeping',
              of: 'container' as const,
              found: found(not(`${dropped}.exists(name, ${demand.isAll})`)),
              order: 'Set securityContext.capabilities.drop: [ALL]',
            },
          ]
        : []),
      {
        name: 'adding',
        of: 'container',
        found: found(`${added}.exists(name, ${not(demand.mayAdd)})`),
        order: `Take from securityContext.capabilities.add all but ${demand.rest}`,
      },
    ];
  },
};

/** As the rule's demands, on a capability `name`. */
interface Demand {
  readonly dropsAll: boolean;
  readonly isAll: string;
  readonly mayAdd: string;
  /** What may be added, in words. */
  readonly rest: string;
  /** Whose capabilities are not looked at. */
  readonly exempt?: string | undefined;
}

function demandOn({ standard, allow }: Basis): Demand {
  if (!standard) return ownDemand(allow);
  const isRestricted = standard.level === 'restricted' && standard.isSince(22);
  const names = [...(isRestricted ? ['NET_BIND_SERVICE'] : BASELINE_CAPABILITIES), ...allow];
  return {
    dropsAll: isRestricted,
    isAll: 'name == "ALL"',
    mayAdd: `name in ${list(names)}`,
    rest: isRestricted ? names.join(', ') : 'those of level baseline',
    exempt: isRestricted && standard.isSince(25) ? DECLARED_WINDOWS : undefined,
  };
}

/** Names as the runtimes read them; the kernel's are the matter of `no-kernel-write`. */
function ownDemand(allow: readonly string[]): Demand {
  const names = ['NET_BIND_SERVICE', ...allow];
  const passing = [...names, ...KERNEL_CAPABILITY_NAMES];
  return {
    dropsAll: true,
    isAll: 'name.upperAscii() == "ALL"',
    mayAdd: `name.upperAscii().matches(${pattern(`^(CAP_)?(${passing.join('|')})$`)})`,
    rest: names.join(', '),
    exempt: WINDOWS,
  };
}
