import type { Use } from '../shell/read-command.ts';
import { savesByName } from '../shell/written-paths.ts';

/** What a program needs of the container that runs it, beyond what a hardened one has. */
export interface ProgramNeeds {
  /** Works as user 0 only. */
  readonly root?: true;
  /** Without `CAP_`; any of them missing, it fails. */
  readonly capabilities?: readonly string[];
  /** No capability would do. */
  readonly privileged?: true;
  readonly setuid?: true;
  /** Writes to the files of its image. */
  readonly rootFilesystem?: true;
  readonly hostNamespaces?: readonly string[];
  /** What does without it: the end of a sentence, "… instead". */
  readonly instead: string;
}

type Reader = (args: readonly string[], use: Use) => ProgramNeeds | undefined;

const OWNER: ProgramNeeds = {
  root: true,
  capabilities: ['CHOWN'],
  instead: "set the pod's `fsGroup`, which makes its volumes writable",
};
const MOUNTER: ProgramNeeds = {
  root: true,
  capabilities: ['SYS_ADMIN'],
  instead: 'let the pod mount it as a volume',
};
const FIREWALL: ProgramNeeds = {
  root: true,
  capabilities: ['NET_ADMIN'],
  hostNamespaces: ['hostNetwork'],
  instead: 'run it as root with `NET_ADMIN` and no other capability',
};
const MODULES: ProgramNeeds = {
  root: true,
  capabilities: ['SYS_MODULE'],
  instead: "load the module in the node's own configuration",
};
const NODE: ProgramNeeds = {
  root: true,
  privileged: true,
  hostNamespaces: ['hostPID'],
  instead: "do this in the node's own configuration",
};
const PACKETS: ProgramNeeds = {
  capabilities: ['NET_RAW'],
  instead: 'grant `NET_RAW` and no other capability',
};
const SWITCH: ProgramNeeds = {
  root: true,
  capabilities: ['SETUID', 'SETGID'],
  instead: 'start the program as that user, with `runAsUser`',
};
const SUDO: ProgramNeeds = { ...SWITCH, setuid: true };
const ACCOUNTS: ProgramNeeds = {
  root: true,
  rootFilesystem: true,
  instead: 'do this in the Dockerfile',
};
const DAEMON: ProgramNeeds = {
  root: true,
  privileged: true,
  instead: 'build images with a tool that needs no daemon, such as rootless BuildKit',
};
const CRON: ProgramNeeds = {
  root: true,
  capabilities: ['SETUID', 'SETGID'],
  instead: 'use a CronJob',
};
const DISKS: ProgramNeeds = {
  root: true,
  privileged: true,
  instead: 'leave disks to a CSI driver',
};
const CLOCK: ProgramNeeds = {
  root: true,
  capabilities: ['SYS_TIME'],
  instead: 'let the node keep its own time',
};
/** It also needs the device of the clock. */
const HARDWARE_CLOCK: ProgramNeeds = { ...CLOCK, privileged: true };

const KERNEL: ProgramNeeds = {
  root: true,
  privileged: true,
  instead: "set it in the pod's `securityContext.sysctls`, or on the node",
};

/** `sysctl -w name=value`, `sysctl name=value`, `sysctl -p`; anything else only reads. */
const sysctl: Reader = (args) =>
  args.some((word) => /^(?:-w|--write|-p|--load|--system)/.test(word) || /^[\w./-]+=/.test(word))
    ? KERNEL
    : undefined;

/** `ip link set …`, `ip route add …`. */
const ip: Reader = (args) =>
  args.some((word) => /^(?:add|del|delete|set|replace|change|append|flush)$/.test(word))
    ? FIREWALL
    : undefined;

/** `date -s`, `date -us`; anything else only reads, as `date -Is` does. */
const date: Reader = (args) =>
  args.some((word) => /^(?:-[uR]*s|--set(?:=|$))/.test(word)) ? CLOCK : undefined;

/** `service ssh start`: scripts of the system, which start daemons as root and keep their state in the image. */
const service: Reader = ([, action = '']) =>
  /^(?:force-)?(?:start|stop|restart|reload)$/.test(action)
    ? { ...SWITCH, rootFilesystem: true, instead: 'start the program itself, in the foreground' }
    : undefined;

/** `systemctl restart containerd`; anything else only reads. */
const systemctl: Reader = (args) =>
  args.some((word) =>
    /^(?:(?:try-)?re(?:start|load)|start|stop|enable|disable|mask|unmask|daemon-reload)$/.test(
      word,
    ),
  )
    ? { ...NODE, hostNamespaces: [] }
    : undefined;

