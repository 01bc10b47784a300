import type { Manifest } from '../../kubernetes/manifest.ts';
import { MANAGED } from '../../rules/kit/admission-policy/written.ts';
import type { Engine, Stage } from '../engines/engine.ts';
import { SYSTEM_NAMESPACES } from '../engines/engine.ts';
import { type Section, printSections } from '../print.ts';
import { CEL_ENGINES, type Wanted, sectionOf } from '../write-policies.ts';
import { type Successor, successorsIn } from './successor.ts';

/** The file that follows PodSecurityPolicies: its name, its text, and what was wrong with them. */
export interface WrittenSuccessors {
  readonly name: string;
  readonly text: string;
  readonly count: number;
  readonly mistakes: readonly string[];
}

/** Writes what enforces the same as the PodSecurityPolicies in some files. */
export function writeSuccessors(manifests: readonly Manifest[], wanted: Wanted): WrittenSuccessors {
  const { engine } = wanted;
  const successors = successorsIn(manifests);
  const found = CEL_ENGINES[engine];
  const sections = found
    ? inCel(successors, found, wanted)
    : successors.map((one) => asLabels(one, wanted));
  return {
    name: `psp-${engine}.yaml`,
    text: printSections(sections),
    count: successors.length,
    mistakes: successors.flatMap(({ mistakes }) => mistakes),
  };
}

const WRITTEN = 'Written by podseal policy --from, from PodSecurityPolicies.';

function inCel(successors: readonly Successor[], engine: Engine, stage: Stage): Section[] {
  return [
    {
      comments: [
        `${engine.title}.`,
        WRITTEN,
        '',
        ...engine.rollout(stage),
        'They look at pods, and earlier at what makes them, which a PodSecurityPolicy did not.',
        `The namespaces ${SYSTEM_NAMESPACES.join(', ')} are left out.`,
      ],
      objects: [],
    },
    ...successors.map(({ policy }) => sectionOf(policy, engine, { stage })),
  ];
}

/** The strictest level that refuses nothing that the policy let in. */
function asLabels(successor: Successor, { isEnforced, namespaces }: Wanted): Section {
  const { of, level, because, policy } = successor;
  const modes = isEnforced ? ['enforce', 'audit', 'warn'] : ['audit', 'warn'];
  const labels = Object.fromEntries(
    modes.map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
  );
  return {
    comments: [
      'Labels for Pod Security Admission, which Kubernetes has since 1.25.',
      WRITTEN,
      '',
      `Level ${level} is the strictest one that refuses nothing of what the PodSecurityPolicy ${of} ` +
        'let in by its own fields.',
      ...(because.length === 0
        ? []
        : [`The next level would refuse what it let in with ${because.join(', ')}.`]),
      ...leftOpen(successor),
      ...policy.notes,
    ],
    objects: namespaces.map((name) => ({
      ...{ apiVersion: 'v1', kind: 'Namespace' },
      metadata: { name, labels: { ...MANAGED, ...labels } },
    })),
  };
}

/** What each level asks for as well, by the names of checks (kubernetes/website, psp-to-pod-security-standards.md). */
const OF_BASELINE = [
  ...['privileged', 'adding', 'onHostPort', 'unmasked', 'labeled', 'seccomp', 'appArmor'],
  ...['hostNetwork', 'hostPID', 'hostIPC', 'otherPath', 'writingPath', 'sysctls'],
];
const COVERED: Readonly<Record<Successor['level'], readonly string[]>> = {
  privileged: [],
  baseline: OF_BASELINE,
  restricted: [
    ...OF_BASELINE,
    ...['escalating', 'keeping', 'nonRoot', 'otherVolume', 'flexVolumeDriver'],
  ],
};

function leftOpen({ checks, level }: Successor): string[] {
  const open = checks.filter(({ name }) => !COVERED[level].includes(name));
  return [
    ...(open.length === 0
      ? []
      : [
          `Level ${level} does not ask for: ${open.map(({ order }) => order).join('; ')}. Another ` +
            'engine does: podseal policy --from FILE --engine vap.',
        ]),
    ...(level === 'privileged'
      ? []
      : [
          `Level ${level} also judges what the policy left open: SELinux options, seccomp and ` +
            'AppArmor profiles, hosts of probes.',
        ]),
  ];
}
