import * as v from 'valibot';
import {
  choice,
  filledList,
  implies,
  mapping,
  only,
  textLike,
  unique,
} from '../../schema/shapes.ts';
import { sentence } from './texts.ts';
import { signs } from './writes.ts';

const hostPath = mapping({
  path: textLike(/^\/$|^(\/[\w.-]+)+$/, 'an absolute path of the node; / is the whole node'),
  access: choice(['read', 'write']),
});

/** What of its node an image can't work without. */
export const nodeNeeds = v.pipe(
  mapping({
    privileged: v.exactOptional(
      v.pipe(only(true), v.description('Capabilities would not do.')),
    ),
    capabilities: v.exactOptional(
      v.pipe(
        filledList(
          textLike(/^(?!CAP_)[A-Z_]+$/, 'a capability without CAP_, such as NET_ADMIN'),
        ),
        unique(),
      ),
    ),
    hostNamespaces: v.exactOptional(
      v.pipe(filledList(choice(['hostNetwork', 'hostPID', 'hostIPC'])), unique()),
    ),
    hostPaths: v.exactOptional(filledList(hostPath)),
    if: v.exactOptional(
      v.pipe(signs, v.description('Settings by which the container is one that needs it.')),
    ),
    why: v.exactOptional(sentence),
    instead: v.exactOptional(sentence),
  }),
  implies('privileged', 'why'),
  implies('capabilities', 'why'),
  implies('hostNamespaces', 'why'),
  implies('hostPaths', 'why'),
  implies('if', 'why'),
  implies('instead', 'why'),
  v.description('What of its node the image needs. Empty: nothing. Left out: not known.'),
);