/** Without a configuration of its own it has the one and the keys of the system. */
const sshd: Reader = (args) =>
  args.some((word) => word.startsWith('-f'))
    ? undefined
    : {
        root: true,
        capabilities: ['SETUID', 'SETGID', 'SYS_CHROOT'],
        instead: 'give it a configuration and keys of the user that it runs as, with `-f`',
      };

/** `wget URL` writes to the folder that it runs in: that of the image, where no other is known. */
const download: Reader = (args, { program, directory }) =>
  directory === undefined && savesByName(program, args)
    ? {
        root: true,
        rootFilesystem: true,
        instead: 'let it write to a volume, or to `/dev/null` with the option for its output',
      }
    : undefined;

/** `mknod NAME p` makes a pipe, which anybody may. */
const mknod: Reader = (args) =>
  args.includes('p')
    ? undefined
    : { root: true, capabilities: ['MKNOD'], instead: 'let the pod mount the device' };

/** `chroot` into the files of the node, or of anything else. */
const chroot: Reader = () => ({ ...NODE, hostNamespaces: [] });

/** Programs that need the same however they are called. */
const ALWAYS = needsByProgram([
  [OWNER, 'chown chgrp setfacl'],
  [MOUNTER, 'mount umount unshare swapon swapoff'],
  [FIREWALL, 'iptables ip6tables iptables-restore ip6tables-restore nft ebtables arptables'],
  [FIREWALL, 'ipset ipvsadm tc conntrack brctl ethtool'],
  [MODULES, 'modprobe insmod rmmod'],
  [NODE, 'nsenter'],
  [PACKETS, 'tcpdump arping'],
  [SWITCH, 'su gosu su-exec runuser setpriv'],
  [SUDO, 'sudo doas'],
  [ACCOUNTS, 'useradd adduser groupadd addgroup usermod chpasswd update-ca-certificates'],
  [ACCOUNTS, 'update-ca-trust'],
  [DAEMON, 'dockerd dockerd-entrypoint.sh'],
  [CRON, 'cron crond'],
  [DISKS, 'losetup mkfs mkfs.ext4 mkfs.xfs cryptsetup'],
  [CLOCK, 'ntpd ntpdate sntp chronyd rdate'],
  [HARDWARE_CLOCK, 'hwclock'],
]);

function needsByProgram(
  rows: readonly (readonly [needs: ProgramNeeds, programs: string])[],
): ReadonlyMap<string, ProgramNeeds> {
  return new Map(
    rows.flatMap(([needs, programs]) => programs.split(' ').map((program) => [program, needs])),
  );
}

const READERS: Readonly<Record<string, Reader>> = {
  sysctl,
  ip,
  mknod,
  chroot,
  date,
  service,
  sshd,
  systemctl,
  wget: download,
  curl: download,
};

/** Installers that hand files to other users or switch users themselves. */
const OF_THE_SYSTEM = /^(?:apt|apt-get|aptitude|apk|yum|dnf5?|microdnf|tdnf|zypper|dpkg|rpm)\b/;

/**
 * What a program needs; undefined where it needs nothing of the kind. What installs software into a
 * volume needs nothing either: such calls are not for this function.
 */
export function programNeeds(use: Use): ProgramNeeds | undefined {
  const { program, args } = use;
  if (Object.hasOwn(READERS, program)) return READERS[program]?.(args, use);
  return ALWAYS.get(program);
}

/** Programs after which scripts are named that nobody here can read. */
const TOLD: ReadonlyMap<string, ProgramNeeds> = new Map([
  ['sysctl', KERNEL],
  ['sysctls', KERNEL],
  ...['chown', 'iptables', 'modprobe', 'nsenter'].flatMap((program): [string, ProgramNeeds][] => {
    const needs = ALWAYS.get(program);
    return needs ? [[program, needs]] : [];
  }),
]);

/** What a script needs by its name, such as `/scripts/init_sysctl.sh`; undefined for any other word. */
export function scriptNeeds(word: string): ProgramNeeds | undefined {
  const [, name = ''] = /^[\w./-]*\/([\w.-]+)\.(?:sh|bash)$/.exec(word) ?? [];
  return name.split(/[-_.]/).flatMap((part) => TOLD.get(part) ?? [])[0];
}

/** What an installation needs that is not into a volume. */
export function installationNeeds(call: string): ProgramNeeds {
  return {
    root: true,
    rootFilesystem: true,
    ...(OF_THE_SYSTEM.test(call) && { capabilities: ['CHOWN', 'SETUID', 'SETGID'] }),
    instead: 'build the software into the image',
  };
}
