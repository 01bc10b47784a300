import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import ipaddr from 'ipaddr.js';
import type { Probe, ProbeAction } from '../trial/plan.ts';
import { type Engine, lastLine } from './engine.ts';

/** Where a probe finds its container. */
export interface Probed {
  readonly engine: Engine;
  readonly name: string;
  readonly address: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Runs a probe once, as the kubelet does; returns why it failed, in a clause, or undefined. */
export async function runProbe(probe: Probe, probed: Probed): Promise<string | undefined> {
  const timeoutMs = probe.timeoutSeconds * 1000;
  const { action } = probe;
  if (action.kind === 'exec') {
    const call = { timeoutMs, signal: probed.signal };
    const { code, out, err } = await probed.engine.run(
      ['exec', probed.name, ...action.command],
      call,
    );
    return code === 0 ? undefined : `exit code ${code}: ${lastLine(err) || lastLine(out)}`;
  }
  const { address } = probed;
  if (address === undefined) return 'the container has no address';
  return action.kind === 'tcp'
    ? askTcp(address, action.port, timeoutMs)
    : askHttp(address, action, timeoutMs);
}

async function askTcp(host: string, port: number, timeout: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout });
    const settle = (why: string | undefined): void => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => settle(undefined));
    socket.once('timeout', () => settle(`nothing answers on port ${port}`));
    socket.once('error', ({ message }) => settle(message));
  });
}

/** The kubelet takes each status from 200 to 399, and trusts every certificate. */
async function askHttp(
  host: string,
  { port, path, isSecure, headers }: ProbeAction & { readonly kind: 'http' },
  timeout: number,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      ...{ host, port, path, timeout, agent: false },
      headers: { 'User-Agent': 'kube-probe/1.37', ...Object.fromEntries(headers) },
    };
    let timer: NodeJS.Timeout | undefined;
    try {
      const request = isSecure
        ? requestHttps({ ...options, rejectUnauthorized: false })
        : requestHttp(options);
      const settle = (why: string | undefined): void => {
        clearTimeout(timer);
        request.destroy();
        resolve(why);
      };
      timer = setTimeout(() => settle(`no answer on port ${port} in time`), timeout);
      request.once('response', ({ statusCode = 0 }) => {
        settle(statusCode >= 200 && statusCode < 400 ? undefined : `status ${statusCode}`);
      });
      // Destroying it reports an error once more.
      request.on('error', ({ message }) => settle(message));
      request.end();
    } catch (error) {
      // A path or a header that no request can have.
      resolve(String(error));
    }
  });
}

/**
 * Whether an address is in a network that this machine is in itself. A request to any other would leave
 * the machine, and reach whatever has the address elsewhere.
 */
export function isBeside(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  return Object.values(networkInterfaces())
    .flat()
    .some((own) => {
      if (!own?.cidr || own.internal) return false;
      const [network, bits] = ipaddr.parseCIDR(own.cidr);
      return network.kind() === parsed.kind() && parsed.match(network, bits);
    });
}
