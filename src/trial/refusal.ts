import { type ImageConfig, startUser } from '../images/image-config.ts';
import type { ContainerPlan } from './plan.ts';

/**
 * Why a cluster would not start a container at all, a clause; undefined where it would. The kubelet's
 * check of `runAsNonRoot` (pkg/kubelet/kuberuntime, verifyRunAsNonRoot), and the API server's of
 * privileges.
 */
export function refusalOf(
  { user, security }: Pick<ContainerPlan, 'user' | 'security'>,
  config: ImageConfig,
): string | undefined {
  if (security.isPrivileged && !security.mayEscalate) {
    return 'the API server refuses `allowPrivilegeEscalation: false` with `privileged: true`';
  }
  if (!user.mustNotBeRoot || (user.uid !== undefined && user.uid !== 0)) return undefined;
  if (user.uid === 0) return 'the kubelet refuses `runAsUser: 0` with `runAsNonRoot: true`';
  const { declared, name } = startUser(config);
  if (declared === 'numeric') return undefined;
  return declared === 'root'
    ? 'the kubelet refuses it: `runAsNonRoot: true`, and the image runs as root. Set `runAsUser`'
    : `the kubelet refuses it: \`runAsNonRoot: true\`, and the image's user is a name, ${name ?? ''}. Set \`runAsUser\``;
}

/** Whether a container runs as root. */
export function isRoot({ user }: Pick<ContainerPlan, 'user'>, config: ImageConfig): boolean {
  return user.uid === undefined ? startUser(config).declared === 'root' : user.uid === 0;
}
