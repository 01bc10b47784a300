import { type Container, effectiveField, placeFor } from '../manifest/pod.ts';
import { type Value, isSet, scalar, textOf, valueAt } from '../manifest/value.ts';
import { notBoolean } from './describe.ts';
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
      const effect = isGuarded
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
      at: flag?.span ?? placeFor(container.value, 'securityContext'),
      message: describe(flag),
      remedy: remedyFor(container),
    });
  },
});

function describe(flag: Value | undefined): string {
  if (flag === undefined) return 'nothing keeps it from running as root';
  return scalar(flag) === false
    ? '`runAsNonRoot: false` lets it run as root'
    : notBoolean('runAsNonRoot', flag);
}

/** Where a container is told to run as root: by id, or on Windows by name. */
function rootUser(container: Container): { span: Value['span']; as: string } | undefined {
  if (container.pod.os === 'windows') {
    const user = windowsUser(container);
    const name = textOf(user);
    // Windows names ignore case; the account may be written with its domain.
    const isAdministrator = name !== undefined && /(^|\\)ContainerAdministrator$/i.test(name);
    return user && isAdministrator
      ? { span: user.span, as: 'runAsUserName: ContainerAdministrator' }
      : undefined;
  }
  const user = effectiveField(container, 'runAsUser')?.value;
  return user && scalar(user) === 0 ? { span: user.span, as: 'runAsUser: 0' } : undefined;
}

function windowsUser(container: Container): Value | undefined {
  const contexts = [container.securityContext, container.pod.securityContext];
  for (const context of contexts) {
    const name = valueAt(context, ['windowsOptions', 'runAsUserName']);
    if (isSet(name)) return name;
  }
  return undefined;
}

/**
 * With a user id above 0 the kubelet starts the container without looking at the image
 * (kubernetes/kubernetes, pkg/kubelet/kuberuntime/security_context_others.go), so that the flag
 * changes nothing. Without one it looks, and refuses an image that runs as root or as a name.
 */
function remedyFor(container: Container): Remedy {
  const user = scalar(effectiveField(container, 'runAsUser')?.value);
  const isKnown = typeof user === 'number' && user > 0 && container.pod.os === 'linux';
  return {
    safety: isKnown ? 'safe' : 'unsafe',
    changes: [
      {
        kind: 'set',
        path: [...container.value.path, 'securityContext', 'runAsNonRoot'],
        value: true,
      },
    ],
    ...(!isKnown && {
      verify:
        'It starts only if its image has a numeric `USER` other than 0; if not, add the ' +
        '`runAsUser` that the image works with.',
    }),
  };
}
