/**
 * The names of capabilities by their numbers (linux/capability.h).
 */
const NAMES: readonly string[] = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE ' +
  'NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT ' +
  'SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE ' +
  'AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ ' +
  'PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/** `struct vfs_cap_data` of version 2, and of version 3 with the root of a namespace behind it. */
const LENGTHS: readonly number[] = [20, 24];
/** Where its permitted sets are, each of 32 bits in little endian. */
const PERMITTED: readonly number[] = [4, 12];

/**
 * The capabilities of a file by its extended attribute, as a tar file has it; undefined for none.
 *
 * @param attribute decoded as UTF-8: a byte that is none is a replacement character
 * @returns `unknown` where such a byte, or another length, hides some of them
 */
export function capabilitiesOf(
  attribute: string | undefined,
): readonly string[] | 'unknown' | undefined {
  if (attribute === undefined) return undefined;
  const bytes = Array.from(attribute, (character) => character.codePointAt(0) ?? 0);
  if (!LENGTHS.includes(bytes.length)) return 'unknown';
  const sets = PERMITTED.flatMap((start) => bytes.slice(start, start + 4));
  if (sets.some((byte) => byte > 0x7f)) return 'unknown';
  return NAMES.filter((_, number) => ((sets[number >> 3] ?? 0) & (1 << (number & 7))) !== 0);
}
