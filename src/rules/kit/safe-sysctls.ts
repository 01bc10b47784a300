import type { Standard } from './pod-security-level.ts';

/**
 * The sysctls that concern their pod alone, each list with the minor version of Kubernetes whose Pod
 * Security Standards are the first to have it (pod-security-admission, policy/check_sysctls.go).
 */
const SAFE: readonly { readonly since: number; readonly names: readonly string[] }[] = [
  {
    since: 0,
    names: [
      'kernel.shm_rmid_forced',
      'net.ipv4.ip_local_port_range',
      'net.ipv4.ip_unprivileged_port_start',
      'net.ipv4.ping_group_range',
      'net.ipv4.tcp_syncookies',
    ],
  },
  { since: 27, names: ['net.ipv4.ip_local_reserved_ports'] },
  {
    since: 29,
    names: [
      'net.ipv4.tcp_fin_timeout',
      'net.ipv4.tcp_keepalive_intvl',
      'net.ipv4.tcp_keepalive_probes',
      'net.ipv4.tcp_keepalive_time',
    ],
  },
  { since: 32, names: ['net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'] },
  { since: 37, names: ['net.ipv4.tcp_notsent_lowat', 'net.ipv4.tcp_slow_start_after_idle'] },
];

/** Whether a sysctl is among the safe ones of a standard, or of the latest where none is asked for. */
export function isSafeSysctl(name: string, standard: Standard | undefined): boolean {
  // The kubelet takes slashes as well; the standard compares the text.
  const known = standard ? name : name.replaceAll('/', '.');
  return safeSysctls(standard).includes(known);
}

/** The safe sysctls of a standard, or of the latest where none is asked for. */
export function safeSysctls(standard: Standard | undefined): string[] {
  return SAFE.filter(({ since }) => standard?.isSince(since) ?? true).flatMap(({ names }) => names);
}
