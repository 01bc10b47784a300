import { describe, expect, it } from 'vitest';
import { builtBy } from './repository.ts';

describe('the file capabilities that a Dockerfile gives', () => {
  const capabilitiesOf = (...lines: string[]) => builtBy(lines)?.facts.fileCapabilities;

  it.each([
    ["RUN setcap 'cap_net_bind_service=+ep' /usr/bin/web", ['NET_BIND_SERVICE']],
    ['RUN apk add libcap && setcap cap_net_raw,cap_net_admin+eip web', ['NET_RAW', 'NET_ADMIN']],
    ['RUN setcap cap_net_raw=ep "$(which web)"', ['NET_RAW']],
    ['RUN setcap cap_net_raw=ep $(readlink -f $(which web))', ['NET_RAW']],
    ['RUN setcap cap_net_raw=ep /usr/bin/web && setcap -r /usr/bin/web', undefined],
    // Of another program, and of one that starts without them.
    ['RUN setcap cap_net_raw=ep /usr/bin/ping', undefined],
    ['RUN setcap cap_net_raw+p /usr/bin/web', undefined],
  ])('are those of the program that it starts: %s', (line, capabilities) => {
    const lines = ['FROM alpine', 'WORKDIR /usr/bin', line, 'ENTRYPOINT ["/usr/bin/web"]'];
    expect(capabilitiesOf(...lines)).toEqual(capabilities);
  });

  it('come with a file from another stage, and from the base', () => {
    const stages = ['FROM golang AS build', 'RUN setcap cap_net_raw=ep /out/web', 'FROM scratch'];
    const start = 'ENTRYPOINT ["/usr/bin/web"]';
    for (const copy of ['/out/web /usr/bin/web', '/out/web /usr/bin/', '/out /usr/bin']) {
      expect(capabilitiesOf(...stages, `COPY --from=build ${copy}`, start)).toEqual(['NET_RAW']);
    }
    expect(capabilitiesOf('FROM caddy:2')).toEqual(['NET_BIND_SERVICE']);
  });
});
