import type { Span } from '../manifest/lines.ts';
import {
  type Container,
  effectiveField,
  effectiveWindowsOption,
  placeInContext,
} from '../manifest/pod.ts';
import { type Value, field, isSet, scalar, textOf } from '../manifest/value.ts';
import { notBoolean } from './describe.ts';
import { setInContext } from './remedies.ts';
import { type Remedy, defineContainerRule } from './rule.ts';

export const runAsNonRoot = defineContainerRule({
  id: 'run-as-non-root',
  summary: 'a container that runs as root, or that nothing keeps from it',
  headline: 'can run as root',
  severity: { immutable: 'error', strict: 'error' },
  check(container, report) {
    const flag = effectiveField(container, 'runAsNonRoot')?.value;
    const isGuarded = scalar(flag) === true;
    const root = rootUser(container);
    if (root) {
      const effect =
        isGuarded && root.isRefused
          ? 'is root, so with `runAsNonRoot: true` it never starts'
          : 'makes it run as root';
      report({
        at: root.span,
        message: `\`${root.as}\` ${effect}: set the user that its image works with`,
      });
      return;
    }
    if (isGuarded || (!flag && container.partial)) return;
    report({
      at: flag?.span ?? placeInContext(container),
      message: describe(flag),
      remedy: remedyFor(container, flag),
    });
  },
});

function describe(flag: Value | undefined): string {
  if (flag === undefined) return 'nothing keeps it from running as root';
  return scalar(flag) === false
    ? '`runAsNonRoot: false` lets it run as root'
    : notBoolean('runAsNonRoot', flag);
}

interface RootUser {
  readonly span: Span;
  readonly as: string;
  /** Whether the kubelet recognises it as root, and refuses it with `runAsNonRoot: true`. */
  readonly isRefused: boolean;
}

/** Where a container is told to run as root: by id, or on Windows by name. */
function rootUser(container: Container): RootUser | undefined {
  if (container.pod.os === 'windows') {
    const user = effectiveWindowsOption(container, 'runAsUserName');
    const name = textOf(user);
    // The account may be written with its domain, but the kubelet compares the whole name.
    const isAdministrator = name !== undefined && /(^|\\)ContainerAdministrator$/i.test(name);
    const isRefused = name?.toLowerCase() === 'containeradministrator';
    return user && isAdministrator
      ? { span: user.span, as: 'runAsUserName: ContainerAdministrator', isRefused }
      : undefined;
  }
  const user = effectiveField(container, 'runAsUser')?.value;
  return user && scalar(user) === 0
    ? { span: user.span, as: 'runAsUser: 0', isRefused: true }
    : undefined;
}

/**
 * With a user id above 0 the kubelet starts the container without looking at the image
 * (kubernetes/kubernetes, pkg/kubelet/kuberuntime/security_context_others.go), so that the flag
 * changes nothing. Without one it looks, and refuses an image that runs as root or as a name.
 */
function remedyFor(container: Container, flag: Value | undefined): Remedy {
  const isOwn = isSet(field(container.securityContext, 'runAsNonRoot')?.value);
  // A false may be right for the pod's other containers; a value that is refused is so for all.
  const isForAll = flag !== undefined && !isOwn && scalar(flag) !== false;
  const changes = isForAll
    ? [{ kind: 'set' as const, path: flag.path, value: true }]
    : setInContext(container, 'runAsNonRoot', true);
  if (container.pod.os === 'windows') return { safety: 'unsafe', changes, verify: WINDOWS_CHECK };
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  return isUserId(user) && !isForAll
    ? { safety: 'safe', changes }
    : { safety: 'unsafe', changes, verify: LINUX_CHECK };
}

const LINUX_CHECK =
  'It starts only if its image has a numeric `USER` other than 0; if not, add the `runAsUser` ' +
  'that the image works with.';
const WINDOWS_CHECK =
  'It starts only if neither its image nor `runAsUserName` says `ContainerAdministrator`.';

/** The API takes ids up to the largest signed 32-bit number. */
function isUserId(user: unknown): boolean {
  return Number.isInteger(user) && Number(user) > 0 && Number(user) <= 2_147_483_647;
}
