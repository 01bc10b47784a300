import { describe, expect, it } from 'vitest';
import { argumentsOf, planText, podText } from './planned.ts';

describe('the arguments of an engine', () => {
  it('say all that the manifest says, and name everything that is not its own', () => {
    const text = podText(
      [
        'command: [/bin/web, "$(MODE)"]',
        'args: ["--port=$(PORT)", "$$(PORT)", "$(NOTHING)"]',
        'workingDir: /srv',
        'tty: true',
        'env: [{name: PORT, value: "8080"}, {name: MODE, value: "p$(PORT)"}]',
        'resources: {limits: {memory: 256Mi}}',
        'securityContext:',
        '  readOnlyRootFilesystem: true',
        '  allowPrivilegeEscalation: false',
        '  runAsUser: 1000',
        '  capabilities: {drop: [ALL], add: [NET_BIND_SERVICE]}',
        'volumeMounts: [{name: tmp, mountPath: /tmp}, {name: ro, mountPath: /ro, readOnly: true}]',
      ],
      [
        'securityContext: {runAsGroup: 3000, fsGroup: 2000, supplementalGroups: [7]}',
        'hostAliases: [{ip: 10.0.0.1, hostnames: [db]}]',
        'volumes: [{name: tmp, emptyDir: {}}, {name: ro, emptyDir: {}}]',
      ],
    );
    expect(argumentsOf(planText(text))).toEqual([
      'create',
      '--name=one',
      '--label=podseal.try=one',
      '--pull=never',
      '--restart=no',
      '--no-healthcheck',
      '--network=net',
      '--hostname=web',
      `--memory=${256 * 1024 ** 2}`,
      '--pids-limit=2048',
      '--log-driver=json-file',
      '--log-opt=max-size=8m',
      '--read-only',
      '--user=1000:3000',
      '--group-add=7',
      '--group-add=2000',
      '--cap-drop=ALL',
      '--cap-add=NET_BIND_SERVICE',
      '--security-opt=no-new-privileges',
      '--sysctl=net.ipv4.ip_unprivileged_port_start=1024',
      '--add-host=db:10.0.0.1',
      '--env=PORT=8080',
      '--env=MODE=p8080',
      '--workdir=/srv',
      '--tty',
      '--volume=tmp:/tmp:nocopy',
      '--volume=ro:/ro:nocopy,ro',
      '--entrypoint=/bin/web',
      'example/app:1',
      'p8080',
      '--port=8080',
      '$(PORT)',
      '$(NOTHING)',
    ]);
  });

  it('differ for Podman where it differs: its tmpfs, the proxy, and capabilities of no root', () => {
    const text = podText([
      'securityContext: {readOnlyRootFilesystem: true, runAsUser: 1, capabilities: {drop: [ALL], add: [CHOWN]}}',
      'command: [sh]',
    ]);
    const given = argumentsOf(planText(text), 'podman');
    expect(given).toContain('--read-only-tmpfs=false');
    expect(given).toContain('--http-proxy=false');
    expect(given).toContain('--entrypoint=["sh"]');
    // What is added would be ambient: dropped is what is not to be there.
    expect(given.filter((one) => one.startsWith('--cap-add'))).toEqual([]);
    expect(given).toContain('--cap-drop=SETUID');
    expect(given).not.toContain('--cap-drop=CHOWN');
  });

  it.each([
    ['nothing', {}, []],
    ['a user', { runAsUser: 7 }, ['--user=7']],
    ['a group, with the user of the image', { runAsGroup: 8 }, ['--user=nginx:8']],
    ['both', { runAsUser: 7, runAsGroup: 8 }, ['--user=7:8']],
  ])('run as the manifest says: %s', (_, context, expected) => {
    const planned = planText(podText([`securityContext: ${JSON.stringify(context)}`]));
    const given = argumentsOf(planned, 'docker', { user: 'nginx:101' });
    expect(given.filter((one) => one.startsWith('--user'))).toEqual(expected);
  });

  it('have the usual capabilities where the manifest drops none', () => {
    const given = argumentsOf(
      planText(podText(['securityContext: {capabilities: {drop: [KILL]}}'])),
    );
    const added = given.filter((one) => one.startsWith('--cap-add='));
    expect(added).toHaveLength(13);
    expect(added).not.toContain('--cap-add=KILL');
  });

  it('are privileged only where the manifest and the user say so', () => {
    const text = podText([
      'securityContext: {privileged: true, capabilities: {add: [SYS_ADMIN, NET_RAW]}, seccompProfile: {type: Unconfined}}',
    ]);
    const plain = planText(text);
    expect(argumentsOf(plain).join(' ')).not.toMatch(/--privileged|SYS_ADMIN|seccomp/);
    expect(plain.pod.notReproduced).toEqual([
      '`app` runs without privileged: add --allow-privileged to give it to the container.',
      '`app` runs without SYS_ADMIN: add --allow-privileged to give it to the container.',
      "`app` runs with the engine's seccomp profile: add --allow-privileged to give it to the container.",
    ]);
    const allowed = planText(text, { mayBePrivileged: true });
    expect(argumentsOf(allowed)).toContain('--privileged');
    expect(argumentsOf(planText(podText([]), { mayBePrivileged: true })).join(' ')).not.toContain(
      '--privileged',
    );
  });
});
