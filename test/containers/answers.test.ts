import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  isNetworkFault,
  readContainer,
  readDockerInfo,
  readImage,
  readPodmanInfo,
} from '../../src/containers/answers.ts';
import { findEngine, lastLine } from '../../src/containers/engine.ts';
import { isBeside } from '../../src/containers/probe.ts';
import { ofProgram } from '../../src/containers/tracer.ts';

describe('what an engine says', () => {
  it('of an image is its configuration, empty where it says nothing', () => {
    const image = {
      ...{ Id: 'sha256:1', Os: 'linux', Architecture: 'amd64' },
      Config: {
        ...{ User: '101', WorkingDir: '/srv', Cmd: ['web'], Entrypoint: null },
        Env: ['A=b=c', 'EMPTY='],
        Volumes: { '/data': {} },
        ExposedPorts: { '8080/tcp': {} },
      },
    };
    expect(readImage(JSON.stringify([image]))).toEqual({
      ...{ user: '101', workingDir: '/srv', cmd: ['web'], entrypoint: [], volumes: ['/data'] },
      ...{ env: { A: 'b=c', EMPTY: '' }, exposedPorts: [8080] },
      ...{ digest: 'sha256:1', platform: 'linux/amd64' },
    });
    expect(readImage('[{"Id":"a","Config":null}]')).toMatchObject({ user: '', cmd: [], env: {} });
  });

  it('of a container is its state, and an address if it has one', () => {
    const state = { Running: true, ExitCode: 0, OOMKilled: false, Pid: 7, Error: '' };
    const networks = { a: { IPAddress: '' }, b: { IPAddress: '10.0.0.2' } };
    const answer = JSON.stringify([{ State: state, NetworkSettings: { Networks: networks } }]);
    expect(readContainer(answer)).toEqual({
      ...{ isRunning: true, exitCode: 0, wasOutOfMemory: false, pid: 7, error: '' },
      address: '10.0.0.2',
    });
    const none = JSON.stringify([{ State: state, NetworkSettings: { Networks: null } }]);
    expect(readContainer(none)?.address).toBeUndefined();
  });

  it('of itself tells whether its containers can be reached', () => {
    const docker = (system: string): string =>
      JSON.stringify({ ServerVersion: '28', OperatingSystem: system });
    expect(readDockerInfo(docker('Debian GNU/Linux 12'))).toEqual({ isReachable: true });
    expect(readDockerInfo(docker('Docker Desktop'))).toEqual({ isReachable: false });
    expect(readPodmanInfo('{"host":{"security":{"rootless":true}}}')).toEqual({
      isReachable: false,
    });
  });

  it.each(['', 'null', '[]', '{}', '[7]', '[{"Id":7}]', '[{"State":{}}]', '{"host":'])(
    'is no answer where it has another shape: %j',
    (answer) => {
      expect(readImage(answer)).toBeUndefined();
      expect(readContainer(answer)).toBeUndefined();
      expect(readDockerInfo(answer)).toBe('its daemon does not run');
      expect(readPodmanInfo(answer)).toBe('its answer has another shape');
    },
  );
});

it('only what is in a network of this machine is asked over the network', () => {
  for (const address of ['127.0.0.1', '::1', '203.0.113.9', '', 'example.com', '10.0.0.0.1']) {
    expect([address, isBeside(address)]).toEqual([address, false]);
  }
  const own = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one?.internal === false);
  for (const one of own) expect(isBeside(one?.address ?? '')).toBe(true);
});

it('a trace is of the program where it began before it', () => {
  const lines = [
    '1 openat("/run/runc/x", O_RDWR) = 3',
    '1 execve("/bin/web", []) = 0',
    '1 mkdir("/a") = 0',
  ];
  expect(ofProgram(lines, true)).toEqual(['1 mkdir("/a") = 0']);
  expect(ofProgram(lines, false)).toEqual(lines);
});

it('the last line of an error is what went wrong, without what else to run', () => {
  expect(lastLine("warning: a\nError: no such image\n\nRun 'docker run --help' for more\n")).toBe(
    'Error: no such image',
  );
});

it('an engine that is not there is named with the reason', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await expect(findEngine('podman')).rejects.toThrow('No engine runs containers here. podman: ');
  } finally {
    process.env['PATH'] = path;
  }
});

it('a network that is not made is no fault of the program', () => {
  expect(isNetworkFault('Error: netavark: No such file or directory (os error 2)')).toBe(true);
  expect(isNetworkFault('Error: runc: exec: "netavark": executable file not found')).toBe(false);
});
