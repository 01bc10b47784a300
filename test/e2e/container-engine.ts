import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Podman with a store of its own, and an image in it. */
export interface ContainerEngine {
  /** What `podseal` has to be run with to find it. */
  readonly env: NodeJS.ProcessEnv;
  /** Makes an image of a busybox with these scripts in /bin. */
  makeImage(
    name: string,
    scripts: Readonly<Record<string, string>>,
    changes: readonly string[],
  ): void;
  /** What it has of containers, volumes and networks, but for its own network. */
  list(): string[];
  close(): void;
}

const BUSYBOX = '/bin/busybox';

/** Some sandboxes refuse higher limits than their own, and crun where there are two kinds of cgroups. */
const CONFIGURATION = (folder: string): string => `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
network_config_dir = "${folder}/networks"
`;

function run(env: NodeJS.ProcessEnv, ...args: string[]) {
  return spawnSync('podman', args, { env: { ...process.env, ...env }, encoding: 'utf8' });
}

/** Starts with an empty store; why there is no engine, in a clause, where it can't run a container. */
export function startEngine(): ContainerEngine | string {
  if (process.getuid?.() !== 0) return 'only root runs containers with networks of their own';
  for (const [command, ...args] of [
    ['podman', '--version'],
    ['runc', '--version'],
    // netavark calls it.
    ['iptables', '--version'],
    [BUSYBOX, 'true'],
  ]) {
    if (spawnSync(command ?? '', args).status !== 0) return `${command} is not installed`;
  }
  const folder = mkdtempSync(join(tmpdir(), 'podseal-engine-'));
  const env = {
    CONTAINERS_CONF: join(folder, 'containers.conf'),
    CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf'),
  };
  writeFileSync(env.CONTAINERS_CONF, CONFIGURATION(folder));
  writeFileSync(
    env.CONTAINERS_STORAGE_CONF,
    `[storage]\ndriver = "overlay"\ngraphroot = "${folder}/store"\nrunroot = "${folder}/run"\n`,
  );
  const engine: ContainerEngine = {
    env,
    makeImage(name, scripts, changes) {
      const root = join(folder, 'root');
      for (const path of ['bin', 'run', 'tmp', 'var/cache', 'etc']) {
        mkdirSync(join(root, path), { recursive: true });
      }
      chmodSync(join(root, 'tmp'), 0o1777);
      copyFileSync(BUSYBOX, join(root, 'bin/busybox'));
      for (const applet of ['sh', 'mkdir', 'httpd', 'sleep', 'cat', 'touch', 'true', 'cp', 'id']) {
        symlinkSync('busybox', join(root, 'bin', applet));
      }
      for (const [script, text] of Object.entries(scripts)) {
        writeFileSync(join(root, 'bin', script), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
      }
      const archive = join(folder, 'image.tar');
      spawnSync('tar', ['-C', root, '-cf', archive, '.']);
      const flags = changes.flatMap((change) => ['--change', change]);
      const { status, stderr } = run(env, 'import', '--quiet', ...flags, archive, name);
      rmSync(root, { recursive: true });
      if (status !== 0) throw new Error(stderr);
    },
    list: () =>
      [
        ['ps', '--all', '--format', '{{.Names}}'],
        ['volume', 'ls', '--format', '{{.Name}}'],
        ['network', 'ls', '--format', '{{.Name}}'],
      ].flatMap((args) =>
        run(env, ...args)
          .stdout.split('\n')
          .filter((name) => name !== '' && name !== 'podman'),
      ),
    close() {
      run(env, 'rmi', '--all', '--force');
      rmSync(folder, { recursive: true, force: true });
    },
  };
  engine.makeImage('localhost/probe:1', {}, []);
  const probe = run(
    env,
    'run',
    '--rm',
    '--network=none',
    '--pull=never',
    'localhost/probe:1',
    'true',
  );
  if (probe.status === 0) return engine;
  engine.close();
  return `podman can't run a container: ${probe.stderr.trim()}`;
}
